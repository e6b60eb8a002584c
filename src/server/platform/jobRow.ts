import type { Job } from '#contract/jobs';

export const jobColumns = [
  'id',
  'kind',
  'state',
  'step',
  'done',
  'total',
  'error',
  'result',
  'created_at',
  'finished_at',
] as const;

/** A row of the table as everybody sees it. */
export function jobOf(row: Record<(typeof jobColumns)[number], unknown>): Job {
  return {
    id: row.id as string,
    kind: row.kind as string,
    state: row.state as Job['state'],
    step: row.step as string,
    done: row.done as number,
    total: row.total as number,
    error: row.error as string | null,
    result: row.result as Job['result'],
    created: row.created_at as string,
    finished: row.finished_at as string | null,
  };
}
