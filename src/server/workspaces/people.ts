import type { Member } from '#contract/people';
import { ProblemError } from '#contract/problem';
import { roles as allRoles, type Role, type Sight } from '#contract/workspaces';
import type { Scope } from '../platform/scope.ts';
import { schoolNames } from './schoolNames.ts';

interface RoleRow {
  person_id: string;
  role: Role;
  school_id: string | null;
  expires_at: string | null;
  may_take: boolean;
  sees_all: boolean;
  sees_names: boolean;
}
interface GrantRow {
  person_id: string;
  id: string;
  school_id: string;
  reason: string;
  expires_at: string;
  may_end: boolean;
}

/** Everybody whom the asker may know of, those who run the workspace first. `one` asks for a single person. */
export async function readPeople(scope: Scope, one: string | null = null): Promise<Member[]> {
  const workspace = scope.actor.workspace ?? '';
  const me = scope.actor.person;
  const [people, roles, grants] = await Promise.all([
    scope.sql<{ id: string; name: string; invented: boolean; seen_at: string | null }[]>`
      select p.id, p.name, p.invented, m.seen_at from workspace_member m join person p on p.id = m.person_id
      where m.workspace_id = ${workspace} and (${one}::uuid is null or p.id = ${one})
      order by p.name collate "und-x-icu", p.id`,
    scope.sql<RoleRow[]>`
      select r.person_id, r.role, r.school_id, r.expires_at,
        (r.person_id = ${me} or app.may_appoint(r.role, r.school_id)) as may_take,
        app.role_sees_all(r.role, r.school_id) as sees_all, app.role_sees_names(r.role, r.school_id) as sees_names
      from member_role r
      where r.workspace_id = ${workspace} and (r.expires_at is null or r.expires_at > now())`,
    scope.sql<GrantRow[]>`
      select g.person_id, g.id, g.school_id, g.reason, g.expires_at, app.may_appoint('viewer', g.school_id) as may_end
      from school_grant g
      where g.workspace_id = ${workspace} and g.withdrawn_at is null and g.expires_at > now() order by g.expires_at`,
  ]);
  const names = await schoolNames(
    scope,
    [...roles, ...grants].map((row) => row.school_id),
  );
  const named = (id: string) => ({ id, name: names.get(id) ?? 'a school' });
  const members = people.map(({ id, name, invented, seen_at }) => ({
    id,
    name,
    you: id === me,
    invented,
    sight: sightOf(
      roles.filter((row) => row.person_id === id),
      grants.some((row) => row.person_id === id),
    ),
    seen: seen_at,
    roles: roles
      .filter((row) => row.person_id === id)
      .toSorted((a, b) => rank(a.role) - rank(b.role))
      .map((row) => ({
        role: row.role,
        school: row.school_id === null ? null : named(row.school_id),
        until: row.expires_at,
        mayTake: row.may_take,
      })),
    grants: grants
      .filter((row) => row.person_id === id)
      .map((row) => ({
        id: row.id,
        school: named(row.school_id),
        reason: row.reason,
        until: row.expires_at,
        mayEnd: row.may_end,
      })),
  }));
  return members.toSorted((a, b) => rank(a.roles[0]?.role) - rank(b.roles[0]?.role));
}

function sightOf(held: readonly RoleRow[], granted: boolean): Sight {
  if (held.some((row) => row.sees_names)) return 'all';
  if (held.some((row) => row.sees_all)) return 'letters';
  return granted || held.some((row) => row.school_id !== null) ? 'own' : 'shared';
}

const rank = (role: Role | undefined) => (role === undefined ? allRoles.length : allRoles.indexOf(role));

export async function readPerson(scope: Scope, person: string): Promise<Member> {
  const [found] = await readPeople(scope, person);
  if (found === undefined)
    throw new ProblemError('not-found', 'There is no such person here, or you may not know of them.');
  return found;
}
