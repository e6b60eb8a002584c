import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';

/**
 * Deletes the measures whose time is over, with the files that they came from; the audit trail of their workspace says
 * so. Tells how many.
 */
export async function deleteRetained(pool: Sql): Promise<number> {
  const [row] = await asSystem(
    pool,
    ({ sql }) => sql<{ deleted: number }[]>`select app.delete_retained(current_date) as deleted`,
  );
  const deleted = row?.deleted ?? 0;
  if (deleted > 0) log('info', 'measures deleted: their time was over', { deleted });
  return deleted;
}
