import type { Blobs } from '../platform/blobs.ts';
import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';

/** A file is written before the row that names it, so a young one may still get its row. */
const graceMilliseconds = 3_600_000;

/** Removes the files that no import of any workspace names any more. Tells how many. */
export async function sweepFiles(pool: Sql, blobs: Blobs): Promise<number> {
  const { installation, named } = await asSystem(pool, async ({ sql }) => {
    const [one, rows] = await Promise.all([
      sql<{ id: string }[]>`select created_at::text as id from installation`,
      sql<{ hash: string }[]>`select hash from app.named_blobs() as hash`,
    ]);
    return { installation: one[0]?.id ?? '', named: new Set(rows.map((row) => row.hash)) };
  });
  // Started once on another database, the same folder would look as if nothing in it were named.
  if (!(await blobs.claim(installation))) {
    log('error', 'files not swept: they belong to another database', { installation });
    return 0;
  }
  return blobs.sweep(named, new Date(Date.now() - graceMilliseconds));
}
