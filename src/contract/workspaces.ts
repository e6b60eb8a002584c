import { z } from 'zod';
import { acts, endpoint, id, nothing, words } from './endpoint.ts';

/** The nine roles of the mission; a person may hold several, and others in another workspace. */
export const roles = [
  'owner',
  'coordinator',
  'partnership lead',
  'school leader',
  'staff',
  'researcher',
  'evaluator',
  'partner',
  'viewer',
] as const;
export const role = z.enum(roles);
export type Role = z.output<typeof role>;

/** What this person may do here: `policy.ts` evaluated, so that screens know no roles. */
export const abilities = z.array(z.enum(acts));

export const workspace = z.object({
  id,
  name: z.string(),
  /** `example` workspaces hold open data that came with the product. */
  kind: z.enum(['own', 'example', 'demonstration']),
  /** Where the data come from and under which licence, printed beneath every figure. */
  source: z.string().nullable(),
  /** Those that the reader sees. */
  schools: z.int(),
  /** What those who learn are called here. */
  learners: z.enum(['pupils', 'students']),
  /** Which values the first quarter holds, where quarters are numbered. */
  firstQuantile: z.enum(['lowest', 'highest']),
});

/**
 * How far somebody sees: every school by name, every school under a letter, only schools of their own (or shown to them
 * for a while), or no school, only what is shared.
 */
export const sight = z.enum(['all', 'letters', 'own', 'shared']);
export type Sight = z.output<typeof sight>;

/** `roles` are those that the person holds here now, in the order of the list above. */
export const membership = workspace.extend({ roles: z.array(role), sight, abilities });
export type Membership = z.output<typeof membership>;

export const createWorkspace = endpoint({
  id: 'workspaces.create',
  method: 'POST',
  path: '/api/workspaces',
  summary: 'Start a workspace of your own; you become its owner',
  act: 'person',
  status: 201,
  input: z.object({ name: words(120).min(1, 'Give the workspace a name.') }),
  output: membership,
});

export const readWorkspace = endpoint({
  id: 'workspaces.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}',
  summary: 'One workspace with what you may do in it',
  act: 'workspace.read',
  input: z.object({ workspace: id }),
  output: membership,
});

export const changeWorkspace = endpoint({
  id: 'workspaces.change',
  method: 'PUT',
  path: '/api/workspaces/{workspace}',
  summary: 'Rename a workspace',
  act: 'workspace.change',
  input: z.object({ workspace: id, name: words(120).min(1, 'Give the workspace a name.') }),
  output: membership,
});

export const deleteWorkspace = endpoint({
  id: 'workspaces.delete',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}',
  summary: 'Delete a workspace with everything in it',
  act: 'workspace.delete',
  input: z.object({ workspace: id }),
  output: nothing,
});
