import { invitationDays, type Invitation } from '#contract/invitations';
import type { GivenRole } from '#contract/people';
import { ProblemError } from '#contract/problem';
import { roleAt } from '#contract/roleWords';
import { hashOf } from '../platform/auth.ts';
import { newId, newToken } from '../platform/ids.ts';
import type { Seal } from '../platform/seal.ts';
import type { Scope } from '../platform/scope.ts';
import { beyondReach } from './membership.ts';
import { knownSchools, schoolNames } from './schoolNames.ts';
import { readMembership } from './store.ts';

interface Row {
  id: string;
  name: string;
  email: string | null;
  roles: GivenRole[];
  message: string;
  by: string | null;
  created_at: string;
  expires_at: string;
  open: boolean;
}

/** What somebody is invited with. */
export interface Offer {
  name: string;
  email: string | null;
  roles: readonly GivenRole[];
  message: string;
}

/** An invitation with what is told once: the token, and the address that the mail goes to. */
export interface Made {
  invitation: Invitation;
  /** The name of the workspace. */
  workspace: string;
  token: string;
  email: string | null;
}

export async function readInvitations(scope: Scope): Promise<Invitation[]> {
  const rows = await select(scope, null);
  const names = await schoolNames(
    scope,
    rows.flatMap((row) => row.roles.map((one) => one.school)),
  );
  return rows.map((row) => shown(row, names));
}

/** Not answered, not withdrawn, and ended at most a month ago. */
function select(scope: Scope, one: string | null): Promise<Row[]> {
  return scope.sql<Row[]>`
    select i.id, i.name, i.email, i.roles, i.message, p.name as by, i.created_at, i.expires_at,
      i.expires_at > now() as open
    from invitation i left join person p on p.id = i.invited_by
    where i.workspace_id = ${scope.actor.workspace ?? ''} and (${one}::uuid is null or i.id = ${one})
      and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now() - interval '30 days'
    order by i.expires_at desc, i.id`;
}

function shown(row: Row, names: Map<string, string>): Invitation {
  const { id, name, message, by, open } = row;
  const roles = row.roles.map(({ role, school }) => ({
    role,
    school: school === null ? null : { id: school, name: names.get(school) ?? 'a school' },
  }));
  const email = row.email === null ? null : masked(row.email);
  return { id, name, email, roles, message, by, sent: row.created_at, until: row.expires_at, open };
}

/** Enough to tell it apart for whoever wrote it: `j.ferris@…`. */
const masked = (email: string) => `${email.slice(0, email.lastIndexOf('@'))}@…`;

/** Of the token only the hash is stored, so it is told here and never again. */
export async function makeInvitation(scope: Scope, seal: Seal, offer: Offer): Promise<Made> {
  const { roles, email, name, message } = offer;
  const names = await knownSchools(
    scope,
    roles.map((one) => one.school),
  );
  const schools = roles.map(({ school }) => (school === null ? '' : (names.get(school) ?? '')));
  const plain = roles.map(({ role, school }) => ({ role, school }));
  await refuseBeyondReach(scope, plain, schools);
  const token = newToken();
  const id = newId();
  await scope.queries
    .insertInto('invitation')
    .values({
      workspace_id: scope.actor.workspace ?? '',
      id,
      token_hash: hashOf(token),
      email,
      name,
      roles: JSON.stringify(plain),
      schools,
      message,
      invited_by: scope.actor.person,
      expires_at: new Date(Date.now() + invitationDays * 86_400_000).toISOString(),
    })
    .execute();
  const [row] = await select(scope, id);
  if (row === undefined) throw new Error('The invitation that was just made is not there.');
  await scope.audit('people.invite', 'invitation', id, {
    after: { roles: plain, ...(await marked(seal, { email: email ?? '', name, message })) },
  });
  const { name: workspace } = await readMembership(scope);
  return { invitation: shown(row, names), workspace, token, email };
}

/** Personal fields stand in the audit trail by their marks. */
async function marked(seal: Seal, fields: Record<string, string>): Promise<Record<string, string>> {
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  const marks = filled.map(
    async ([key, value]) => [key, await seal.mark(value, `invitation ${key}`)] as const,
  );
  return Object.fromEntries(await Promise.all(marks));
}

async function refuseBeyondReach(
  scope: Scope,
  roles: readonly GivenRole[],
  schools: readonly string[],
): Promise<void> {
  const [row] = await scope.sql<{ may: boolean[] }[]>`
    select array_agg(app.may_appoint(r.role, r.school) order by r.place) as may
    from rows from (jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as (role text, school uuid))
      with ordinality as r (role, school, place)`;
  const beyond = roles
    .map(({ role }, i) => roleAt(role, schools[i] === '' ? null : (schools[i] ?? null)))
    .filter((_, i) => row?.may[i] !== true);
  if (beyond.length > 0) throw beyondReach(beyond);
}

/** The old link ends and a new one begins, from whoever asks now: the one who asked first may have gone. */
export async function makeAgain(scope: Scope, seal: Seal, id: string): Promise<Made> {
  const row = await findOne(scope, id);
  await withdraw(scope, id);
  return makeInvitation(scope, seal, row);
}

export async function withdrawInvitation(scope: Scope, id: string): Promise<void> {
  await findOne(scope, id);
  await withdraw(scope, id);
  await scope.audit('people.invite', 'invitation', id, { detail: { withdrawn: true } });
}

async function findOne(scope: Scope, id: string): Promise<Row> {
  const [row] = await select(scope, id);
  if (row !== undefined) return row;
  const detail =
    'There is no such invitation that is still open: it was accepted or withdrawn, or you may not see it.';
  throw new ProblemError('not-found', detail);
}

async function withdraw(scope: Scope, id: string): Promise<void> {
  const gone = await scope.sql`update invitation set withdrawn_at = now()
    where workspace_id = ${scope.actor.workspace ?? ''} and id = ${id} and accepted_at is null`;
  if (gone.count === 0)
    throw new ProblemError(
      'not-allowed',
      'You may not change this invitation. An owner of this workspace can.',
    );
}
