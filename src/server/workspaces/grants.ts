import type { Member } from '#contract/people';
import { ProblemError } from '#contract/problem';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { readPerson } from './people.ts';
import { knownSchools } from './schoolNames.ts';

const mostDays = 366;

/** Shows one school to a member until the end of a day. */
export async function giveGrant(
  scope: Scope,
  person: string,
  wanted: { school: string; until: string; reason: string },
): Promise<Member> {
  const { you } = await readPerson(scope, person);
  if (you) throw new ProblemError('conflict', 'Nobody shows a school to themselves. Choose somebody else.');
  const ends = endOf(wanted.until);
  await knownSchools(scope, [wanted.school]);
  const [row] = await scope.sql<{ may: boolean }[]>`
    select app.may_appoint('viewer', ${wanted.school}::uuid) as may`;
  if (row?.may !== true)
    throw new ProblemError(
      'not-allowed',
      'Only who leads that school, or runs the network, shows it to others.',
    );
  const id = newId();
  await scope.queries
    .insertInto('school_grant')
    .values({
      workspace_id: scope.actor.workspace ?? '',
      id,
      person_id: person,
      school_id: wanted.school,
      reason: wanted.reason,
      granted_by: scope.actor.person,
      expires_at: ends,
    })
    .execute();
  await scope.audit('schools.share', 'school_grant', id, {
    detail: { person },
    after: { school: wanted.school, until: wanted.until, reason: wanted.reason },
  });
  return readPerson(scope, person);
}

function endOf(day: string): string {
  const ends = new Date(`${day}T23:59:59.999Z`).getTime();
  const left = ends - Date.now();
  if (left > 0 && left < mostDays * 86_400_000) return new Date(ends).toISOString();
  const detail = 'Give a day from today on, at most a year ahead. It can be given anew then.';
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/until', detail }] });
}

export async function endGrant(scope: Scope, id: string): Promise<void> {
  const gone = await scope.sql<{ person_id: string; school_id: string }[]>`
    update school_grant set withdrawn_at = now()
    where workspace_id = ${scope.actor.workspace ?? ''} and id = ${id} and withdrawn_at is null
    returning person_id, school_id`;
  const row = gone[0];
  if (row === undefined) throw new ProblemError('not-found', 'There is no such permission that you may end.');
  await scope.audit('schools.share', 'school_grant', id, {
    detail: { withdrawn: true, person: row.person_id, school: row.school_id },
  });
}
