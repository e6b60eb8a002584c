import * as contract from '#contract/accountsFactors';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import {
  beginAuthenticator,
  hasAuthenticator,
  isCode,
  newRecoveryCodes,
  removeAuthenticator,
} from './authenticator.ts';
import { noteSecondFactor } from '../platform/sessions.ts';
import type { Desk } from './desk.ts';
import { change, readAccount, tellChange } from './ownRoutes.ts';
import { requireProof } from './proof.ts';
import { credentialsOfPerson } from './store.ts';

export function bindAuthenticator(desk: Desk): void {
  const { door } = desk;
  const { seal } = door;

  bind(door, contract.beginAuthenticator, async (request) => {
    await requireProof(desk, request.session());
    return change(desk, request, async (scope, person) => {
      const { name, email } = await credentialsOfPerson(scope, person);
      return beginAuthenticator(scope, seal, { person, label: email ?? name });
    });
  });

  bind(door, contract.confirmAuthenticator, async (request, { code }) => {
    const key = `${request.session().person} setting up`;
    desk.wrongCodes.take(key);
    const made = await change(desk, request, async (scope, person) => {
      if (!(await isCode(scope, seal, { person, code, confirmed: false }))) throw wrongCode();
      desk.wrongCodes.giveBack(key);
      const recoveryCodes = await newRecoveryCodes(scope, person);
      // The code that was just typed is the second step of this session.
      await noteSecondFactor(scope, request.session());
      await scope.audit('second-factor.change', 'person', person, { detail: { added: 'authenticator' } });
      return { recoveryCodes };
    });
    door.sessions.forget(request.session().person);
    await tellChange(desk, request.session().person, 'an authenticator app was set up');
    return made;
  });

  bind(door, contract.removeAuthenticator, async (request) => {
    await requireProof(desk, request.session());
    await change(desk, request, async (scope, person) => {
      await removeAuthenticator(scope, person);
      await scope.audit('second-factor.change', 'person', person, { detail: { removed: 'authenticator' } });
    });
    await tellChange(desk, request.session().person, 'the authenticator app was taken off');
    return readAccount(desk, request);
  });

  bind(door, contract.makeRecoveryCodes, async (request) => {
    await requireProof(desk, request.session());
    const made = await change(desk, request, async (scope, person) => {
      if (!(await hasAuthenticator(scope, person))) {
        throw new ProblemError('conflict', 'Recovery codes stand in for an authenticator. Set one up first.');
      }
      const recoveryCodes = await newRecoveryCodes(scope, person);
      await scope.audit('second-factor.change', 'person', person, { detail: { added: 'recovery codes' } });
      return { recoveryCodes };
    });
    await tellChange(
      desk,
      request.session().person,
      'new recovery codes were made, and those before count no more',
    );
    return made;
  });
}

function wrongCode(): ProblemError {
  const detail =
    'This is not the code of the moment. Codes change every thirty seconds; the clocks of both devices must be right.';
  return new ProblemError('invalid', detail, { errors: [{ pointer: '/code', detail }] });
}
