import { email as emailAddress, personName } from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import { firstPerson, newLink } from '../platform/auth.ts';
import type { Sql } from '../platform/db.ts';
import { newId, now } from '../platform/ids.ts';
import { invalidInput } from '../platform/problems.ts';
import { asSystem, type Scope } from '../platform/scope.ts';
import { deleteSessions } from '../platform/sessions.ts';
import { removeAuthenticator } from './authenticator.ts';
import { credentialsByEmail, livingSessions, storeEmail } from './store.ts';

/**
 * What whoever runs the server does about accounts, on the command line. The trail of the installation has a line of each
 * change, by nobody: that is somebody with the rights of the server. A server that runs learns of it within half a minute.
 */
export class Administration {
  readonly #pool: Sql;

  constructor(pool: Sql) {
    this.#pool = pool;
  }

  list(): Promise<
    {
      name: string;
      email: string | null;
      confirmed: boolean;
      ways: string[];
      expires_at: string | null;
    }[]
  > {
    return asSystem(
      this.#pool,
      ({ sql }) => sql`
        select p.name, a.email, a.email_verified_at is not null as confirmed, a.expires_at, array_remove(array[
          case when a.password_hash is not null then 'password' end,
          case when exists (select from passkey k where k.person_id = p.id) then 'passkey' end,
          case when exists (select from external_identity e where e.person_id = p.id) then 'single sign-on' end,
          case when exists (select from one_time_secret o where o.person_id = p.id and o.confirmed_at is not null)
            then 'second step' end], null) as ways
        from person p left join account a on a.person_id = p.id
        where p.erased_at is null and not p.invented order by p.created_at, p.id`,
    );
  }

  /** An account whose address counts as confirmed, because whoever runs the server says so. Answers with a link's token. */
  async add(name: string, email: string): Promise<string> {
    const id = newId();
    const [named, address] = [checked(personName, name), checked(emailAddress, email)];
    await this.#change('account.change', id, { added: true }, async (scope) => {
      await scope.queries.insertInto('person').values({ id, name: named }).execute();
      await storeEmail(scope, id, { email: address, verified: true });
    });
    return newLink(this.#pool, id);
  }

  /** The token of a link: for the owner of the installation, or for whom the address names. */
  async link(email: string | undefined): Promise<string> {
    return newLink(this.#pool, await this.personOf(email));
  }

  /** The owner of the installation, or whom the address names. */
  personOf(email: string | undefined): Promise<string> {
    return email === undefined ? firstPerson(this.#pool) : this.#find(email);
  }

  /** From now on, or no longer, the account signs nobody in; its sessions end. */
  async setExpiry(email: string, expires: 'now' | 'never'): Promise<void> {
    const person = await this.#find(email);
    await this.#change('account.change', person, { expires }, async (scope) => {
      await scope.queries
        .updateTable('account')
        .set({ expires_at: expires === 'now' ? now() : null })
        .where('person_id', '=', person)
        .execute();
      if (expires === 'now') await deleteSessions(scope, person);
    });
  }

  async sessions(email: string): ReturnType<typeof livingSessions> {
    const person = await this.#find(email);
    return asSystem(this.#pool, (scope) => livingSessions(scope, person));
  }

  async endSessions(email: string): Promise<number> {
    const person = await this.#find(email);
    return this.#change('session.end', person, {}, (scope) => deleteSessions(scope, person));
  }

  async resetSecondFactor(email: string): Promise<void> {
    const person = await this.#find(email);
    await this.#change('second-factor.change', person, { removed: 'authenticator' }, (scope) =>
      removeAuthenticator(scope, person),
    );
  }

  #change<T>(
    event: 'account.change' | 'session.end' | 'second-factor.change',
    person: string,
    detail: Record<string, unknown>,
    work: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    return asSystem(this.#pool, async (scope) => {
      const result = await work(scope);
      await scope.audit(event, 'person', person, { detail: { ...detail, by: 'command line' } });
      return result;
    });
  }

  async #find(email: string): Promise<string> {
    const address = checked(emailAddress, email);
    const known = await asSystem(this.#pool, (scope) => credentialsByEmail(scope, address));
    if (known !== null) return known.person;
    throw new ProblemError('not-found', `Nobody here has the address ${address}. See: reedbed user list`);
  }
}

function checked(schema: typeof emailAddress, text: string): string {
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
