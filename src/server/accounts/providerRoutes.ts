import * as contract from '#contract/accountsProvider';
import { ProblemError } from '#contract/problem';
import { bind, bindRedirect } from '../platform/bind.ts';
import type { ApiRequest } from '../platform/door.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';
import { answered, ask } from './challenges.ts';
import type { Desk } from './desk.ts';
import { actAs, auditRefusal, enter } from './enter.ts';
import { acceptAs, findInvitation, newMember, requireInvited } from './invitationRoutes.ts';
import { change, readAccount, tellChange } from './ownRoutes.ts';
import { requireProof } from './proof.ts';
import { personOfIdentity, Provider, storeIdentity, visit, type Identity } from './provider.ts';

export function bindProvider(desk: Desk): void {
  const { door, config } = desk;
  const provider = config.provider === undefined ? null : new Provider(config.provider);

  /** Remembers the visit in the database and, so that nobody else can end it, in a cookie of this browser. */
  const send = async (
    request: ApiRequest,
    {
      person = null,
      back = null,
      invitation = null,
    }: Partial<Record<'person' | 'back' | 'invitation', string | null>>,
  ) => {
    if (provider === null) throw new ProblemError('not-found', 'This installation has no single sign-on.');
    desk.questions.take(request.actor('').address ?? '');
    const begun = await provider.begin(request.origin, { back, invitation });
    const token = await asSystem(door.pool, (scope) => ask(scope, 'provider', { person, data: begun.visit }));
    request.cookie.write('provider', token);
    return { url: begun.url };
  };

  bind(door, contract.startProvider, (request, { back, invitation }) => send(request, { back, invitation }));

  bind(door, contract.connectProvider, async (request) => {
    await requireProof(desk, request.session());
    return send(request, { person: request.session().person });
  });

  bind(door, contract.disconnectProvider, async (request) => {
    await requireProof(desk, request.session());
    await change(desk, request, async (scope, person) => {
      await scope.queries.deleteFrom('external_identity').where('person_id', '=', person).execute();
      await scope.audit('provider.change', 'person', person, { detail: { removed: true } });
    });
    await tellChange(desk, request.session().person, 'single sign-on was disconnected');
    return readAccount(desk, request);
  });

  bindRedirect(door, contract.providerReturn, async (request, query) => {
    try {
      if (provider === null) return '/sign-in';
      return await comeBack(desk, provider, request, query);
    } catch (error) {
      return refuse(desk, request, error);
    }
  });
}

/** Whoever comes back sees a page in any case, and on it in words what became of it. */
async function refuse(desk: Desk, request: ApiRequest, error: unknown): Promise<`/${string}`> {
  const known = error instanceof ProblemError;
  // The provider's own words may hold what is personal: only the kind of the failure is written down.
  if (!known) log('warn', 'single sign-on failed', { code: (error as { code?: string }).code ?? 'unknown' });
  await auditRefusal(desk, request, { person: null, method: 'provider' });
  return known && error.kind === 'conflict'
    ? '/sign-in?said=elsewhere'
    : known
      ? '/sign-in?said=unknown'
      : '/sign-in?said=failed';
}

async function comeBack(
  desk: Desk,
  provider: Provider,
  request: ApiRequest,
  query: Record<string, unknown>,
): Promise<`/${string}`> {
  const token = request.cookie.read('provider') ?? '';
  request.cookie.write('provider', '', 0);
  const asked = await asSystem(desk.door.pool, (scope) =>
    answered(scope, 'provider', token, { data: visit }),
  );
  const texts = Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const identity = await provider.end(request.origin, Object.fromEntries(texts), asked.data);
  if (asked.person !== null) return connect(desk, request, asked.person, identity);
  const { back, invitation } = asked.data;
  const joined = invitation === null ? null : await joinAs(desk, request, invitation, identity);
  let entering = '';
  let connected = false;
  const answer = await enter(desk, request, async (scope) => {
    const person = await personOfIdentity(scope, identity);
    if (person === null) throw unknown();
    entering = person;
    connected = await storeIdentity(scope, person, identity);
    if (connected) {
      await actAs(scope, person);
      await scope.audit('provider.change', 'person', person, { detail: { added: true } });
    }
    return { person, method: 'provider' };
  });
  // Known by the address alone: another way in, of which they did not hear before.
  if (connected) await tellChange(desk, entering, 'single sign-on was connected');
  if (answer.next === 'second factor') return `/sign-in#code.${answer.challenge ?? ''}`;
  if (invitation === null) return pathIn(back);
  return `/w/${joined ?? (await acceptAs(desk, request, { person: entering, token: invitation }))}`;
}

const unknown = () => new ProblemError('sign-in-refused', 'Nobody here has this sign-in.');

/** A path of our own, whatever was asked for. */
function pathIn(back: string | null): `/${string}` {
  const home = 'http://home.invalid';
  if (back === null || !URL.canParse(back, home)) return '/';
  const { origin, pathname, search } = new URL(back, home);
  return origin === home && !pathname.startsWith('//') ? (`${pathname}${search}` as `/${string}`) : '/';
}

async function connect(
  desk: Desk,
  request: ApiRequest,
  person: string,
  identity: Identity,
): Promise<'/account'> {
  await asSystem(
    desk.door.pool,
    async (scope) => {
      await storeIdentity(scope, person, identity);
      await scope.audit('provider.change', 'person', person, { detail: { added: true } });
    },
    request.actor(person),
  );
  await tellChange(desk, person, 'single sign-on was connected');
  return '/account';
}

/** A newcomer gets an account by the invitation; whoever is known already joins once they are in. */
async function joinAs(
  desk: Desk,
  request: ApiRequest,
  token: string,
  identity: Identity,
): Promise<string | null> {
  const known = await asSystem(desk.door.pool, (scope) => personOfIdentity(scope, identity));
  if (known !== null) return null;
  const found = await findInvitation(desk, request, token);
  const email = identity.email ?? found.email;
  if (email === null) throw unknown();
  requireInvited(found, email);
  const name = identity.name === '' ? (email.split('@')[0] ?? email) : identity.name.slice(0, 120);
  const verified = identity.email !== null;
  await newMember(desk, request, { found, token, name, email, verified }, async (scope, person) => {
    await storeIdentity(scope, person, identity);
  });
  return found.workspace_id;
}
