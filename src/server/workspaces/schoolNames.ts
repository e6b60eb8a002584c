import { ProblemError } from '#contract/problem';
import type { NamedSchool } from '#contract/people';
import type { Scope } from '../platform/scope.ts';

/** What schools are called to whoever asks; those that they may not see are not among them. */
export async function schoolNames(
  scope: Scope,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await scope.sql<
    NamedSchool[]
  >`select id, name from school_shown where id = any (${wanted}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** As above, where each must be one that the asker sees. */
export async function knownSchools(
  scope: Scope,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const names = await schoolNames(scope, ids);
  if (ids.every((id) => id === null || names.has(id))) return names;
  const detail = 'There is no such school here that you can see. Choose another.';
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/school', detail }] });
}

const most = 8;

/** Schools by part of their name or the beginning of their reference: all of them, or those that somebody leads. */
export async function findSchools(scope: Scope, find: string, everywhere: boolean) {
  const like = find.replaceAll(/[\\%_]/g, '\\$&');
  const rows = await scope.sql<{ id: string; name: string; reference: string; found: number }[]>`
    select s.id, s.name, s.reference, count(*) over ()::int as found from school_shown s
    where (s.name ilike ${`%${like}%`} or s.reference ilike ${`${like}%`})
      and (${everywhere} or s.id in (select r.school_id from member_role r
        where r.workspace_id = ${scope.actor.workspace ?? ''} and r.person_id = ${scope.actor.person}
          and r.role = 'school leader' and (r.expires_at is null or r.expires_at > now())))
    order by s.name collate "und-x-icu", s.reference limit ${most}`;
  const schools = rows.map(({ id, name, reference }) => ({ id, name, reference }));
  return { schools, found: rows[0]?.found ?? 0 };
}
