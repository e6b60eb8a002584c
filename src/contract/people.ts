import { z } from 'zod';
import { acts, endpoint, id, nothing, words } from './endpoint.ts';
import { role, sight } from './workspaces.ts';

/** A role as it is held: in one school, or (where `school` is null) in the whole workspace. */
export const givenRole = z.object({ role, school: id.nullable() }).superRefine((given, check) => {
  const inSchool = given.role === 'school leader' || given.role === 'staff';
  if (inSchool && given.school === null) {
    check.addIssue({ code: 'custom', path: ['school'], message: `Say in which school: ${given.role}.` });
  }
  if (!inSchool && given.role !== 'viewer' && given.school !== null) {
    check.addIssue({
      code: 'custom',
      path: ['school'],
      message: `The role of ${given.role} is held in the whole workspace, not in one school.`,
    });
  }
});
export type GivenRole = z.output<typeof givenRole>;
export const givenRoles = z
  .array(givenRole)
  .min(1, 'Choose at least one role.')
  .max(50, 'These are too many roles for one person.');

export const namedSchool = z.object({ id, name: z.string() });
export type NamedSchool = z.output<typeof namedSchool>;

export const heldRole = z.object({
  role,
  school: namedSchool.nullable(),
  /** Null where it has no end. */
  until: z.string().nullable(),
  /** Whether whoever asks may take it away. */
  mayTake: z.boolean(),
});
export type HeldRole = z.output<typeof heldRole>;

/** For a while somebody sees one school as if it were theirs. */
export const grant = z.object({
  id,
  school: namedSchool,
  reason: z.string(),
  until: z.string(),
  mayEnd: z.boolean(),
});

export const member = z.object({
  id,
  name: z.string(),
  you: z.boolean(),
  /** Somebody of the demonstration, who does not exist and cannot sign in. */
  invented: z.boolean(),
  /** How far they see by the roles and grants given here. */
  sight,
  /** Of schools only those that whoever asks may know of. */
  roles: z.array(heldRole),
  grants: z.array(grant),
  /** To ten minutes; null for somebody who was not here yet. */
  seen: z.string().nullable(),
});
export type Member = z.output<typeof member>;

/** Which roles whoever asks may give: in the whole workspace, and in schools. */
export const gives = z.object({ whole: z.array(role), inSchool: z.array(role) });
export type Gives = z.output<typeof gives>;

export const listPeople = endpoint({
  id: 'people.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/people',
  summary: 'Who belongs to the workspace, as far as you may know: roles, schools, grants, when last here',
  act: 'people.read',
  recorded: 'viewed',
  input: z.object({ workspace: id }),
  output: z.object({ people: z.array(member), gives }),
});
export type People = z.output<typeof listPeople.output>;

export const findSchools = endpoint({
  id: 'people.schools',
  method: 'GET',
  path: '/api/workspaces/{workspace}/people/schools',
  summary: 'The schools in which you may give a role, by part of a name or reference; eight at most',
  act: 'people.invite',
  input: z.object({ workspace: id, find: words(120).default('') }),
  output: z.object({ schools: z.array(namedSchool.extend({ reference: z.string() })), found: z.int() }),
});

export const changeRoles = endpoint({
  id: 'people.changeRoles',
  method: 'PUT',
  path: '/api/workspaces/{workspace}/people/{person}/roles',
  summary: 'Give somebody these roles, instead of those that you see and may take',
  act: 'people.invite',
  input: z.object({ workspace: id, person: id, roles: givenRoles }),
  output: member,
});

export const removePerson = endpoint({
  id: 'people.remove',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/people/{person}',
  summary: 'End somebody’s membership, or (who is no owner) the roles that you may take',
  act: 'people.invite',
  input: z.object({ workspace: id, person: id }),
  output: nothing,
});

export const leaveWorkspace = endpoint({
  id: 'people.leave',
  method: 'POST',
  path: '/api/workspaces/{workspace}/leave',
  summary: 'Leave the workspace; its last owner hands it over first',
  act: 'people.leave',
  input: z.object({ workspace: id }),
  output: nothing,
});

export const handOver = endpoint({
  id: 'people.handOver',
  method: 'POST',
  path: '/api/workspaces/{workspace}/hand-over',
  summary: 'Make a member owner, and stay owner, stay as coordinator, or leave: all at once or not at all',
  act: 'workspace.handOver',
  input: z.object({ workspace: id, person: id, yourself: z.enum(['stay owner', 'coordinator', 'leave']) }),
  output: nothing,
});

export const grantSchool = endpoint({
  id: 'people.grant',
  method: 'POST',
  path: '/api/workspaces/{workspace}/people/{person}/grants',
  summary: 'Show one school to a member for a while, as if it were theirs',
  act: 'schools.share',
  status: 201,
  input: z.object({
    workspace: id,
    person: id,
    school: id,
    /** The last day, at most a year from now. */
    until: z.iso.date('Give the last day, such as 2027-07-16.'),
    reason: words(500).min(1, 'Say why: it stands in the list of what happened.'),
  }),
  output: member,
});

export const endGrant = endpoint({
  id: 'people.endGrant',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/grants/{grant}',
  summary: 'Show that school to that member no longer',
  act: 'schools.share',
  input: z.object({ workspace: id, grant: id }),
  output: nothing,
});

/** Roles × acts as data, in plain words: null means no. */
export const roleTable = endpoint({
  id: 'people.roleTable',
  method: 'GET',
  path: '/api/workspaces/{workspace}/roles',
  summary: 'What each role may do',
  act: 'workspace.read',
  input: z.object({ workspace: id }),
  output: z.object({
    roles: z.array(z.object({ role, sees: z.string() })),
    acts: z.array(
      z.object({ act: z.enum(acts), words: z.string(), extents: z.record(role, z.string().nullable()) }),
    ),
  }),
});
export type RoleTable = z.output<typeof roleTable.output>;

/** How many rows somebody with a role would see, counted by the database with that role’s sight. */
export const lookAs = endpoint({
  id: 'people.lookAs',
  method: 'GET',
  path: '/api/workspaces/{workspace}/look-as',
  summary: 'What somebody with this role sees and may do here: counts and acts, no rows',
  act: 'people.lookAs',
  input: z.object({ workspace: id, role, school: id.optional() }).superRefine(({ role, school }, check) => {
    const { error } = givenRole.safeParse({ role, school: school ?? null });
    for (const { path, message } of error?.issues ?? []) check.addIssue({ code: 'custom', path, message });
  }),
  output: z.object({
    may: z.array(z.string()),
    counts: z.array(z.object({ what: z.string(), seen: z.int(), all: z.int() })),
  }),
});
export type Looked = z.output<typeof lookAs.output>;
