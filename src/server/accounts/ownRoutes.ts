import * as contract from '#contract/accountsOwn';
import { ProblemError } from '#contract/problem';
import { newLink } from '../platform/auth.ts';
import { bind } from '../platform/bind.ts';
import type { ApiRequest } from '../platform/door.ts';
import { asSystem, type Scope } from '../platform/scope.ts';
import { deleteSessions } from '../platform/sessions.ts';
import { refuseCommon } from './commonPasswords.ts';
import type { Desk } from './desk.ts';
import { changedLetter, confirmLetter, post, takenLetter } from './letters.ts';
import { hashPassword } from './password.ts';
import { checkOwnPassword, proved, requireProof } from './proof.ts';
import {
  claimed,
  credentialsByEmail,
  credentialsOfPerson,
  readOwn,
  storeEmail,
  storeName,
  storePassword,
} from './store.ts';

/** "Your account": each change is told in the trail of the installation, by the names of fields. */
export function bindOwn(desk: Desk): void {
  const { door } = desk;

  bind(door, contract.readAccount, (request) => readAccount(desk, request));

  bind(door, contract.changeName, async (request, { name }) => {
    await change(desk, request, async (scope, person) => {
      await storeName(scope, person, name);
      await scope.audit('account.change', 'person', person, { detail: { fields: ['name'] } });
    });
    return readAccount(desk, request);
  });

  bind(door, contract.changeEmail, async (request, { email }) => {
    await requireProof(desk, request.session());
    return desk.config.mail === undefined
      ? setEmail(desk, request, email)
      : askToConfirm(desk, request, email);
  });

  bind(door, contract.changePassword, async (request, chosen) => {
    await changePassword(desk, request, chosen);
    return readAccount(desk, request);
  });

  bind(door, contract.prove, async (request, { password }) => {
    await checkOwnPassword(desk, request, { password, pointer: '/password' });
    await proved(desk, request.session());
    return {};
  });

  bind(door, contract.endSession, async (request, { session }) => {
    const ended = await endSessions(desk, request, { only: session });
    if (ended === 0) throw new ProblemError('not-found', 'This session has ended already.');
    return readAccount(desk, request);
  });

  bind(door, contract.endOtherSessions, async (request) => {
    await endSessions(desk, request, { except: request.session().id });
    return readAccount(desk, request);
  });
}

/** A change of the person's own account, in the name of the person. */
export function change<T>(
  { door }: Desk,
  request: ApiRequest,
  work: (scope: Scope, person: string) => Promise<T>,
): Promise<T> {
  const actor = request.actor();
  return asSystem(door.pool, (scope) => work(scope, actor.person), actor);
}

/** Tells the person by letter that a way in to their account was changed: it may not have been them. */
export async function tellChange(desk: Desk, person: string, what: string): Promise<void> {
  const known = await asSystem(desk.door.pool, (scope) => credentialsOfPerson(scope, person));
  if (known.email !== null && known.verified) post(desk, changedLetter(known.email, what));
}

export async function readAccount({ door, config }: Desk, request: ApiRequest): Promise<contract.Account> {
  const { connected, ...own } = await asSystem(door.pool, (scope) => readOwn(scope, request.session()));
  const { provider } = config;
  return {
    ...own,
    passkeysPossible: !/^[\d.]+$|:/.test(new URL(request.origin).hostname),
    provider: provider === undefined ? null : { name: provider.name, connected },
  };
}

async function setEmail(desk: Desk, request: ApiRequest, email: string): Promise<{ state: 'changed' }> {
  await change(desk, request, async (scope, person) => {
    const holder = await credentialsByEmail(scope, email);
    if (holder !== null && !holder.verified && holder.person !== person) throw claimed();
    await storeEmail(scope, person, { email, verified: false });
    await scope.audit('account.change', 'person', person, { detail: { fields: ['email'] } });
  });
  return { state: 'changed' };
}

/** Answers the same whether or not somebody has that address: the letter tells who may know. */
async function askToConfirm(desk: Desk, request: ApiRequest, email: string): Promise<{ state: 'link sent' }> {
  const { person } = request.session();
  desk.questions.take(person);
  const holder = await asSystem(desk.door.pool, (scope) => credentialsByEmail(scope, email));
  if (holder !== null && holder.verified && holder.person !== person) {
    post(desk, takenLetter(email));
  } else {
    const token = await newLink(desk.door.pool, person, { purpose: 'confirm e-mail', email });
    post(desk, confirmLetter(email, `${request.origin}/confirm-email#${token}`));
  }
  return { state: 'link sent' };
}

async function changePassword(
  desk: Desk,
  request: ApiRequest,
  { current, password }: { current?: string | undefined; password: string },
): Promise<void> {
  const session = request.session();
  if (current === undefined) await requireProof(desk, session);
  else await checkOwnPassword(desk, request, { password: current, pointer: '/current' });
  const known = await asSystem(desk.door.pool, (scope) => credentialsOfPerson(scope, session.person));
  if (known.email === null) {
    throw new ProblemError(
      'conflict',
      'You sign in with your e-mail address and the password: give the address first.',
    );
  }
  await refuseCommon(password, [known.name, known.email]);
  const hash = await hashPassword(password);
  const ended = await change(desk, request, async (scope, person) => {
    await storePassword(scope, person, hash);
    await scope.queries.deleteFrom('sign_in_link').where('person_id', '=', person).execute();
    const count = await deleteSessions(scope, person, { except: session.id });
    await scope.audit('password.change', 'person', person, { detail: { sessionsEnded: count } });
    return count;
  });
  desk.door.sessions.forget(session.person);
  if (known.verified && (known.hash !== null || ended > 0)) {
    post(desk, changedLetter(known.email, 'the password was changed'));
  }
}

async function endSessions(
  desk: Desk,
  request: ApiRequest,
  which: { only?: string; except?: string },
): Promise<number> {
  const count = await change(desk, request, async (scope, person) => {
    const ended = await deleteSessions(scope, person, which);
    if (ended > 0) {
      await scope.audit('session.end', 'session', which.only ?? null, { detail: { sessions: ended } });
    }
    return ended;
  });
  desk.door.sessions.forget(request.session().person);
  return count;
}
