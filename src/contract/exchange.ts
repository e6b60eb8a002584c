import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';

/** Exchange with other packages: projects and codebooks of REFI-QDA, transcripts in tables. */

const madeFramework = z.object({ id, title: z.string(), codes: z.int() });

/** What came of a file: what is here now, and what was repaired or left out, in words. */
export const broughtReport = z.object({
  sources: z.array(z.object({ id, title: z.string() })),
  /** Of those brought: sources that were here already, and whose new codings were added. */
  known: z.int(),
  coders: z.array(z.string()),
  /** Those that were made of codes nobody here knew. */
  frameworks: z.array(madeFramework),
  quotations: z.int(),
  codings: z.int(),
  memos: z.int(),
  repaired: z.array(z.string()),
  leftOut: z.array(z.string()),
});
export type BroughtReport = z.output<typeof broughtReport>;

const named = z.object({ workspace: id, name: words(200).min(1, 'Give the file a name.') });

export const bringProject = endpoint({
  id: 'exchange.bring',
  method: 'POST',
  path: '/api/workspaces/{workspace}/exchange/projects',
  summary: 'Bring a project of another package (REFI-QDA, .qdpx): its sources, codes, codings and memos',
  act: 'coding.change',
  form: 'upload',
  status: 201,
  input: named,
  output: broughtReport,
});

export const bringTranscripts = endpoint({
  id: 'exchange.transcripts',
  method: 'POST',
  path: '/api/workspaces/{workspace}/exchange/transcripts',
  summary: 'Bring transcripts that stand in a table, a row a sentence, with the tags they were given',
  act: 'coding.change',
  form: 'upload',
  status: 201,
  input: named,
  output: broughtReport,
});

export const projectFile = endpoint({
  id: 'exchange.project',
  method: 'GET',
  path: '/api/workspaces/{workspace}/exchange/project.qdpx',
  summary: 'Everything that was coded, as far as one may see it, as a project for other packages (REFI-QDA)',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id }),
  output: nothing,
});

export const codebookFile = endpoint({
  id: 'exchange.codebook',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/codebook.qdc',
  summary: 'A framework as a codebook for other packages (REFI-QDA)',
  act: 'frameworks.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id, framework: id }),
  output: nothing,
});

export const bringCodebook = endpoint({
  id: 'exchange.bringCodebook',
  method: 'POST',
  path: '/api/workspaces/{workspace}/exchange/codebooks',
  summary: 'Bring a codebook of another package (REFI-QDA, .qdc) as a framework',
  act: 'frameworks.change',
  form: 'upload',
  status: 201,
  input: named,
  output: z.object({ frameworks: z.array(madeFramework) }),
});

/** What codes are counted by: each talk, each kind of informant, each speaker of each talk, or each school. */
export const countedBy = ['source', 'role', 'speaker', 'school'] as const;
const counting = z.object({ workspace: id, by: z.enum(countedBy).default('source') });

/** Codes, counted. */
export const codeCounts = z.object({
  rows: z.array(
    z.object({
      /** The source that leads to the words; null where a row is of several. */ source: id.nullable(),
      title: z.string(),
    }),
  ),
  codes: z.array(
    z.object({
      framework: id,
      element: z.string(),
      pole: z.enum(['+', '-', 'mixed', 'none']),
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

export const workbookFile = endpoint({
  id: 'exchange.workbook',
  method: 'GET',
  path: '/api/workspaces/{workspace}/coding/everything.xlsx',
  summary:
    'Everything that was coded, as far as one may see it, as a workbook: a sheet for each kind of thing',
  act: 'coding.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ workspace: id }),
  output: nothing,
});
