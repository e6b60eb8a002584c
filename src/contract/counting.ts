import { z } from 'zod';
import { endpoint, id, nothing } from './endpoint.ts';

/** How often each code was given, by a rule that a figure names. */

/** What codes are counted by: each talk, each kind of informant, each speaker of each talk, or each school. */
export const countedBy = ['source', 'role', 'speaker', 'school'] as const;
export type CountedBy = (typeof countedBy)[number];

/** A column a code, or a column a group: the codes of one side of an element. */
export const countedColumns = ['codes', 'groups'] as const;
export type CountedColumns = (typeof countedColumns)[number];

/**
 * In one interview each code counts once, however many examples are given, and a group by how many different codes of it
 * were heard: variety counts, not talkativeness. So the method has it; the others are for other questions.
 */
export const countingRules = ['code', 'group', 'quotation', 'coding'] as const;
export type CountingRule = (typeof countingRules)[number];

/** What a figure says of its rule. */
export function ruleWords(rule: CountingRule, columns: CountedColumns): string {
  switch (rule) {
    case 'code':
      return columns === 'codes'
        ? 'In one source each code counts once, however many examples are given'
        : 'In one source a group counts as often as different codes of it were heard, however many examples are given';
    case 'group':
      return columns === 'codes'
        ? 'In one source each code counts once, however many examples are given'
        : 'In one source a group counts once';
    case 'quotation':
      return 'Each quotation counts once for what it speaks of, however many people coded it';
    case 'coding':
      return 'Each coder’s code counts: words that two people coded alike count twice';
  }
}

/** Where differences were decided, the codings of those who decided stand for all; but every coding is every coding. */
export const decidedWords = (rule: CountingRule): string =>
  rule === 'coding' ? '' : ' Where differences were decided, only what was decided counts.';

const counting = z.object({
  workspace: id,
  by: z.enum(countedBy).default('source'),
  columns: z.enum(countedColumns).default('codes'),
  rule: z.enum(countingRules).default('code'),
});
export type Counting = z.output<typeof counting>;

/** Codes, counted. */
export const codeCounts = z.object({
  rows: z.array(
    z.object({
      /** The source that leads to the words; null where a row is of several. */
      source: id.nullable(),
      title: z.string(),
    }),
  ),
  codes: z.array(
    z.object({
      framework: id,
      element: z.string(),
      pole: z.enum(['+', '-', 'mixed', 'none']),
      /** Null for an element as a whole, and where columns are groups. */
      code: z.string().nullable(),
      /** What the framework, the element and the code are called now. */
      frameworkName: z.string(),
      elementName: z.string(),
      name: z.string(),
    }),
  ),
  /** Row by row; as many numbers as there are codes. */
  counts: z.array(z.array(z.int())),
});
export type CodeCounts = z.output<typeof codeCounts>;

export const readCodeCounts = endpoint({
  id: 'exchange.counts',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/counts',
  summary:
    'How often each code was given in each source, by each kind of informant, speaker or school, as far as one may see it',
  act: 'coding.read',
  recorded: 'viewed',
  input: counting,
  output: codeCounts,
});

export const codeCountsTable = endpoint({
  id: 'exchange.countsTable',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/counts.csv',
  summary: 'How often each code was given, as CSV: a row a source, informant or school, a column a code',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: counting,
  output: nothing,
});
