import type { TransactionSql } from '../platform/db.ts';
import { blobColumns, quoted, type Table } from './catalogue.ts';
import { rowsOfWorkspace } from './classes.ts';
import type { Manifest } from './manifest.ts';

/** The files that rows name: of the whole installation, or of one workspace. */
export async function hashesNamed(tx: TransactionSql, workspace?: string): Promise<string[]> {
  const columns = (await blobColumns(tx)).filter((one) => workspace === undefined || one.workspace);
  if (columns.length === 0) return [];
  const selects = columns.map(({ table, column }) => {
    const only = workspace === undefined ? '' : ` and workspace_id = '${workspace}'`;
    return `select ${quoted(column)} as hash from ${quoted(table)} where ${quoted(column)} ~ '^[0-9a-f]{64}$'${only}`;
  });
  const rows = await tx.unsafe<{ hash: string }[]>(`${selects.join(' union ')} order by hash`);
  return rows.map((row) => row.hash);
}

/** Columns that hold the id of a person, of each table: by a foreign key, or by one to such a column. */
export function personColumns(tables: readonly Table[]): Map<string, Set<string>> {
  const found = new Map(tables.map((table) => [table.name, new Set<string>()]));
  const isPerson = (table: string, column: string) =>
    (table === 'person' && column === 'id') || found.get(table)?.has(column) === true;
  for (let before = -1, now = 0; now !== before;) {
    before = now;
    for (const table of tables) {
      for (const { columns, references, referenced } of table.foreignKeys) {
        columns
          .filter((_, i) => isPerson(references, referenced[i] ?? ''))
          .forEach((column) => found.get(table.name)?.add(column));
      }
    }
    now = [...found.values()].reduce((sum, columns) => sum + columns.size, 0);
  }
  return found;
}

/** Everybody whom the rows of a workspace refer to: who belongs to it, and who did something in it. */
export async function peopleOf(
  tx: TransactionSql,
  tables: readonly Table[],
  workspace: string,
): Promise<Manifest['people']> {
  const columns = personColumns(tables);
  const selects = tables.flatMap((table) =>
    [...(columns.get(table.name) ?? [])].map(
      (column) =>
        `select ${quoted(column)} as id from ${quoted(table.name)} where ${rowsOfWorkspace(table, workspace)}`,
    ),
  );
  const [{ accounts } = { accounts: false }] = await tx<{ accounts: boolean }[]>`
    select to_regclass('public.account') is not null as accounts`;
  return tx.unsafe<Manifest['people']>(`
    select p.id, p.name, ${accounts ? '(select email from account a where a.person_id = p.id)' : 'null'} as email,
      -- Databases before the demonstration have no such column.
      coalesce((to_jsonb(p) ->> 'invented')::boolean, false) as invented
    from person p where p.id in (${selects.join(' union ')}) order by p.id`);
}
