import { z } from 'zod';
import { target } from './coding.ts';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { informantTypes } from './sources.ts';

/** Finding what was said, and what was coded, with the words around it. */

const span = { start: z.int().min(0), end: z.int().min(0) };

const hit = z.object({
  source: id,
  title: z.string(),
  school: z.string().nullable(),
  turn: z.int().nullable(),
  speaker: z.string().nullable(),
  informant: z.string().nullable(),
  ...span,
  before: z.string(),
  words: z.string(),
  after: z.string(),
  /** The sentence, and the turn, that it stands in. */
  sentence: z.object(span),
  whole: z.object(span),
  /** What was said of words that overlap it, as far as one sees it, by whom. */
  codes: z.array(z.object({ ...target.shape, by: z.string() })),
});
export type Hit = z.output<typeof hit>;

const asked = z.object({
  workspace: id,
  /** Words as they stand in the text, in any case; empty for all that was coded so. */
  words: words(200).default(''),
  framework: id.optional(),
  element: z.string().max(80).optional(),
  pole: target.shape.pole.optional(),
  code: z.string().max(80).optional(),
  /** Whoever speaks: by their role, or everybody but who asks. */
  role: z.enum([...informantTypes, 'anybody who answers']).optional(),
  most: z.coerce.number().int().min(1).max(1000).default(100),
});
export type Asked = z.output<typeof asked>;

export const find = endpoint({
  id: 'finding.find',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/find',
  summary: 'Find words in all sources, or what was coded so, with the words around it',
  act: 'coding.read',
  recorded: 'viewed',
  input: asked,
  output: z.object({ hits: z.array(hit), total: z.int(), sources: z.int() }),
});

export const findTable = endpoint({
  id: 'finding.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/find.csv',
  summary: 'What was found, a row each, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: asked,
  output: nothing,
});

export const codeFound = endpoint({
  id: 'finding.code',
  method: 'POST',
  path: '/api/workspaces/{workspace}/coding/find/code',
  summary: 'Code what was found, after looking through it; each source keeps a step that can be taken back',
  act: 'coding.change',
  input: z.object({
    workspace: id,
    target,
    places: z
      .array(z.object({ source: id, ...span }))
      .min(1)
      .max(1000),
    /** Whether they were found by what the program suggests; the codes say so. */
    suggested: z.boolean().default(false),
  }),
  output: z.object({ coded: z.int(), already: z.int(), sources: z.int() }),
});

export const recodeFound = endpoint({
  id: 'finding.recode',
  method: 'POST',
  path: '/api/workspaces/{workspace}/coding/find/recode',
  summary:
    'Say something else of words that one coded so, or nothing; each source keeps a step that can be taken back',
  act: 'coding.change',
  input: z.object({
    workspace: id,
    /** What one said of them, in whichever version. */
    from: target.omit({ version: true }),
    /** What one says instead; null for nothing. */
    to: target.nullable(),
    places: z
      .array(z.object({ source: id, ...span }))
      .min(1)
      .max(1000),
  }),
  output: z.object({ recoded: z.int(), sources: z.int() }),
});
