import { z } from 'zod';
import { id } from './endpoint.ts';
import { ProblemError } from './problem.ts';
import { counted } from './words.ts';

/** What storing changes of the values that are here already; a value with a reason why there is none counts as none. */
export const comparison = z.object({ added: z.int(), changed: z.int(), removed: z.int(), same: z.int() });
export type Comparison = z.output<typeof comparison>;

export const schoolCounts = z.object({
  new: z.int(),
  known: z.int(),
  /** Those of the known whose name, facts or groups the file says otherwise. */
  changed: z.int(),
  /** Not here yet, and not the successor of one that is. */
  unknown: z.int(),
  /** The unknown, where they are left out. */
  leftOut: z.int(),
});
export type SchoolCounts = z.output<typeof schoolCounts>;

/** What came of storing a file; it stays beside the file. */
export const storedReport = z.object({
  schools: schoolCounts,
  measures: z.int(),
  /** Those of the measures that were here already. */
  known: z.int(),
  values: z.int(),
  missing: z.int(),
  compared: comparison,
  refused: z.int(),
  lines: z.int(),
  links: z.int(),
});
export type StoredReport = z.output<typeof storedReport>;

/** One storing of a file. */
export const storing = z.object({
  dataset: id,
  at: z.string(),
  by: z.string(),
  /** Null for what was stored before reports were kept. */
  report: storedReport.nullable(),
  undone: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** Why it cannot be undone, in a sentence; null where it can. What to do about it is the same for every file. */
  stays: z.string().nullable(),
});

/** Why a file with refused rows was not stored; `other` is what whoever asks can do beside mending it. */
export function refusedAsWhole(refused: number, other: string): ProblemError {
  const rows = counted(refused, 'row is', 'rows are');
  return new ProblemError('invalid', `${rows} refused, so nothing was stored. Mend the file, or ${other}.`);
}
