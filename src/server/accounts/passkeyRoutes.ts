import * as contract from '#contract/accountsPasskeys';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { ApiRequest } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import { asSystem } from '../platform/scope.ts';
import { noteSecondFactor } from '../platform/sessions.ts';
import type { Desk } from './desk.ts';
import { auditRefusal, enter } from './enter.ts';
import { findInvitation, newMember, requireFree, requireInvited } from './invitationRoutes.ts';
import { change, readAccount, tellChange } from './ownRoutes.ts';
import { askForPasskey, askToAdd, checkNew, personOfPasskey, storePasskey } from './passkeys.ts';
import { proved, requireProof } from './proof.ts';
import { credentialsOfPerson } from './store.ts';

export function bindPasskeys(desk: Desk): void {
  const { door } = desk;

  bind(door, contract.askForPasskey, (request) => {
    desk.questions.take(request.actor('').address ?? '');
    return asSystem(door.pool, (scope) => askForPasskey(scope, request));
  });

  bind(door, contract.signInWithPasskey, (request, answer) => {
    desk.questions.take(request.actor('').address ?? '');
    return enter(desk, request, async (scope) => {
      const person = await personOfPasskey(scope, request, answer);
      return { person, method: 'passkey', twice: true };
    }).catch((error: unknown) => refuse(desk, request, error));
  });

  bind(door, contract.proveWithPasskey, async (request, answer) => {
    const session = request.session();
    const person = await asSystem(door.pool, (scope) => personOfPasskey(scope, request, answer));
    if (person !== session.person) {
      throw new ProblemError('invalid', 'This passkey belongs to another account.');
    }
    await asSystem(door.pool, (scope) => noteSecondFactor(scope, session));
    await proved(desk, session);
    return {};
  });
  bindOwnPasskeys(desk);
  bindJoining(desk);
}

async function refuse(desk: Desk, request: ApiRequest, error: unknown): Promise<never> {
  if (error instanceof ProblemError && error.kind === 'sign-in-refused') {
    await auditRefusal(desk, request, { person: null, method: 'passkey' });
  }
  throw error;
}

function bindOwnPasskeys(desk: Desk): void {
  const { door } = desk;

  bind(door, contract.askToAddPasskey, async (request) => {
    await requireProof(desk, request.session());
    return change(desk, request, async (scope, person) =>
      askToAdd(scope, request, await credentialsOfPerson(scope, person)),
    );
  });

  bind(door, contract.addPasskey, async (request, { challenge, answer, name }) => {
    await change(desk, request, async (scope, person) => {
      const made = await checkNew(scope, request, { challenge, answer, person });
      await storePasskey(scope, person, made, name);
      await noteSecondFactor(scope, request.session());
      await scope.audit('passkey.change', 'person', person, { detail: { added: true } });
    });
    door.sessions.forget(request.session().person);
    await tellChange(desk, request.session().person, 'a passkey was added');
    return readAccount(desk, request);
  });

  bind(door, contract.renamePasskey, async (request, { passkey, name }) => {
    await change(desk, request, async (scope, person) => {
      const renamed = await scope.queries
        .updateTable('passkey')
        .set({ name })
        .where('credential_id', '=', passkey)
        .where('person_id', '=', person)
        .executeTakeFirst();
      if (renamed.numUpdatedRows === 0n) throw gone();
      await scope.audit('passkey.change', 'person', person, { detail: { fields: ['name'] } });
    });
    return readAccount(desk, request);
  });

  bind(door, contract.removePasskey, async (request, { passkey }) => {
    await requireProof(desk, request.session());
    await change(desk, request, async (scope, person) => {
      const removed = await scope.queries
        .deleteFrom('passkey')
        .where('credential_id', '=', passkey)
        .where('person_id', '=', person)
        .executeTakeFirst();
      if (removed.numDeletedRows === 0n) throw gone();
      await scope.audit('passkey.change', 'person', person, { detail: { removed: true } });
    });
    await tellChange(desk, request.session().person, 'a passkey was removed');
    return readAccount(desk, request);
  });
}

const gone = () => new ProblemError('not-found', 'There is no such passkey on your account.');

/** A newcomer may take a passkey in place of a password. */
function bindJoining(desk: Desk): void {
  const { door } = desk;

  bind(door, contract.askToJoinWithPasskey, async (request, { token, name, email }) => {
    const found = await findInvitation(desk, request, token);
    requireInvited(found, email);
    await requireFree(desk, { email });
    const owner = { person: newId(), name, email };
    return asSystem(door.pool, (scope) => askToAdd(scope, request, owner, true));
  });

  bind(door, contract.joinWithPasskey, async (request, { token, name, email, challenge, answer }) => {
    const found = await findInvitation(desk, request, token);
    requireInvited(found, email);
    const made = await asSystem(door.pool, (scope) =>
      checkNew(scope, request, { challenge, answer, person: null }),
    );
    const { person } = made;
    await newMember(desk, request, { person, found, token, name, email }, (scope) =>
      storePasskey(scope, person, made, 'My first passkey'),
    );
    const entered = () => Promise.resolve({ person, method: 'invitation', twice: true } as const);
    return { ...(await enter(desk, request, entered)), workspace: found.workspace_id };
  });
}
