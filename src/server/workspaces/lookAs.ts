import type { Act } from '#contract/endpoint';
import type { Looked, RoleTable } from '#contract/people';
import { roleWords } from '#contract/roleWords';
import { roles as allRoles, type Role } from '#contract/workspaces';
import type { Scope } from '../platform/scope.ts';
import { actWords, policy, type DecidedAct } from './policy.ts';
import { knownSchools } from './schoolNames.ts';

/** The one table as it crosses the wire. */
export function roleTable(): RoleTable {
  return {
    roles: allRoles.map((role) => ({ role, sees: roleWords[role] })),
    acts: (Object.keys(policy) as DecidedAct[]).map((act) => ({
      act,
      words: actWords[act],
      extents: Object.fromEntries(allRoles.map((role) => [role, policy[act][role] ?? null])) as Record<
        Role,
        string | null
      >,
    })),
  };
}

/** What is counted, with the words for it. Each count is of the rows that the database shows. */
const counted: readonly { what: string; rows: string }[] = [
  { what: 'schools', rows: 'school' },
  { what: 'schools by name', rows: 'school_identity' },
  { what: 'people', rows: 'workspace_member where workspace_id = (select app.in_workspace())' },
  { what: 'invitations', rows: 'invitation where accepted_at is null and withdrawn_at is null' },
  { what: 'files that were brought', rows: 'file_import' },
  { what: 'lines of what happened', rows: 'audit_entry' },
];

/** Counts as the owner, then as somebody with that role, in one transaction that only reads. */
export async function lookAs(scope: Scope, role: Role, school: string | null): Promise<Looked> {
  await knownSchools(scope, [school]);
  const all = await countRows(scope);
  await scope.sql`select app.look_as(${role}, ${school}::uuid)`;
  const seen = await countRows(scope);
  const may = (Object.keys(policy) as Act[] as DecidedAct[]).flatMap((act) => {
    const extent = policy[act][role];
    if (extent === undefined) return [];
    return [extent === 'yes' ? actWords[act] : `${actWords[act]}: ${extent}`];
  });
  return { may, counts: counted.map(({ what }, i) => ({ what, seen: seen[i] ?? 0, all: all[i] ?? 0 })) };
}

async function countRows(scope: Scope): Promise<number[]> {
  const lists = await Promise.all(
    counted.map(({ rows }) => scope.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${rows}`)),
  );
  return lists.map(([row]) => row?.n ?? 0);
}
