import { mayRemoveFiles, type Blobs } from '../platform/blobs.ts';
import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';

/** A file is written before the row that names it, so a young one may still get its row. */
const graceMilliseconds = 3_600_000;

/**
 * Removes the files that no import of any workspace names any more. Tells how many. All in one transaction, short as
 * the work on the files is: a backup must not begin between the look at the names and the removal.
 */
export function sweepFiles(pool: Sql, blobs: Blobs): Promise<number> {
  return asSystem(pool, async ({ sql }) => {
    if (!(await mayRemoveFiles(sql))) return 0;
    const [one, rows] = await Promise.all([
      sql<{ id: string }[]>`select created_at::text as id from installation`,
      sql<{ hash: string }[]>`select hash from app.named_blobs() as hash`,
    ]);
    const installation = one[0]?.id ?? '';
    // Started once on another database, the same folder would look as if nothing in it were named.
    if (!(await blobs.claim(installation))) {
      log('error', 'files not swept: they belong to another database', { installation });
      return 0;
    }
    const named = new Set(rows.map((row) => row.hash));
    return blobs.sweep(named, new Date(Date.now() - graceMilliseconds));
  });
}
