import type { FileImport } from '#contract/imports';
import type { StoredReport } from '#contract/importStorings';
import type { Scope } from '../platform/scope.ts';
import { undoObstacle } from '../schools/index.ts';

type Storing = NonNullable<FileImport['stored']>;

interface Row {
  id: string;
  import_id: string;
  created_at: string;
  creator: string | null;
  report: StoredReport | Record<string, never>;
  undone_at: string | null;
  undoer: string | null;
}

/** A person whose name the reader may not know. */
const somebody = 'somebody';

/** The last storing of each file, by the file. */
export async function storingsOf(scope: Scope, imports: readonly string[]): Promise<Map<string, Storing>> {
  const rows = await scope.sql<Row[]>`
    select distinct on (d.import_id) d.id, d.import_id, d.created_at, c.name as creator, d.report, d.undone_at,
      u.name as undoer
    from dataset d left join person c on c.id = d.created_by left join person u on u.id = d.undone_by
    where d.import_id = any (${[...imports]}::uuid[]) order by d.import_id, d.created_at desc`;
  const found = await Promise.all(
    rows.map(async (row): Promise<[string, Storing]> => [
      row.import_id,
      {
        dataset: row.id,
        at: row.created_at,
        by: row.creator ?? somebody,
        report: 'schools' in row.report ? (row.report as StoredReport) : null,
        undone: row.undone_at === null ? null : { at: row.undone_at, by: row.undoer ?? somebody },
        stays: (await undoObstacle(scope, row.id))?.why ?? null,
      },
    ]),
  );
  return new Map(found);
}

export async function setReport(scope: Scope, dataset: string, report: StoredReport): Promise<void> {
  await scope.queries
    .updateTable('dataset')
    .set({ report: JSON.stringify(report) })
    .where('id', '=', dataset)
    .execute();
}
