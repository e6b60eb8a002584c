import { z } from 'zod';
import { endpoint, id, lines, nothing } from './endpoint.ts';
import { codingChange, strength } from './codingChanges.ts';

/** Coding: which words of a source speak of which element. */

const place = z.int().min(0);

/** What words are said to speak of: an element with its pole, and the code that makes it heard where there is one. */
export const target = z.object({
  framework: id,
  version: z.int().min(1),
  element: z.string().min(1).max(80),
  pole: z.enum(['+', '-', 'mixed', 'none']),
  code: z.string().min(1).max(80).nullable(),
});
export type Target = z.output<typeof target>;

/** The same whatever version it was said in. */
export const keyOf = ({ framework, element, pole, code }: Omit<Target, 'version'>): string =>
  `${framework} ${element} ${pole} ${code ?? ''}`;

/** Everything that hangs on the words of a source, as far as one may see it. Side by side, because there are thousands. */
export const codings = z.object({
  /** Who marked and coded, first come first. Numbers below count from nought in it. */
  people: z.array(z.object({ id, name: z.string() })),
  targets: z.array(target),
  quotations: z.object({
    id: z.array(id),
    start: z.array(z.int()),
    end: z.array(z.int()),
    by: z.array(z.int()),
    at: z.array(z.string()),
  }),
  evidence: z.object({
    id: z.array(id),
    /** The place of its quotation among the quotations. */
    quotation: z.array(z.int()),
    target: z.array(z.int()),
    strength: z.array(strength.nullable()),
    /** Whether it was given because the program suggested it. */
    suggested: z.array(z.boolean()),
    at: z.array(z.string()),
  }),
  memos: z.array(
    z.object({ id, quotation: id.nullable(), content: z.string(), by: z.int(), at: z.string() }),
  ),
});
export type Codings = z.output<typeof codings>;

export const codingRoles = ['coder', 'reconciler'] as const;

const coder = z.object({
  person: id,
  name: z.string(),
  role: z.enum(codingRoles),
  finished: z.boolean(),
});
export type Coder = z.output<typeof coder>;

/** Who codes a source, and what one may do and see there. */
export const codingState = z.object({
  blind: z.boolean(),
  coders: z.array(coder),
  /** Whether one may code. */
  mayCode: z.boolean(),
  /** Whether one sees what others coded. */
  open: z.boolean(),
  /** What the next step back, or forward again, would take back or do; null where there is none. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type CodingState = z.output<typeof codingState>;

/** The client gives new rows their ids, so that what it shows at once stays, and a request that is sent again does no harm. */
export const command = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('code'),
    quotation: id,
    start: place,
    end: place,
    /** None: the words are only marked. */
    codes: z.array(target.extend({ id, suggested: z.literal(true).optional() })).max(50),
  }),
  z.object({ do: z.literal('uncode'), evidence: id }),
  z.object({
    do: z.literal('weigh'),
    evidence: id,
    /** Null: not weighed any more. */
    strength: strength.nullable(),
  }),
  z.object({ do: z.literal('unquote'), quotation: id }),
  z.object({ do: z.literal('resize'), quotation: id, start: place, end: place }),
  z.object({
    do: z.literal('memo'),
    id,
    /** Null for a memo of the source as a whole. */
    quotation: id.nullable(),
    /** Without words the memo goes. */
    content: lines(20_000),
  }),
]);
export type Command = z.output<typeof command>;

export const done = z.object({
  changes: z.array(codingChange),
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type Done = z.output<typeof done>;

const base = '/api/workspaces/{workspace}/sources/{source}/coding';
const one = z.object({ workspace: id, source: id });

export const readCoding = endpoint({
  id: 'coding.read',
  method: 'GET',
  path: base,
  summary: 'What was marked and coded in a source, as far as one may see it, and who codes it',
  act: 'coding.read',
  recorded: 'viewed',
  input: one,
  output: codingState.extend({ codings }),
});

/** What is told to whoever is at the desk of a source, from moment to moment. */
export const atDesk = z.object({
  /** Who else is there. */
  people: z.array(z.object({ id, name: z.string() })),
  /** What they changed since it was told last. */
  changes: z.array(codingChange),
});
export type AtDesk = z.output<typeof atDesk>;

export const followCoding = endpoint({
  id: 'coding.follow',
  method: 'GET',
  path: `${base}/events`,
  summary:
    'An event stream of who else is at the desk of a source and what they do there; empty while it is coded blindly',
  act: 'coding.read',
  form: 'events',
  input: one,
  output: atDesk,
});

export const changeCoding = endpoint({
  id: 'coding.change',
  method: 'POST',
  path: base,
  summary: 'Mark words, say what they speak of, take that back, or note a thought',
  act: 'coding.change',
  input: one.extend({
    command,
    /** How long the text is that the places are of: what was replaced in it meanwhile moves them. */
    length: z.int().min(0).optional(),
  }),
  output: done,
});

export const undoCoding = endpoint({
  id: 'coding.undo',
  method: 'POST',
  path: `${base}/undo`,
  summary: 'Take back what one did last in a source',
  act: 'coding.change',
  input: one,
  output: done,
});

export const redoCoding = endpoint({
  id: 'coding.redo',
  method: 'POST',
  path: `${base}/redo`,
  summary: 'Do again what one took back last in a source',
  act: 'coding.change',
  input: one,
  output: done,
});

export const assignCoders = endpoint({
  id: 'coding.assign',
  method: 'PUT',
  path: `${base}/coders`,
  summary: 'Say who codes a source, who reconciles, and whether coders see one another’s work',
  act: 'coding.change',
  input: one.extend({
    blind: z.boolean(),
    coders: z.array(z.object({ person: id, role: z.enum(codingRoles) })).max(50),
  }),
  output: codingState,
});

export const finishCoding = endpoint({
  id: 'coding.finish',
  method: 'PUT',
  path: `${base}/finished`,
  summary: 'Say that one has finished coding a source, or that one goes on',
  act: 'coding.change',
  input: one.extend({ finished: z.boolean() }),
  output: codingState,
});

export const codingsTable = endpoint({
  id: 'coding.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/codings.csv',
  summary: 'Every coded quotation with its element, its source and who said it, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id, source: id.optional() }),
  output: nothing,
});
