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
/** `work` is an id one makes up, to follow and stop it by (`work.follow`, `work.stop`). */
const followed = named.extend({ work: id.optional() });

export const bringProject = endpoint({
  id: 'exchange.bring',
  method: 'POST',
  path: '/api/workspaces/{workspace}/exchange/projects',
  summary: 'Bring a project of another package (REFI-QDA, .qdpx): its sources, codes, codings and memos',
  act: 'coding.change',
  form: 'upload',
  status: 201,
  input: followed,
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
  input: followed,
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
