import type { Account } from '#contract/accountsOwn';
import { ProblemError } from '#contract/problem';
import { now } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Session } from '../platform/sessions.ts';
import { browserOf } from './browser.ts';

export interface Credentials {
  person: string;
  name: string;
  email: string | null;
  verified: boolean;
  hash: string | null;
}

interface CredentialsRow {
  person_id: string;
  name: string;
  email: string | null;
  email_verified_at: string | null;
  password_hash: string | null;
}

const credentialsOf = (row: CredentialsRow): Credentials => ({
  person: row.person_id,
  name: row.name,
  email: row.email,
  verified: row.email_verified_at !== null,
  hash: row.password_hash,
});

const credentialColumns = [
  'p.id as person_id',
  'p.name',
  'a.email',
  'a.email_verified_at',
  'a.password_hash',
] as const;

export async function credentialsByEmail({ queries }: Scope, email: string): Promise<Credentials | null> {
  const row = await queries
    .selectFrom('account as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(credentialColumns)
    .where('a.email', '=', email)
    .executeTakeFirst();
  return row === undefined ? null : credentialsOf(row);
}

export async function credentialsOfPerson({ queries }: Scope, person: string): Promise<Credentials> {
  const row = await queries
    .selectFrom('person as p')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .select(credentialColumns)
    .where('p.id', '=', person)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError('not-signed-in', 'This account does not exist any more.');
  return credentialsOf(row);
}

/**
 * Whether the password is still the one that was checked; until this transaction ends it stays so. Who signs in twice
 * at once waits here: the row is written later, and a lock that both hold would let neither go on.
 */
export async function isStill({ sql }: Scope, { person, hash }: Credentials): Promise<boolean> {
  const rows =
    await sql`select 1 from account where person_id = ${person} and password_hash = ${hash} for no key update`;
  return rows.length === 1;
}

export async function storePassword({ sql }: Scope, person: string, hash: string): Promise<void> {
  await sql`
    insert into account (person_id, password_hash, password_at) values (${person}, ${hash}, now())
    on conflict (person_id) do update set password_hash = excluded.password_hash, password_at = now()`;
}

/** The same password under today's cost, if it is still the same. */
export async function storeRehashed({ queries }: Scope, known: Credentials, hash: string): Promise<void> {
  await queries
    .updateTable('account')
    .set({ password_hash: hash })
    .where('person_id', '=', known.person)
    .where('password_hash', '=', known.hash)
    .execute();
}

/**
 * Gives a person an address; throws where somebody else has it. One that was confirmed is taken from whoever only claimed
 * it: until a letter was opened, an address is a name to sign in by and nobody's property.
 */
export async function storeEmail(
  scope: Scope,
  person: string,
  { email, verified }: { email: string; verified: boolean },
): Promise<void> {
  if (verified) await endClaims(scope, person, email);
  const verifiedAt = verified ? now() : null;
  const rows = await scope.sql`
    insert into account (person_id, email, email_verified_at) values (${person}, ${email}, ${verifiedAt})
    on conflict (person_id) do update set email = excluded.email, email_verified_at = excluded.email_verified_at
    where not exists (select from account o where o.email = excluded.email and o.person_id <> excluded.person_id)
    returning 1`.catch((error: unknown) => {
    if ((error as { constraint_name?: string }).constraint_name === 'account_email_key') throw taken();
    throw error;
  });
  if (rows.length === 0) throw taken();
}

/** What else that account has goes on; it lacks an address until its person gives one that is theirs. */
async function endClaims({ sql, audit }: Scope, person: string, email: string): Promise<void> {
  const claims = await sql<{ person_id: string }[]>`
    update account set email = null
    where email = ${email} and email_verified_at is null and person_id <> ${person} returning person_id`;
  for (const { person_id: claimant } of claims) {
    await audit('account.change', 'person', claimant, { detail: { fields: ['email'], claimEnded: true } });
  }
}

export function taken(): ProblemError {
  const detail = 'There is an account with this e-mail address already. Sign in with it first.';
  return new ProblemError('conflict', detail, { errors: [{ pointer: '/email', detail }] });
}

/** Where no letter can tell whose it is, whoever runs the server can. */
export function claimed(): ProblemError {
  const detail =
    'Another account has given this e-mail address, and this server sends no mail by which you could show that it is ' +
    'yours. Ask the person who runs it to add your account: npm run -s reedbed -- user add';
  return new ProblemError('conflict', detail, { errors: [{ pointer: '/email', detail }] });
}

export async function storeName({ queries }: Scope, person: string, name: string): Promise<void> {
  await queries.updateTable('person').set({ name }).where('id', '=', person).execute();
}

/** Whether there is anything by which somebody could be asked to prove once more who they are. */
export async function canProve({ sql }: Scope, person: string): Promise<boolean> {
  const [row] = await sql<{ can: boolean }[]>`
    select exists (select from account where person_id = ${person} and password_hash is not null)
      or exists (select from passkey where person_id = ${person}) as can`;
  return row?.can ?? false;
}

/** Everything that "Your account" shows, but for what the configuration says. */
export async function readOwn(
  scope: Scope,
  session: Session,
): Promise<Omit<Account, 'passkeysPossible' | 'provider'> & { connected: boolean }> {
  const { person } = session;
  const [known, [more], passkeys, sessions, identities] = await Promise.all([
    credentialsOfPerson(scope, person),
    scope.sql<
      { password_at: string | null; expires_at: string | null; authenticator: boolean; codes: number }[]
    >`
      select a.password_at, a.expires_at,
        exists (select from one_time_secret o where o.person_id = p.id and o.confirmed_at is not null) as authenticator,
        (select count(*)::int from recovery_code r where r.person_id = p.id and r.used_at is null) as codes
      from person p left join account a on a.person_id = p.id where p.id = ${person}`,
    scope.queries
      .selectFrom('passkey')
      .selectAll()
      .where('person_id', '=', person)
      .orderBy('created_at')
      .execute(),
    livingSessions(scope, person),
    scope.queries.selectFrom('external_identity').select('issuer').where('person_id', '=', person).execute(),
  ]);
  return {
    name: known.name,
    email: known.email,
    emailVerified: known.verified,
    passwordAt: known.hash === null ? null : (more?.password_at ?? null),
    passkeys: passkeys.map((row) => ({
      id: row.credential_id,
      name: row.name,
      backedUp: row.backed_up,
      createdAt: row.created_at,
      usedAt: row.used_at,
    })),
    authenticator: more?.authenticator ?? false,
    recoveryCodesLeft: more?.codes ?? 0,
    sessions: sessions.map((one) => ({ ...one, current: one.id === session.id })),
    expiresAt: more?.expires_at ?? null,
    connected: identities.length > 0,
  };
}

/** The sessions of a person that still work, the one last used first. */
export async function livingSessions({ sql }: Scope, person: string) {
  const rows = await sql<
    {
      id: string;
      agent: string | null;
      address: string | null;
      method: Account['sessions'][number]['method'];
      second_factor: boolean;
      created_at: string;
      seen_at: string;
    }[]
  >`select id, agent, address, method, second_factor, created_at, seen_at from session
    where person_id = ${person} and expires_at > now() and seen_at > now() - interval '30 minutes'
    order by seen_at desc, id`;
  return rows.map((row) => ({
    id: row.id,
    browser: browserOf(row.agent ?? ''),
    address: row.address,
    method: row.method,
    secondFactor: row.second_factor,
    startedAt: row.created_at,
    seenAt: row.seen_at,
  }));
}
