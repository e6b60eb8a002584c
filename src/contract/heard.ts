import { z } from 'zod';
import { endpoint, id, nothing } from './endpoint.ts';
import { capital } from './words.ts';
import { informantTypes } from './sources.ts';

/** What was heard of each element of a framework: how many codes, how many quotations, and words that stand for it. */

const quote = z.object({
  evidence: id,
  source: id,
  title: z.string(),
  start: z.int(),
  end: z.int(),
  words: z.string(),
  /** The role of whoever said it; null where they did not agree to be shown by it. */
  role: z.enum(informantTypes).nullable(),
  code: z.string().nullable(),
  chosen: z.boolean(),
});
export type Quote = z.output<typeof quote>;

const group = z.object({
  element: z.string(),
  elementName: z.string(),
  pole: z.enum(['+', '-', 'mixed', 'none']),
  name: z.string(),
  /** Codes that make it heard: how many there are, and how many were given. */
  codes: z.int(),
  codesUsed: z.int(),
  /** Stretches of words, each once however many coded them. */
  quotations: z.int(),
  sources: z.int(),
  schools: z.int(),
  byCode: z.array(z.object({ name: z.string(), quotations: z.int() })),
  /** Those that were chosen, and others to choose from. */
  quotes: z.array(quote),
});
export type Group = z.output<typeof group>;

/** What stands above the elements of each pole, in their order. */
export const heardTitles = [
  { pole: '+', title: 'Heard as a strength' },
  { pole: '-', title: 'Heard as a concern' },
  { pole: 'mixed', title: 'Heard both ways' },
  { pole: 'none', title: 'Heard, neither as a strength nor as a concern' },
] as const satisfies readonly { pole: Group['pole']; title: string }[];

export const roleWords = ({ role }: Pick<Quote, 'role'>): string =>
  role === null ? 'Informant' : capital(role);

/** What the method statement rests on. */
export const methodFacts = z.object({
  framework: z.string(),
  elements: z.int(),
  codes: z.int(),
  inductive: z.int(),
  versions: z.array(z.object({ number: z.int(), day: z.string(), reason: z.string() })),
  /** The days on which researchers met about it, in their order. */
  meetings: z.array(z.string()),
  sources: z.array(z.object({ kind: z.string(), count: z.int() })),
  informants: z.array(z.object({ type: z.enum(informantTypes), count: z.int() })),
  /** Codes that coders gave, and how many of them because the program suggested it. */
  given: z.int(),
  suggested: z.int(),
  coders: z.int(),
  codedByTwo: z.int(),
  blind: z.int(),
  reconciled: z.object({ sources: z.int(), agreed: z.int(), decided: z.int() }),
  quotations: z.int(),
  /** Of sources that two or more coded, over all turns that anybody coded; null where no two did. */
  agreement: z
    .object({
      coders: z.int(),
      sources: z.int(),
      units: z.int(),
      alpha: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      resamples: z.int(),
      seed: z.int(),
    })
    .nullable(),
});
export type MethodFacts = z.output<typeof methodFacts>;

const one = z.object({ workspace: id, framework: id });

export const readHeard = endpoint({
  id: 'heard.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/heard/{framework}',
  summary: 'What was heard of each element of a framework, as far as one may see it',
  act: 'coding.read',
  recorded: 'viewed',
  input: one,
  output: z.object({ groups: z.array(group), facts: methodFacts }),
});

export const chooseExemplar = endpoint({
  id: 'heard.choose',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/coding/exemplars/{evidence}',
  summary: 'Choose a quotation to stand for its element, or let it go',
  act: 'coding.change',
  input: z.object({ workspace: id, evidence: id, chosen: z.boolean() }),
  output: nothing,
});

export const heardWord = endpoint({
  id: 'heard.word',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/heard/{framework}/elements.docx',
  summary: 'The table of elements with quotations, and the method statement, for Word',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: one,
  output: nothing,
});

export const heardTable = endpoint({
  id: 'heard.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/heard/{framework}/elements.csv',
  summary: 'Elements and codes with how often they were heard, as CSV',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: one,
  output: nothing,
});
