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

/** Columns of a table that refer to a person. */
function personColumns(table: Table): string[] {
  return table.foreignKeys
    .filter(({ references }) => references === 'person')
    .flatMap(({ columns }) => columns.at(-1) ?? []);
}

/** Everybody whom the rows of a workspace refer to: who belongs to it, and who did something in it. */
export async function peopleOf(
  tx: TransactionSql,
  tables: readonly Table[],
  workspace: string,
): Promise<Manifest['people']> {
  const selects = tables.flatMap((table) =>
    personColumns(table).map(
      (column) =>
        `select ${quoted(column)} as id from ${quoted(table.name)} where ${rowsOfWorkspace(table, workspace)}`,
    ),
  );
  return tx.unsafe<Manifest['people']>(`
    select p.id, p.name, a.email from person p left join account a on a.person_id = p.id
    where p.id in (${selects.join(' union ')}) order by p.id`);
}
