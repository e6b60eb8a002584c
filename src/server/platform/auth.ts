import { createHash } from 'node:crypto';
import { ProblemError } from '#contract/problem';
import type { Sql } from './db.ts';
import { newId, newToken, now } from './ids.ts';
import { asSystem } from './scope.ts';

export interface Session {
  person: string;
  tokenHash: string;
}

const hours = 3_600_000;
export const sessionHours = 12;
const linkHours = 24;
const cacheMilliseconds = 30_000;

const later = (count: number) => new Date(Date.now() + count * hours).toISOString();

/** Tokens have 256 random bits, so one pass of SHA-256 is enough to store them by. */
const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** Makes a single-use sign-in link's token. The token goes into the fragment of the address, which no log sees. */
export async function newLink(pool: Sql, person: string): Promise<string> {
  const token = newToken();
  await asSystem(pool, ({ queries }) =>
    queries
      .insertInto('sign_in_link')
      .values({
        token_hash: hashOf(token),
        person_id: person,
        expires_at: later(linkHours),
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
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
    if (found !== undefined) return found.id;
    const id = newId();
    await queries.insertInto('person').values({ id, name: 'Owner' }).execute();
    return id;
  });
}

/** Uses a link up and starts a session; the second use of a link is refused. */
export async function useLink(pool: Sql, token: string): Promise<{ person: string; session: string }> {
  const session = newToken();
  const person = await asSystem(pool, async ({ queries }) => {
    const used = await queries
      .updateTable('sign_in_link')
      .set({ used_at: now() })
      .where('token_hash', '=', hashOf(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now())
      .returning('person_id')
      .executeTakeFirst();
    if (used === undefined) return null;
    const expires = later(sessionHours);
    await queries
      .insertInto('session')
      .values({ token_hash: hashOf(session), person_id: used.person_id, expires_at: expires })
      .execute();
    return used.person_id;
  });
  if (person === null) {
    throw new ProblemError(
      'link-not-valid',
      'Each sign-in link works once and for a day. Ask for a new one: npm run -s reedbed -- user link',
    );
  }
  return { person, session };
}

/** Looks sessions up by their cookie. What was found is trusted for half a minute; signing out forgets it at once. */
export class Sessions {
  readonly #pool: Sql;
  readonly #known = new Map<string, { session: Session; until: number }>();
  /** Ended in this process: a lookup that was under way meanwhile must not bring one back. */
  readonly #ended = new Set<string>();

  constructor(pool: Sql) {
    this.#pool = pool;
  }

  async find(token: string | undefined): Promise<Session | null> {
    if (token === undefined || token === '') return null;
    const tokenHash = hashOf(token).toString('hex');
    const known = this.#known.get(tokenHash);
    if (known !== undefined && known.until > Date.now()) return known.session;
    this.#known.delete(tokenHash);
    const row = await asSystem(this.#pool, ({ queries }) =>
      queries
        .updateTable('session')
        .set({ seen_at: now() })
        .where('token_hash', '=', hashOf(token))
        .where('expires_at', '>', now())
        .returning(['person_id', 'expires_at'])
        .executeTakeFirst(),
    );
    if (row === undefined || this.#ended.has(tokenHash)) return null;
    const session = { person: row.person_id, tokenHash };
    if (this.#known.size > 10_000) this.#known.clear();
    const until = Math.min(Date.now() + cacheMilliseconds, new Date(row.expires_at).getTime());
    this.#known.set(tokenHash, { session, until });
    return session;
  }

  async end(session: Session): Promise<void> {
    this.#ended.add(session.tokenHash);
    this.#known.delete(session.tokenHash);
    await asSystem(this.#pool, ({ queries }) =>
      queries.deleteFrom('session').where('token_hash', '=', Buffer.from(session.tokenHash, 'hex')).execute(),
    );
  }
}

/** Sessions and links whose time is over are of no use to anybody. */
export async function deleteExpired(pool: Sql): Promise<void> {
  await asSystem(pool, async ({ queries }) => {
    await queries.deleteFrom('session').where('expires_at', '<', now()).execute();
    await queries.deleteFrom('sign_in_link').where('expires_at', '<', now()).execute();
  });
}
