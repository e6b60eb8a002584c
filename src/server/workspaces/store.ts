import { ProblemError } from '#contract/problem';
import { role as roleSchema, type Membership, type Role } from '#contract/workspaces';
import type { Scope } from '../platform/scope.ts';
import { abilitiesOf } from './policy.ts';

interface Row {
  id: string;
  name: string;
  kind: 'own' | 'example';
  source: string | null;
  role: string;
  schools: number;
}

/** The person's role in the workspace of this scope; null for somebody who does not belong to it. */
export async function roleIn(scope: Scope): Promise<Role | null> {
  const row = await scope.queries
    .selectFrom('workspace_member')
    .select('role')
    .where('workspace_id', '=', scope.actor.workspace ?? '')
    .where('person_id', '=', scope.actor.person)
    .executeTakeFirst();
  return row === undefined ? null : roleSchema.parse(row.role);
}

/** Every workspace the person belongs to, their own before the examples. */
export async function membershipsOf(scope: Scope): Promise<Membership[]> {
  const rows = await scope.sql<Row[]>`
    select w.id, w.name, w.kind, w.source, m.role, coalesce(c.schools, 0) as schools
    from workspace w
    join workspace_member m on m.workspace_id = w.id and m.person_id = ${scope.actor.person}
    left join app.school_counts() c on c.workspace_id = w.id
    order by w.kind desc, w.name collate "und-x-icu", w.id`;
  return rows.map(membershipOf);
}

export async function readMembership(scope: Scope): Promise<Membership> {
  const [row] = await scope.sql<Row[]>`
    select w.id, w.name, w.kind, w.source, m.role,
      (select count(*)::int from school s where s.workspace_id = w.id) as schools
    from workspace w join workspace_member m on m.workspace_id = w.id and m.person_id = ${scope.actor.person}
    where w.id = ${scope.actor.workspace ?? ''}`;
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such workspace, or you do not belong to it.');
  return membershipOf(row);
}

function membershipOf(row: Row): Membership {
  const role = roleSchema.parse(row.role);
  return { ...row, role, abilities: abilitiesOf(role) };
}

/** A workspace with its first member, who owns it. The scope must be in the workspace of the new id. */
export async function createWorkspace(
  scope: Scope,
  { name, kind, source }: { name: string; kind: 'own' | 'example'; source: string | null },
): Promise<void> {
  await scope.sql`select app.start_workspace(${scope.actor.workspace ?? ''}, ${name}, ${kind}, ${source})`;
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
