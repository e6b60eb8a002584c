import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';
import { frameworkContent, side } from './frameworkFile.ts';
import { edits } from './frameworkEdits.ts';

const workspace = { workspace: id };
const one = { ...workspace, framework: id };
/** Of a framework that comes with the product. */
const shippedKey = z.string().max(80);
const versionNumber = z.coerce.number().int().min(1);

const size = {
  elements: z.int(),
  codes: z.int(),
};

export const shippedSummary = z.object({
  key: shippedKey,
  version: z.int(),
  title: z.string(),
  about: z.string(),
  ...size,
  /** The workspace's own, where it was taken. */
  adopted: id.nullable(),
});
export type ShippedSummary = z.output<typeof shippedSummary>;

export const frameworkVersion = z.object({
  number: z.int(),
  reason: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string().nullable(),
});
export type FrameworkVersion = z.output<typeof frameworkVersion>;

export const frameworkSummary = z.object({
  id,
  title: z.string(),
  about: z.string(),
  ...size,
  /** Which one of the product it was taken from, which version of it, and the latest there is. */
  origin: z.object({ key: z.string(), version: z.int(), latest: z.int().nullable() }).nullable(),
  /** Null for one that was never published. */
  latest: frameworkVersion.nullable(),
  /** Whether something was changed since. */
  changed: z.boolean(),
});
export type FrameworkSummary = z.output<typeof frameworkSummary>;

export const framework = frameworkSummary.extend({
  /** The latest first. */
  versions: z.array(frameworkVersion),
  /** Which version this is; null for what is not published yet. */
  number: z.int().nullable(),
  content: frameworkContent,
});
export type Framework = z.output<typeof framework>;

export const listFrameworks = endpoint({
  id: 'frameworks.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks',
  summary: 'The frameworks that the workspace speaks in, and those that come with the product',
  act: 'frameworks.read',
  input: z.object(workspace),
  output: z.object({ frameworks: z.array(frameworkSummary), shipped: z.array(shippedSummary) }),
});

export const readShipped = endpoint({
  id: 'frameworks.shipped',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/shipped/{key}',
  summary: 'A framework that comes with the product, as it came',
  act: 'frameworks.read',
  input: z.object({ ...workspace, key: shippedKey }),
  output: shippedSummary.extend({ content: frameworkContent }),
});

export const readFramework = endpoint({
  id: 'frameworks.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/{framework}',
  summary:
    'A framework in one of its versions: the latest, or what is being changed where there is no version yet',
  act: 'frameworks.read',
  input: z.object({ ...one, version: versionNumber.optional() }),
  output: framework,
});

export const readDraft = endpoint({
  id: 'frameworks.draft',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/draft',
  summary: 'A framework as it will be when its changes are published',
  act: 'frameworks.change',
  input: z.object(one),
  output: framework,
});

export const adoptFramework = endpoint({
  id: 'frameworks.adopt',
  method: 'POST',
  path: '/api/workspaces/{workspace}/frameworks/adopt',
  summary: 'Take a framework that comes with the product into the workspace',
  act: 'frameworks.change',
  status: 201,
  input: z.object({ ...workspace, key: shippedKey }),
  output: framework,
});

export const addFramework = endpoint({
  id: 'frameworks.add',
  method: 'POST',
  path: '/api/workspaces/{workspace}/frameworks',
  summary: 'Begin a framework of one’s own',
  act: 'frameworks.change',
  status: 201,
  input: z.object({
    ...workspace,
    title: words(160).min(1, 'Give the framework a name.'),
    about: words(1200).min(1, 'Say in a sentence what it is for.'),
  }),
  output: framework,
});

export const importFramework = endpoint({
  id: 'frameworks.import',
  method: 'POST',
  path: '/api/workspaces/{workspace}/frameworks/import',
  summary: 'Bring a file of a framework, as it was downloaded here or elsewhere',
  act: 'frameworks.change',
  form: 'upload',
  status: 201,
  input: z.object(workspace),
  output: framework,
});

export const editFramework = endpoint({
  id: 'frameworks.edit',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/draft',
  summary:
    'Change names and texts, add, set aside or move; only those who may change it see that before it is published',
  act: 'frameworks.change',
  input: z.object({ ...one, edits }),
  output: framework,
});

export const discardDraft = endpoint({
  id: 'frameworks.discard',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/draft',
  summary: 'Drop the changes since the latest version',
  act: 'frameworks.change',
  input: z.object(one),
  output: framework,
});

export const publishFramework = endpoint({
  id: 'frameworks.publish',
  method: 'POST',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/versions',
  summary: 'Publish the changes as the next version',
  act: 'frameworks.change',
  status: 201,
  input: z.object({ ...one, reason: words(500).min(1, 'Say why, in a sentence: others work with it.') }),
  output: framework,
});

export const addFoundCode = endpoint({
  id: 'frameworks.found',
  method: 'POST',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/codes',
  summary: 'Add a code that was found in what people said, and publish it as the next version',
  act: 'frameworks.change',
  status: 201,
  input: z.object({
    ...one,
    element: z.string().min(1, 'Say which element it belongs to.').max(80),
    sign: side,
    name: words(120).min(1, 'Give the code a name.'),
    definition: words(600).min(1, 'Say what the code means, in a sentence.'),
    why: words(400).min(1, 'Say why it is needed.'),
  }),
  /** The framework in its new version, and the code that is new. */
  output: framework.extend({ added: z.string() }),
});

export const removeFramework = endpoint({
  id: 'frameworks.remove',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/frameworks/{framework}',
  summary: 'Remove a framework with all its versions',
  act: 'frameworks.change',
  input: z.object(one),
  output: nothing,
});

const copy = { ...one, version: versionNumber.optional() };

export const frameworkExport = endpoint({
  id: 'frameworks.file',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/framework.json',
  summary: 'A framework as a file that can be brought elsewhere',
  act: 'frameworks.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(copy),
  output: z.string(),
});

export const codebookTable = endpoint({
  id: 'frameworks.table',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/codebook.csv',
  summary: 'Elements and codes with their definitions, as CSV',
  act: 'frameworks.read',
  form: 'download',
  recorded: 'exported',
  input: z.object(copy),
  output: z.string(),
});

export const crosswalkTable = endpoint({
  id: 'frameworks.crosswalk',
  method: 'GET',
  path: '/api/workspaces/{workspace}/frameworks/{framework}/crosswalks/{crosswalk}',
  summary: 'Which models of research name which element, as CSV',
  act: 'frameworks.read',
  form: 'download',
  recorded: 'exported',
  input: z.object({ ...copy, crosswalk: z.string().max(80) }),
  output: z.string(),
});
