import { ProblemError } from '#contract/problem';
import type { TransactionSql } from '../platform/db.ts';
import { columnList, inOrderOfReference, quoted, readCatalogue, type Table } from './catalogue.ts';
import { classOf } from './classes.ts';
import { loadRows, matchTables, withoutTriggers } from './load.ts';
import type { TableEntry } from './manifest.ts';
import type { Archive } from './read.ts';
import { personColumns } from './selection.ts';

/** The rows, each of which must belong to the workspace that the archive is of. */
export async function loadWorkspace(tx: TransactionSql, archive: Archive): Promise<void> {
  const catalogue = (await readCatalogue(tx)).filter((table) => classOf(table) === 'workspace');
  const entries = new Map(matchTables(archive.manifest, catalogue).map((one) => [one.table.name, one.entry]));
  // Checked row by row: a table with checks still to come cannot be altered.
  await tx`set constraints all immediate`;
  const people = personColumns(catalogue);
  for (const table of inOrderOfReference(catalogue)) {
    const entry = entries.get(table.name);
    if (entry !== undefined) await loadTable(tx, archive, { table, entry, people: people.get(table.name) });
  }
}

async function loadTable(
  tx: TransactionSql,
  archive: Archive,
  { table, entry, people = new Set() }: { table: Table; entry: TableEntry; people: Set<string> | undefined },
): Promise<void> {
  const id = archive.manifest.workspace?.id ?? '';
  const own = `${quoted(table.name === 'workspace' ? 'id' : 'workspace_id')} = '${id}'`;
  // What outlives its workspace, as its trail does, has gone on here since: it stays.
  const there = await tx.unsafe(`select from ${quoted(table.name)} where ${own} limit 1`);
  if (there.length > 0) return;
  await tx.unsafe(`create temporary table restored_rows (like ${quoted(table.name)}) on commit drop`);
  await loadRows(tx, archive, entry, 'restored_rows');
  const foreign = await tx.unsafe(`select from restored_rows where (${own}) is not true limit 1`);
  if (foreign.length > 0) {
    throw new ProblemError(
      'not-readable',
      `${entry.name} holds rows of another workspace. Nothing was written.`,
    );
  }
  await withoutTriggers(tx, table, async () => {
    await tx.unsafe(`insert into ${quoted(table.name)} (${columnList(entry.columns)})
      select ${valuesOf(people, entry.columns)} from restored_rows s`);
  });
  await tx`drop table restored_rows`;
}

/** A person stands as whom they are known here. */
function valuesOf(people: ReadonlySet<string>, columns: readonly string[]): string {
  return columns
    .map((name) =>
      people.has(name)
        ? `coalesce((select becomes from restored_person p where p.id = s.${quoted(name)}), s.${quoted(name)})`
        : `s.${quoted(name)}`,
    )
    .join(', ');
}
