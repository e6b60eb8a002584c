import { ProblemError } from '#contract/problem';
import { roles as allRoles, type Membership, type Role } from '#contract/workspaces';
import type { Scope } from '../platform/scope.ts';
import { abilitiesOf } from './policy.ts';

interface Row {
  id: string;
  name: string;
  kind: 'own' | 'example' | 'demonstration';
  source: string | null;
  schools: number;
  learners: string;
  first_quantile: string;
  roles: string[];
  everywhere: boolean;
  names: boolean;
  own: boolean;
}

/** What the person holds in the workspace of this scope now; nothing for somebody who does not belong to it. */
export async function rolesIn(scope: Scope): Promise<Role[]> {
  const [row] = await scope.sql<{ roles: string }[]>`select current_setting('app.roles', true) as roles`;
  return inOrder(row?.roles.split(',') ?? []);
}

const inOrder = (held: readonly string[]) => allRoles.filter((role) => held.includes(role));

/** Every workspace the person belongs to, their own before the examples. */
export async function membershipsOf(scope: Scope): Promise<Membership[]> {
  const rows = await scope.sql<Row[]>`
    select ${columns(scope)}, coalesce(c.schools, 0) as schools
    from workspace w
    left join app.school_counts() c on c.workspace_id = w.id
    cross join lateral (${held(scope)}) h
    order by w.kind desc, w.name collate "und-x-icu", w.id`;
  return rows.map(membershipOf);
}

export async function readMembership(scope: Scope): Promise<Membership> {
  const [row] = await scope.sql<Row[]>`
    select ${columns(scope)}, (select count(*)::int from school s where s.workspace_id = w.id) as schools
    from workspace w cross join lateral (${held(scope)}) h
    where w.id = ${scope.actor.workspace ?? ''}`;
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such workspace, or you do not belong to it.');
  return membershipOf(row);
}

const columns = (scope: Scope) =>
  scope.sql`w.id, w.name, w.kind, w.source, w.learners, w.first_quantile, h.roles, h.everywhere, h.names, h.own`;

/** The person's living roles in the workspace `w` of the query around it, and how far they see by them. */
const held = (scope: Scope) => scope.sql`
  select coalesce(array_agg(distinct r.role), '{}') as roles,
    coalesce(bool_or(app.role_sees_all(r.role, r.school_id)), false) as everywhere,
    coalesce(bool_or(app.role_sees_names(r.role, r.school_id)), false) as names,
    coalesce(bool_or(r.school_id is not null), false) or exists (select from school_grant g
      where g.workspace_id = w.id and g.person_id = ${scope.actor.person}
        and g.withdrawn_at is null and g.expires_at > now()) as own
  from member_role r where r.workspace_id = w.id
    and r.person_id = ${scope.actor.person} and (r.expires_at is null or r.expires_at > now())`;

function membershipOf(row: Row): Membership {
  const { id, name, kind, source, schools } = row;
  const roles = inOrder(row.roles);
  return {
    id,
    name,
    kind,
    source,
    schools,
    learners: row.learners as Membership['learners'],
    firstQuantile: row.first_quantile as Membership['firstQuantile'],
    roles,
    sight: row.names ? 'all' : row.everywhere ? 'letters' : row.own ? 'own' : 'shared',
    abilities: abilitiesOf(roles),
  };
}

/** A workspace with its first member, who owns it. The scope must be in the workspace of the new id. */
export async function createWorkspace(
  scope: Scope,
  { name, kind, source }: { name: string; kind: 'own' | 'example' | 'demonstration'; source: string | null },
): Promise<void> {
  await scope.sql`select app.start_workspace(${scope.actor.workspace ?? ''}, ${name}, ${kind}, ${source})`;
}

/** Files out of a demonstration say that they are of nobody. */
export async function fileMark(scope: Scope): Promise<string | null> {
  const { kind } = await readMembership(scope);
  return kind === 'demonstration' ? 'invented' : null;
}

export async function renameWorkspace(scope: Scope, name: string): Promise<void> {
  await scope.queries
    .updateTable('workspace')
    .set({ name })
    .where('id', '=', scope.actor.workspace ?? '')
    .execute();
}

export async function deleteWorkspace(scope: Scope): Promise<void> {
  await scope.queries
    .deleteFrom('workspace')
    .where('id', '=', scope.actor.workspace ?? '')
    .execute();
}
