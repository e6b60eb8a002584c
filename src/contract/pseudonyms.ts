import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';

/** Names, places and numbers are taken out of what people said, everywhere by the same other word. */

export const pseudonymKinds = ['name', 'place', 'number', 'other'] as const;
export type PseudonymKind = (typeof pseudonymKinds)[number];

/** What stands for the third name is ‘Name 3’, if nobody chooses otherwise. */
export const pseudonymLabels: Record<PseudonymKind, string> = {
  name: 'Name',
  place: 'Place',
  number: 'Number',
  other: 'Word',
};

const word = words(120).min(1, 'Say which word is to be replaced.');
const replacement = words(120).min(1, 'Say what is to stand instead.');

export const proposal = z.object({
  word: z.string(),
  kind: z.enum(pseudonymKinds),
  count: z.int(),
  replacement: z.string(),
  /** Whether it stands so in other sources already. */
  known: z.boolean(),
  /** Whether it is most probably one; others are shown to be looked at. */
  likely: z.boolean(),
  /** Where it stands first, with the words around it. */
  before: z.string(),
  after: z.string(),
});
export type Proposal = z.output<typeof proposal>;

const one = z.object({ workspace: id, source: id });
const base = '/api/workspaces/{workspace}/sources/{source}';

export const proposeNames = endpoint({
  id: 'pseudonyms.propose',
  method: 'GET',
  path: `${base}/names`,
  summary: 'Names, places and numbers that stand in a source, and what may stand instead of them',
  act: 'sources.change',
  recorded: 'viewed',
  input: one,
  output: z.object({
    proposals: z.array(proposal),
    coded: z.boolean(),
    /** The number of a word that is added to the list by hand, of the kind ‘other’. */
    next: z.int(),
  }),
});

export const replaceNames = endpoint({
  id: 'pseudonyms.replace',
  method: 'POST',
  path: `${base}/names`,
  summary: 'Replace words of a source, its title and its record, everywhere; the key goes to the owner alone',
  act: 'sources.change',
  input: one.extend({
    replacements: z
      .array(z.object({ word, kind: z.enum(pseudonymKinds), replacement }))
      .min(1, 'Choose at least one word.')
      .max(500),
    /** Whether the owner keeps the words as they were, or nobody does. */
    keepOriginal: z.boolean(),
  }),
  output: z.object({ replaced: z.int() }),
});

const pseudonym = z.object({
  word: z.string(),
  kind: z.enum(pseudonymKinds),
  replacement: z.string(),
  by: z.string(),
  at: z.string(),
});

export const readKey = endpoint({
  id: 'pseudonyms.key',
  method: 'GET',
  path: '/api/workspaces/{workspace}/pseudonyms',
  summary: 'Which word stands for which, and the sources whose original words are kept',
  act: 'pseudonyms.read',
  recorded: 'viewed',
  input: z.object({ workspace: id }),
  output: z.object({
    pseudonyms: z.array(pseudonym),
    originals: z.array(z.object({ source: id, title: z.string(), at: z.string() })),
  }),
});

export const keyTable = endpoint({
  id: 'pseudonyms.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/pseudonyms.csv',
  summary: 'Which word stands for which, as CSV',
  act: 'pseudonyms.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id }),
  output: nothing,
});

export const originalFile = endpoint({
  id: 'pseudonyms.original',
  method: 'GET',
  path: '/api/workspaces/{workspace}/originals/{original}',
  summary: 'The words of a source as they were brought, where they are kept',
  act: 'pseudonyms.read',
  form: 'download',
  recorded: 'exported',
  /** By the id of its source. */
  input: z.object({ workspace: id, original: id }),
  output: nothing,
});

export const destroyOriginals = endpoint({
  id: 'pseudonyms.destroy',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/originals',
  summary: 'Destroy the original words of all sources for good',
  act: 'pseudonyms.read',
  input: z.object({ workspace: id }),
  output: z.object({ destroyed: z.int() }),
});
