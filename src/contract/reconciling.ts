import { z } from 'zod';
import { target } from './coding.ts';
import { endpoint, id, lines, nothing } from './endpoint.ts';

/** Where coders differ, somebody decides: unit by unit, beside what each of them did. */

const place = z.int().min(0);

const decided = z.object({
  start: place,
  end: place,
  /** All said the same, so that there was nothing to decide. */
  agreed: z.boolean(),
  note: lines(2000),
  by: id,
  name: z.string(),
  at: z.string(),
});
export type Decided = z.output<typeof decided>;

const decision = z.object({
  start: place,
  end: place,
  agreed: z.boolean(),
  note: lines(2000),
  /** What the words of the unit are said to speak of; none where nothing is. */
  codes: z.array(target.extend({ start: place, end: place })).max(200),
});
export type Decision = z.output<typeof decision>;

const base = '/api/workspaces/{workspace}/sources/{source}/coding/decisions';
const one = z.object({ workspace: id, source: id });

export const readDecisions = endpoint({
  id: 'reconciling.read',
  method: 'GET',
  path: base,
  summary: 'What was decided where coders of a source differ, and whether one decides',
  act: 'coding.read',
  recorded: 'viewed',
  input: one,
  output: z.object({ mayDecide: z.boolean(), decisions: z.array(decided) }),
});

export const decide = endpoint({
  id: 'reconciling.decide',
  method: 'POST',
  path: base,
  summary:
    'Decide what units of a source speak of: one’s own codes in them become that, and what the coders did stays',
  act: 'coding.change',
  input: one.extend({ decisions: z.array(decision).min(1).max(5000) }),
  output: z.object({ mayDecide: z.boolean(), decisions: z.array(decided) }),
});

export const decisionsTable = endpoint({
  id: 'reconciling.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/sources/{source}/coding/decisions.csv',
  summary:
    'Every unit that was decided on: its words, what each coder and the reconciler said, and why, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: one,
  output: nothing,
});
