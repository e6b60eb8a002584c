import { z } from 'zod';
import { endpoint, id, lines, nothing, words } from './endpoint.ts';

/** Meetings at which researchers talked about a codebook, and what they decided. */

export const meeting = z.object({
  id,
  day: z.iso.date(),
  present: z.string(),
  decided: z.string(),
  /** The version that was published by the end of that day; null where none was. */
  version: z.int().nullable(),
  /** Null for somebody who is not known any more. */
  writtenBy: z.string().nullable(),
  /** Whether whoever asks wrote it, and so may change it. */
  own: z.boolean(),
});
export type Meeting = z.output<typeof meeting>;

const one = { workspace: id, framework: id };

export const listMeetings = endpoint({
  id: 'meetings.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/codebooks/{framework}/meetings',
  summary: 'The meetings about a codebook and what was decided, the latest first',
  act: 'coding.read',
  input: z.object(one),
  output: z.object({ meetings: z.array(meeting) }),
});

export const keepMeeting = endpoint({
  id: 'meetings.keep',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/coding/codebooks/{framework}/meetings/{meeting}',
  summary: 'Write down what a meeting decided, or change what one wrote',
  act: 'coding.change',
  input: z.object({
    ...one,
    meeting: id,
    day: z.iso.date('Say on which day you met.'),
    present: words(300),
    decided: lines(10_000).min(1, 'Say what was decided, and why.'),
  }),
  output: nothing,
});

export const removeMeeting = endpoint({
  id: 'meetings.remove',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/coding/codebooks/{framework}/meetings/{meeting}',
  summary: 'Remove a meeting that one wrote down',
  act: 'coding.change',
  input: z.object({ ...one, meeting: id }),
  output: nothing,
});

export const meetingsTable = endpoint({
  id: 'meetings.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/codebooks/{framework}/meetings.csv',
  summary: 'The meetings about a codebook, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(one),
  output: nothing,
});
