import { z } from 'zod';
import { endpoint, id, nothing, words } from './endpoint.ts';

/** Groupings that people make here: `Cluster` with its groups. Those of a file come and go with it. */

const workspace = { workspace: id };
const moved = z.object({ moved: z.int() });

export const setGroup = endpoint({
  id: 'schools.setGroup',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/schools/groups',
  summary: 'Put schools into a group of a grouping, which is made if it is new, or take them out',
  act: 'schools.change',
  input: z.object({
    ...workspace,
    label: words(80).min(1),
    /** Null takes the schools out of their groups. */
    name: words(200).min(1).nullable(),
    schools: z.array(id).min(1).max(30_000),
  }),
  output: moved,
});

export const renameGrouping = endpoint({
  id: 'schools.renameGrouping',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/schools/groupings/{grouping}',
  summary: 'Give another label to a grouping that was made here',
  act: 'schools.change',
  input: z.object({ ...workspace, grouping: id, label: words(80).min(1) }),
  /** The key by which addresses name it now. */
  output: z.object({ key: z.string() }),
});

export const removeGrouping = endpoint({
  id: 'schools.removeGrouping',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/schools/groupings/{grouping}',
  summary: 'Remove a grouping that was made here, with its groups; the schools stay',
  act: 'schools.change',
  input: z.object({ ...workspace, grouping: id }),
  output: nothing,
});

export const changeGroup = endpoint({
  id: 'schools.changeGroup',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/schools/groupings/{grouping}/groups',
  summary: 'Rename a group of a grouping that was made here, join it to another of that name, or remove it',
  act: 'schools.change',
  input: z.object({
    ...workspace,
    grouping: id,
    name: words(200).min(1),
    /** Null removes the group; its schools stay. */
    to: words(200).min(1).nullable(),
  }),
  output: moved,
});
