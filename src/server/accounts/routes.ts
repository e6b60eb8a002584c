import * as contract from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Config } from '../platform/config.ts';
import type { Door } from '../platform/door.ts';
import { asSystem, type Scope } from '../platform/scope.ts';
import { deleteSessions } from '../platform/sessions.ts';
import { membershipsOf } from '../workspaces/index.ts';
import { bindAuthenticator } from './authenticatorRoutes.ts';
import { deskOf } from './desk.ts';
import { bindInvitation } from './invitationRoutes.ts';
import { bindOwn } from './ownRoutes.ts';
import { bindPasskeys } from './passkeyRoutes.ts';
import { bindProvider } from './providerRoutes.ts';
import { bindSignIn } from './signInRoutes.ts';

export function bindAccounts(door: Door, config: Config): void {
  const desk = deskOf(door, config);
  bindSignIn(desk);
  bindOwn(desk);
  bindAuthenticator(desk);
  bindInvitation(desk);
  bindPasskeys(desk);
  bindProvider(desk);

  bind(door, contract.signOut, async (request) => {
    const { person, id } = request.session();
    const end = async (scope: Scope) => {
      await deleteSessions(scope, person, { only: id });
      await scope.audit('sign-out', 'person', person);
    };
    await asSystem(door.pool, end, request.actor());
    door.sessions.forget(person);
    request.cookie.write('session', '', 0);
    return {};
  });

  bind(door, contract.me, (request) =>
    request.asPerson(async (scope) => {
      const [person, workspaces] = await Promise.all([readPerson(scope), membershipsOf(scope)]);
      return { person, workspaces };
    }),
  );
}

async function readPerson(scope: Scope): Promise<{ id: string; name: string }> {
  const person = await scope.queries
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', '=', scope.actor.person)
    .executeTakeFirst();
  if (person === undefined) throw new ProblemError('not-signed-in', 'This account does not exist any more.');
  return person;
}
