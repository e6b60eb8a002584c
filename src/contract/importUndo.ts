import { z } from 'zod';
import { endpoint, id, nothing } from './endpoint.ts';
import { job } from './jobs.ts';

/** What taking an import back does. */
export const undone = z.object({
  /** Schools that it had added and that go. */
  removed: z.int(),
  /** Schools that it had added and that stay, because something else refers to them. */
  staying: z.int(),
  /** Schools that were here before and get back the name, facts and groups that they had. */
  restored: z.int(),
  measures: z.object({
    /** Those that it had brought and that go with their values. */
    removed: z.int(),
    /** Those that get back the values that they had. */
    restored: z.int(),
  }),
  /** Which school followed which, as it had said. */
  links: z.int(),
  /** Lines of totals. */
  lines: z.int(),
});
export type Undone = z.output<typeof undone>;

export const rehearseUndo = endpoint({
  id: 'imports.rehearseUndo',
  method: 'POST',
  path: '/api/workspaces/{workspace}/imports/{import}/undo/rehearsal',
  summary: 'What taking back this file would remove and bring back; changes nothing',
  act: 'schools.import',
  input: z.object({ workspace: id, import: id }),
  output: undone,
});

export const undoImport = endpoint({
  id: 'imports.undo',
  method: 'POST',
  path: '/api/workspaces/{workspace}/imports/{import}/undo',
  summary: 'Take back what storing this file changed, all of it, as a job',
  act: 'schools.import',
  status: 202,
  input: z.object({ workspace: id, import: id }),
  output: job,
});

const day = 86_400_000;

/** A file counts towards what one person may bring within a day: gone before, it would not. Moments in milliseconds. */
export function mayBeThrownAway(brought: number, now: number): boolean {
  return now - brought >= day;
}

export const throwAway = endpoint({
  id: 'imports.throwAway',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/imports/{import}',
  summary: 'Throw away a file of which nothing was ever stored, once it is a day old',
  act: 'schools.import',
  input: z.object({ workspace: id, import: id }),
  output: nothing,
});
