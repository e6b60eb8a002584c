import { createHash } from 'node:crypto';
import { ProblemError } from '#contract/problem';
import type { Sql } from './db.ts';
import { newId, newToken, now } from './ids.ts';
import { asSystem, type Scope } from './scope.ts';

export type LinkPurpose = 'sign in' | 'new password' | 'confirm e-mail';

const hours = 3_600_000;
/** How long a link works: one that was mailed on demand is used at once or not at all. */
const linkHours: Record<LinkPurpose, number> = { 'sign in': 24, 'new password': 1, 'confirm e-mail': 24 };

export const later = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

/** Tokens have 256 random bits, so one pass of SHA-256 is enough to store them by. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Makes a single-use link's token. The token goes into the fragment of the address, which no log sees. */
export async function newLink(
  pool: Sql,
  person: string,
  { purpose = 'sign in', email = null }: { purpose?: LinkPurpose; email?: string | null } = {},
): Promise<string> {
  const token = newToken();
  await asSystem(pool, ({ queries }) =>
    queries
      .insertInto('sign_in_link')
      .values({
        token_hash: hashOf(token),
        person_id: person,
        purpose,
        email,
        expires_at: later(linkHours[purpose] * hours),
      })
      .execute(),
  );
  return token;
}

/** The first person of an installation is its owner; a name can be given later. */
export async function firstPerson(pool: Sql): Promise<string> {
  return asSystem(pool, async ({ queries }) => {
    const found = await queries
      .selectFrom('person')
      .select('id')
      .where('invented', '=', false)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
    if (found !== undefined) return found.id;
    const id = newId();
    await queries.insertInto('person').values({ id, name: 'Owner' }).execute();
    return id;
  });
}

/** Uses a link up: whom it is for, and the address it confirms. The second use is refused. */
export async function useLink(
  { queries }: Scope,
  token: string,
  purpose: LinkPurpose,
): Promise<{ person: string; email: string | null }> {
  const used = await queries
    .updateTable('sign_in_link')
    .set({ used_at: now() })
    .where('token_hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now())
    .returning(['person_id', 'email'])
    .executeTakeFirst();
  if (used === undefined) throw new ProblemError('link-not-valid', refusals[purpose]);
  return { person: used.person_id, email: used.email };
}

const refusals: Record<LinkPurpose, string> = {
  'sign in': 'Each sign-in link works once and for a day. Ask for a new one: npm run -s reedbed -- user link',
  'new password':
    'Each link for a new password works once and for an hour. Ask for a new one on the sign-in page.',
  'confirm e-mail':
    'Each link that confirms an address works once and for a day. Give the address once more.',
};
