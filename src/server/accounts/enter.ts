import type { SignedIn } from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import type { ApiRequest } from '../platform/door.ts';
import { asSystem, type Scope } from '../platform/scope.ts';
import { beginSession, type SignInMethod } from '../platform/sessions.ts';
import { ask } from './challenges.ts';
import type { Desk } from './desk.ts';
import { browserOf } from './browser.ts';
import { deviceOf, rememberDevice } from './device.ts';
import { newBrowserLetter, post } from './letters.ts';
import { hasAuthenticator } from './authenticator.ts';

/** Who somebody has proved to be, and how. */
export interface Proved {
  person: string;
  method: SignInMethod;
  /** Whether that was two factors already: a passkey checks the person too, and the second step is the second one. */
  twice?: boolean;
}

/**
 * The one way to a session. `prove` finds out in the transaction who it is; the account must be alive; whoever has set up
 * an authenticator is asked for its code, however they came, unless they came by a passkey. Each time with a new token.
 */
export async function enter(
  desk: Desk,
  request: ApiRequest,
  prove: (scope: Scope) => Promise<Proved>,
): Promise<SignedIn> {
  const found = await asSystem(
    desk.door.pool,
    async (scope) => {
      const proved = await prove(scope);
      const account = await requireAlive(scope, proved.person);
      if (proved.twice !== true && (await hasAuthenticator(scope, proved.person))) {
        const { person, method } = proved;
        return { challenge: await ask(scope, 'second factor', { person, data: { method, tries: 0 } }) };
      }
      const token = await begin(scope, request, proved);
      return { token, account };
    },
    request.actor(''),
  );
  if (found.token === undefined) return { next: 'second factor', challenge: found.challenge ?? null };
  request.cookie.write('session', found.token);
  await greetBrowser(desk, request, found.account);
  return { next: 'in', challenge: null };
}

/** Whoever signs in with a browser that was not seen before is told by letter: it may not have been them. */
async function greetBrowser(desk: Desk, request: ApiRequest, account: Alive): Promise<void> {
  const { email, verified, before } = account;
  if (email === null) return;
  const isKnown = (await deviceOf(desk, request, email)) !== null;
  if (verified && before !== null && !isKnown) post(desk, newBrowserLetter(email, browserOf(request.agent)));
  await rememberDevice(desk, request, email);
}

async function begin(scope: Scope, request: ApiRequest, { person, method, twice = false }: Proved) {
  const { address = '' } = request.actor('');
  const token = await beginSession(scope, {
    person,
    method,
    secondFactor: twice,
    address,
    agent: request.agent,
  });
  await scope.sql`update account set signed_in_at = now() where person_id = ${person}`;
  await actAs(scope, person);
  await scope.audit('sign-in', 'person', person, { detail: { method, secondFactor: twice } });
  return token;
}

/** From here on the trail names this person, who was nobody when the transaction began. */
export async function actAs({ sql }: Scope, person: string): Promise<void> {
  await sql`select set_config('app.person', ${person}, true)`;
}

interface Alive {
  email: string | null;
  verified: boolean;
  /** When they signed in the last time; null for the first. */
  before: string | null;
}

/** Throws where the account has run out or its person was erased; answers with what there is to tell them by. */
async function requireAlive({ sql }: Scope, person: string): Promise<Alive> {
  const [row] = await sql<(Alive & { alive: boolean })[]>`
    select a.email, a.email_verified_at is not null as verified, a.signed_in_at as before, p.erased_at is null and (a.expires_at is null or a.expires_at > now()) as alive
    from person p left join account a on a.person_id = p.id where p.id = ${person}`;
  if (row?.alive === true) return row;
  throw new ProblemError(
    'sign-in-refused',
    'This account has ended. If you still need it, ask the person who runs this server.',
  );
}

/** Leaves a line about an attempt that failed: from where and how, and at whose account if there is one; never what was typed. */
export async function auditRefusal(
  { door }: Desk,
  request: ApiRequest,
  { person, method }: { person: string | null; method: string },
): Promise<void> {
  const write = (scope: Scope) =>
    scope.audit('sign-in.refuse', 'person', person, { detail: { method, known: person !== null } });
  await asSystem(door.pool, write, request.actor(''));
}
