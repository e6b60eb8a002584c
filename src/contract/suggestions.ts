import { z } from 'zod';
import { target } from './coding.ts';
import { endpoint, id, nothing } from './endpoint.ts';

/**
 * Codes that this study's own codings suggest for words that do not bear them. They are learned on this machine, say why and
 * how often they were right where it could be checked, and nothing is coded unless somebody does it.
 */

export const suggestedUnits = ['turn', 'sentence'] as const;
export type SuggestedUnit = (typeof suggestedUnits)[number];

/** With fewer units that bear a code nothing is learned of it. */
export const fewestToLearn = 8;

const key = target.omit({ version: true });
const unit = z.enum(suggestedUnits).default('turn');
/** An id that one makes up, to follow and stop it by (`work.follow`, `work.stop`). */
const work = id.optional();

/** What came of suggesting a code where it could be checked: on units that it was not learned from. */
const heldOut = z.object({
  suggested: z.int(),
  /** Of those suggested, how many coders gave. */
  right: z.int(),
  /** How many coders gave in all. */
  given: z.int(),
  units: z.int(),
});
export type HeldOut = z.output<typeof heldOut>;

export const learnedCode = z.object({
  target: key,
  /** Units that bear it. */
  given: z.int(),
  /** Whether it could be learned: `few` where too little bears it, `chance` where the words do not tell it. */
  state: z.enum(['learned', 'few', 'chance']),
  /** What was held out together: whole sources, or stretches where less than three bear the code. */
  by: z.enum(['sources', 'stretches']).nullable(),
  heldOut: heldOut.nullable(),
  /** Units it is suggested for now. */
  suggested: z.int(),
});
export type LearnedCode = z.output<typeof learnedCode>;

export const learned = z.object({
  sources: z.int(),
  units: z.int(),
  codes: z.array(learnedCode),
});
export type Learned = z.output<typeof learned>;

const span = { start: z.int().min(0), end: z.int().min(0) };

export const suggestion = z.object({
  source: id,
  title: z.string(),
  school: z.string().nullable(),
  turn: z.int().nullable(),
  who: z.string(),
  ...span,
  words: z.string(),
  /** How probable the code is by the words, from 0 to 1. */
  probability: z.number(),
  /** Words that speak most for it, as places in `words`, in UTF-16 units. */
  because: z.array(z.object({ from: z.int(), to: z.int() })),
  /** The most similar of the units that bear the code. */
  like: z.object({ source: id, title: z.string(), ...span, words: z.string() }).nullable(),
  /** Whether coders have been here, and did not give the code. */
  passed: z.boolean(),
});
export type Suggestion = z.output<typeof suggestion>;

export const suggestions = z.object({
  code: learnedCode,
  /** The most probable first. */
  suggestions: z.array(suggestion),
});
export type Suggestions = z.output<typeof suggestions>;

const base = '/api/workspaces/{workspace}/coding/suggestions';

export const readLearned = endpoint({
  id: 'suggestions.codes',
  method: 'GET',
  path: base,
  summary:
    'What was learned of each code from this study’s own codings, and how often it was right where that could be checked',
  act: 'coding.read',
  input: z.object({ workspace: id, unit, work }),
  output: learned,
});

export const learnedTable = endpoint({
  id: 'suggestions.table',
  method: 'GET',
  path: `${base}.csv`,
  summary: 'What was learned of each code, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id, unit }),
  output: nothing,
});

export const readSuggestions = endpoint({
  id: 'suggestions.read',
  method: 'GET',
  path: `${base}/places`,
  summary: 'Words that a code is suggested for, with why',
  act: 'coding.read',
  recorded: 'viewed',
  input: z.object({
    workspace: id,
    framework: id,
    element: target.shape.element,
    pole: target.shape.pole,
    code: z.string().max(80).optional(),
    unit,
    most: z.coerce.number().int().min(1).max(1000).default(50),
    work,
  }),
  output: suggestions,
});

export const refuseSuggestions = endpoint({
  id: 'suggestions.refuse',
  method: 'PUT',
  path: `${base}/refused`,
  summary: 'Say that words do not speak of a code that was suggested, or take that back; it is learned from',
  act: 'coding.change',
  input: z.object({
    workspace: id,
    target: key,
    places: z
      .array(z.object({ source: id, ...span }))
      .min(1)
      .max(1000),
    refused: z.boolean(),
  }),
  output: z.object({ places: z.int() }),
});
