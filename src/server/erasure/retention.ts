import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';

const auditYears = 2;

/** Removes the lines of audit trails whose time is over, and leaves one that says how many. */
export async function pruneTrails(pool: Sql, today = new Date()): Promise<number> {
  const before = new Date(today);
  before.setUTCFullYear(before.getUTCFullYear() - auditYears);
  const lines = await asSystem(pool, async ({ sql, audit }) => {
    const [row] = await sql<
      { lines: number }[]
    >`select app.prune_audit(${before.toISOString()})::int as lines`;
    const removed = row?.lines ?? 0;
    if (removed > 0) await audit('retention', 'retention', null, { detail: { lines: removed } });
    return removed;
  });
  log('info', 'retention', { lines });
  return lines;
}
