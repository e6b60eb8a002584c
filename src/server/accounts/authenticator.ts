import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { ProblemError } from '#contract/problem';
import { now } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';

const period = 30;
const recoveryCodeCount = 10;
/** Letters and digits that are not taken for one another: 32 of them. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz0123456789'.replace('0', '');

/** What the secret of a person is sealed for. */
export const purposeOf = (person: string) => `authenticator of ${person}`;

/** What every authenticator app understands: six digits, new every thirty seconds, SHA-1. */
const totpOf = (secret: Secret, label = '') =>
  new TOTP({ issuer: 'Reedbed', label, algorithm: 'SHA1', digits: 6, period, secret });

export async function hasAuthenticator({ queries }: Scope, person: string): Promise<boolean> {
  const found = await queries
    .selectFrom('one_time_secret')
    .select('person_id')
    .where('person_id', '=', person)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return found !== undefined;
}

/** A new secret that counts once a first code has shown that the app has it. One that is in use stays until then. */
export async function beginAuthenticator(
  scope: Scope,
  seal: Seal,
  { person, label }: { person: string; label: string },
): Promise<{ secret: string; uri: string }> {
  if (await hasAuthenticator(scope, person)) {
    throw new ProblemError(
      'conflict',
      'There is an authenticator already. Remove it first, then set up another.',
    );
  }
  const secret = new Secret({ size: 20 });
  const sealed = await seal.close(secret.bytes, purposeOf(person));
  await scope.sql`
    insert into one_time_secret (person_id, sealed_secret) values (${person}, ${sealed})
    on conflict (person_id) do update set sealed_secret = excluded.sealed_secret, last_step = 0, created_at = now()
    where one_time_secret.confirmed_at is null`;
  return { secret: secret.base32, uri: totpOf(secret, label).toString() };
}

/** Whether this is a code of the moment that was not used before. */
export async function isCode(
  { queries, sql }: Scope,
  seal: Seal,
  { person, code, confirmed }: { person: string; code: string; confirmed: boolean },
): Promise<boolean> {
  const row = await queries
    .selectFrom('one_time_secret')
    .select(['sealed_secret', 'confirmed_at'])
    .where('person_id', '=', person)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || (row.confirmed_at !== null) !== confirmed) return false;
  const opened = await seal.open(row.sealed_secret, purposeOf(person));
  if (opened === null)
    throw new Error('The secret of an authenticator does not open with the key of this installation.');
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return false;
  const timestamp = Date.now();
  // The step before and after, because clocks differ and typing takes a while.
  const delta = totpOf(new Secret({ buffer: new Uint8Array(opened).buffer })).validate({
    token,
    timestamp,
    window: 1,
  });
  if (delta === null) return false;
  const step = Math.floor(timestamp / 1_000 / period) + delta;
  const { count } = await sql`
    update one_time_secret set last_step = ${step}, confirmed_at = coalesce(confirmed_at, now())
    where person_id = ${person} and last_step < ${step}`;
  return count === 1;
}

/** Ten codes in place of those that were there. They are shown once; the database holds their hashes. */
export async function newRecoveryCodes({ queries }: Scope, person: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newCode);
  await queries.deleteFrom('recovery_code').where('person_id', '=', person).execute();
  const rows = codes.map((code) => ({ person_id: person, code_hash: hashOfCode(person, code) }));
  await queries.insertInto('recovery_code').values(rows).execute();
  return codes;
}

/** Uses a recovery code up. */
export async function useRecoveryCode({ queries }: Scope, person: string, code: string): Promise<boolean> {
  const used = await queries
    .updateTable('recovery_code')
    .set({ used_at: now() })
    .where('person_id', '=', person)
    .where('code_hash', '=', hashOfCode(person, code))
    .where('used_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst();
  return used !== undefined;
}

export async function removeAuthenticator({ queries }: Scope, person: string): Promise<void> {
  await queries.deleteFrom('one_time_secret').where('person_id', '=', person).execute();
  await queries.deleteFrom('recovery_code').where('person_id', '=', person).execute();
}

/** Eighty bits in groups of four, as people read them out: too many to try, even for who reads the hashes. */
function newCode(): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}

const hashOfCode = (person: string, code: string) =>
  createHash('sha256')
    .update(`${person} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`)
    .digest();
