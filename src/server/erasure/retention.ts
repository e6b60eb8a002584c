import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';
import { deleteExpired } from '../platform/sessions.ts';

/** What was removed because its time was over. */
export interface Retained {
  /** Lines of audit trails. */
  lines: number;
  /** Measures with a day until which they are kept. */
  measures: number;
}

const auditYears = 2;

/** Removes what is kept no longer, once a day: sessions, links, lines of audit trails, measures with an end. */
export async function removeOutdated(pool: Sql, today = new Date()): Promise<Retained> {
  await deleteExpired(pool);
  const before = new Date(today);
  before.setUTCFullYear(before.getUTCFullYear() - auditYears);
  const removed = await asSystem(pool, async ({ sql, audit }) => {
    const [row] = await sql<Retained[]>`
      select app.prune_audit(${before.toISOString()})::int as lines,
        app.delete_retained(${today.toISOString().slice(0, 10)}::date)::int as measures`;
    const found = row ?? { lines: 0, measures: 0 };
    if (found.lines + found.measures > 0)
      await audit('retention', 'retention', null, { detail: { ...found } });
    return found;
  });
  log('info', 'retention', { ...removed });
  return removed;
}
