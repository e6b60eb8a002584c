import * as contract from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import { useLink } from '../platform/auth.ts';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Scope } from '../platform/scope.ts';
import { inScope } from '../platform/scope.ts';
import { membershipsOf } from '../workspaces/index.ts';

export function bindAccounts(door: Door): void {
  bind(door, contract.signIn, async (request, { token }) => {
    const { person, session } = await useLink(door.pool, token).catch((error: unknown) => {
      door.failedSignIns.take('all');
      throw error;
    });
    request.startSession(session);
    return { person: await inScope(door.pool, { person }, readPerson) };
  });

  bind(door, contract.signOut, async (request) => {
    await door.sessions.end(request.session());
    request.endSession();
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
