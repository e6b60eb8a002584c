import * as contract from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import type { Membership } from '#contract/workspaces';
import { bind } from '../platform/bind.ts';
import type { Config } from '../platform/config.ts';
import type { Door } from '../platform/door.ts';
import { asSystem, readInScope, type Scope } from '../platform/scope.ts';
import { deleteSessions } from '../platform/sessions.ts';
import { membershipsOf, readMembership } from '../workspaces/index.ts';
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

  bind(door, contract.me, async (request) => {
    const { person, listed } = await request.asPerson(async (scope) => {
      const [found, memberships] = await Promise.all([readPerson(scope), membershipsOf(scope)]);
      return { person: found, listed: memberships };
    });
    const actor = request.actor();
    const workspaces = await Promise.all(
      listed.map((one) =>
        asSeen(one, () => readInScope(door.pool, { ...actor, workspace: one.id }, readMembership)),
      ),
    );
    return { person, workspaces };
  });
}

/** Who does not see every school is asked for within the workspace, where the database shows what they see. */
async function asSeen(listed: Membership, read: () => Promise<Membership>): Promise<Membership> {
  if (listed.sight === 'all' || listed.sight === 'letters') return listed;
  try {
    return await read();
  } catch (error) {
    // Their last role ended meanwhile.
    if (error instanceof ProblemError && error.kind === 'not-found') return { ...listed, schools: 0 };
    throw error;
  }
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
