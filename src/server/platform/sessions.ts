import type { Sql } from './db.ts';
import { hashOf, later } from './auth.ts';
import { newToken, now } from './ids.ts';
import { asSystem, type Scope } from './scope.ts';

export type SignInMethod = 'link' | 'password' | 'passkey' | 'provider' | 'invitation';

export interface Session {
  person: string;
  tokenHash: string;
  /** What the list of sessions names it by. */
  id: string;
  /** When the person last proved who they are. */
  provedAt: number;
  /** Whether they came by two steps, or by a passkey, which is two at once. */
  twice: boolean;
}

/** What is known of a session that begins. */
export interface Beginning {
  person: string;
  method: SignInMethod;
  secondFactor: boolean;
  address: string;
  /** What the browser says it is. */
  agent: string;
}

interface Which {
  only?: string | null;
  except?: string | null;
}

const minute = 60_000;
export const sessionHours = 12;
const absoluteMilliseconds = sessionHours * 60 * minute;
const idleMilliseconds = 30 * minute;
/** When somebody was last here is written at most so often. */
const noteMilliseconds = minute;
const cacheMilliseconds = 30_000;

interface Row {
  person_id: string;
  id: string;
  expires_at: string;
  seen_at: string;
  proved_at: string;
  second_factor: boolean;
}

/** Sessions by their cookie. What was found is trusted for half a minute; what is ended here is forgotten at once. */
export class Sessions {
  readonly #pool: Sql;
  readonly #known = new Map<string, { session: Session; until: number }>();
  /** Grows with each end: a lookup that was under way meanwhile must not bring an ended session back. */
  #ends = 0;

  constructor(pool: Sql) {
    this.#pool = pool;
  }

  /**
   * The living session of a cookie. An event stream looks without `active`: a page that only watches is no sign of a
   * person, so the stream neither prolongs the session nor outlives it.
   */
  async find(token: string | undefined, active = true): Promise<Session | null> {
    if (token === undefined || token === '') return null;
    const tokenHash = hashOf(token).toString('hex');
    const known = this.#known.get(tokenHash);
    if (known !== undefined && known.until > Date.now()) return known.session;
    this.#known.delete(tokenHash);
    for (;;) {
      const ends = this.#ends;
      const row = await asSystem(this.#pool, (scope) => look(scope, hashOf(token), active));
      if (row === undefined) return null;
      if (ends !== this.#ends) continue;
      const session = {
        person: row.person_id,
        tokenHash,
        id: row.id,
        provedAt: new Date(row.proved_at).getTime(),
        twice: row.second_factor,
      };
      // What an idle stream found must not keep the next sign of the person from being noted.
      if (active) this.#keep(session, new Date(row.expires_at).getTime());
      return session;
    }
  }

  #keep(session: Session, expires: number): void {
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(session.tokenHash, { session, until: Math.min(Date.now() + cacheMilliseconds, expires) });
  }

  /** Ends sessions of one person: one of them, all but one, or all. Answers how many. */
  async end(person: string, which: Which = {}): Promise<number> {
    const count = await asSystem(this.#pool, (scope) => deleteSessions(scope, person, which));
    this.forget(person);
    return count;
  }

  /** Looks the sessions of a person up anew, because something about them has changed. After the transaction. */
  forget(person: string): void {
    this.#ends++;
    for (const [hash, { session }] of this.#known) if (session.person === person) this.#known.delete(hash);
  }
}

/** Begins a session, inside the transaction that let the person in. Answers with the token of its cookie. */
export async function beginSession(scope: Scope, beginning: Beginning): Promise<string> {
  const { person, method, secondFactor, address, agent } = beginning;
  const token = newToken();
  await scope.queries
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      person_id: person,
      method,
      second_factor: secondFactor,
      address: address === '' ? null : address,
      agent: agent === '' ? null : agent.slice(0, 300),
      expires_at: later(absoluteMilliseconds),
    })
    .execute();
  return token;
}

/** Notes that the person has just proved once more who they are. Afterwards `forget` is called. */
export async function noteProof(scope: Scope, session: Session): Promise<void> {
  await scope.queries.updateTable('session').set({ proved_at: now() }).where('id', '=', session.id).execute();
}

/** Notes that the person has shown a second factor since they came in. Afterwards `forget` is called. */
export async function noteSecondFactor(scope: Scope, session: Session): Promise<void> {
  await scope.queries
    .updateTable('session')
    .set({ second_factor: true })
    .where('id', '=', session.id)
    .execute();
}

/** Inside a transaction that does more; after it `forget` is called, so that none comes back from memory. */
export async function deleteSessions(
  { sql }: Scope,
  person: string,
  { only = null, except = null }: Which = {},
): Promise<number> {
  const { count } = await sql`
    delete from session where person_id = ${person}
      and (${only}::uuid is null or id = ${only}) and (${except}::uuid is null or id <> ${except})`;
  return count;
}

/** The session, if neither it nor the account has run out; notes that the person is active, at most once a minute. */
async function look({ sql }: Scope, hash: Buffer, active: boolean): Promise<Row | undefined> {
  const [row] = await sql<Row[]>`
    select s.person_id, s.id, s.expires_at, s.seen_at, s.proved_at, s.second_factor
    from session s join person p on p.id = s.person_id left join account a on a.person_id = s.person_id
    where s.token_hash = ${hash} and s.expires_at > now()
      and s.seen_at > now() - ${`${String(idleMilliseconds)} milliseconds`}::interval
      and p.erased_at is null and (a.expires_at is null or a.expires_at > now())`;
  if (row !== undefined && active && Date.now() - new Date(row.seen_at).getTime() > noteMilliseconds) {
    await sql`update session set seen_at = now() where token_hash = ${hash}`;
  }
  return row;
}

/** Sessions, links and questions whose time is over are of no use to anybody. */
export function deleteExpired(pool: Sql): Promise<number> {
  return asSystem(pool, async ({ sql }) => {
    const sessions = await sql`delete from session where expires_at < now()
      or seen_at < now() - ${`${String(idleMilliseconds)} milliseconds`}::interval`;
    const links = await sql`delete from sign_in_link where expires_at < now()`;
    const challenges = await sql`delete from challenge where expires_at < now()`;
    return sessions.count + links.count + challenges.count;
  });
}
