import { holderOf } from '../platform/lock.ts';
import type { Config } from '../platform/config.ts';
import type { Sql } from '../platform/db.ts';
import { few, note, well, wrong, type Finding } from './finding.ts';

interface Row {
  kind: 'erasure' | 'retention';
  subject: string | null;
  state: string;
  error: string | null;
  finished: string | null;
  /** Waiting, or begun by somebody of whom nothing is heard, for longer than a server needs. */
  stuck: boolean;
}

const check = 'Upkeep';
const named = { erasure: 'the erasure of', retention: 'the daily upkeep' } as const;
const wordsOf = ({ kind, subject }: Row) => (subject === null ? named[kind] : `${named[kind]} ${subject}`);

/** Whether people are erased and what is outdated is removed, as was asked for: the last row of each. */
export async function examineUpkeep(owner: Sql, config: Config): Promise<Finding[]> {
  const rows = await owner<Row[]>`
    select distinct on (kind, input) kind, input ->> 'person' as subject, state, error, finished_at::text as finished,
      state in ('waiting', 'running') and coalesce(heartbeat, created_at) < now() - interval '1 minute' as stuck
    from upkeep_job order by kind, input, created_at desc`;
  const failed = rows.filter((row) => row.state === 'failed').map(failure);
  const stuck = rows.filter((row) => row.stuck);
  if (stuck.length > 0) failed.push(waiting(stuck, holderOf(config.data) !== null));
  if (failed.length > 0) return failed;
  const last = rows.find((row) => row.kind === 'retention' && row.finished !== null)?.finished;
  return [
    well(check, last === undefined ? 'nothing is waiting' : `what is outdated was last removed at ${last}`),
  ];
}

function failure(row: Row): Finding {
  const what = wordsOf(row);
  return wrong(
    check,
    `${what.slice(0, 1).toUpperCase()}${what.slice(1)} failed at ${row.finished ?? 'an unknown moment'}: ${row.error ?? ''}`,
    row.kind === 'erasure'
      ? 'The person is still in every table.'
      : 'What should be gone by its date is kept longer than people were told.',
    row.kind === 'erasure'
      ? `Do what it says, then run: reedbed user erase ${row.subject ?? ''} --yes`
      : 'Do what the log says. It is tried again each day, and at each start of the server.',
  );
}

function waiting(rows: readonly Row[], served: boolean): Finding {
  const what = `Not done yet: ${few(rows.map(wordsOf))}.`;
  if (!served)
    return note(check, what, 'No server is running to do it.', 'Start the server: it takes this up.');
  return wrong(
    check,
    what,
    'The server should have begun it within a few seconds.',
    'Look for ‘jobs’ in its log, then stop and start the server: it takes this up.',
  );
}
