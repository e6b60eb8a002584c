import type { Table } from './catalogue.ts';

/**
 * What a backup does with a table. A table with `workspace_id` belongs to its workspace and needs no line here; every
 * other one is named, and a test fails while one is not.
 *
 * - `workspace`: belongs to a workspace; in its archive and in that of the installation
 * - `installation`: in the archive of the installation only
 * - `sealed`: readable only with the key of the installation, so it is kept only together with it, encrypted
 * - `passing`: lets people in for a while; never kept
 */
export type Class = 'workspace' | 'installation' | 'sealed' | 'passing';

const named: Record<string, Class> = {
  installation: 'installation',
  workspace: 'workspace',
  person: 'installation',
  account: 'installation',
  recovery_code: 'installation',
  passkey: 'installation',
  external_identity: 'installation',
  one_time_secret: 'sealed',
  session: 'passing',
  sign_in_link: 'passing',
  challenge: 'passing',
  // What was to be erased or removed is, wherever the data go on.
  upkeep_job: 'installation',
};

/** The class of a table, or null while nobody has decided. */
export function classOf(table: Table): Class | null {
  return named[table.name] ?? (hasWorkspace(table) ? 'workspace' : null);
}

const hasWorkspace = (table: Table) => table.columns.some((column) => column.name === 'workspace_id');

/** Names that no table has any more. */
export function unknownNames(tables: readonly Table[]): string[] {
  const names = new Set(tables.map((one) => one.name));
  return Object.keys(named).filter((name) => !names.has(name));
}

/** Work that was under way in a workspace is not taken up again elsewhere. */
const leftOutOfWorkspaces: Record<string, string> = { job: `state in ('done', 'failed', 'cancelled')` };

/** Which rows of a table belong to one workspace. Its id is a uuid, checked where it came in. */
export function rowsOfWorkspace(table: Table, workspace: string): string {
  const key = hasWorkspace(table) ? 'workspace_id' : 'id';
  const more = leftOutOfWorkspaces[table.name];
  return `${key} = '${workspace}'${more === undefined ? '' : ` and ${more}`}`;
}

/** What an archive of this kind holds. A table that nobody has classified is kept: better too much than lost. */
export function keptTables(
  tables: readonly Table[],
  kind: 'installation' | 'workspace',
  withKey: boolean,
): Table[] {
  return tables.filter((table) => {
    const its = classOf(table) ?? 'installation';
    if (its === 'passing') return false;
    if (kind === 'workspace') return its === 'workspace';
    return its !== 'sealed' || withKey;
  });
}
