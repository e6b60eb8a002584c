import { z } from 'zod';
import { email, personName, signedIn } from './accounts.ts';
import { account } from './accountsOwn.ts';
import { endpoint, id, nothing, token, words } from './endpoint.ts';

/**
 * Passkeys (WebAuthn). Each answer belongs to a question of a moment ago: `options` go to the browser's own dialogue as
 * they are, `challenge` comes back beside what it says.
 */
const question = z.object({ challenge: z.string(), options: z.record(z.string(), z.unknown()) });
const answer = z.object({ id: z.string().min(1).max(1400) }).loose();
export const passkeyName = words(80).min(1, 'Give the passkey a name by which you will know it.');

export const askForPasskey = endpoint({
  id: 'accounts.askForPasskey',
  method: 'POST',
  path: '/api/sign-in/passkey/question',
  summary: 'The question that a passkey answers, to sign in or to prove that it is still you',
  act: 'public',
  input: nothing,
  output: question,
});

export const signInWithPasskey = endpoint({
  id: 'accounts.signInWithPasskey',
  method: 'POST',
  path: '/api/sign-in/passkey',
  summary: 'Sign in with a passkey, which is two factors at once',
  act: 'public',
  input: z.object({ challenge: token, answer }),
  output: signedIn,
});

export const proveWithPasskey = endpoint({
  id: 'accounts.proveWithPasskey',
  method: 'POST',
  path: '/api/account/proof/passkey',
  summary: 'Prove with a passkey that it is still you',
  act: 'person',
  input: z.object({ challenge: token, answer }),
  output: nothing,
});

export const askToAddPasskey = endpoint({
  id: 'accounts.askToAddPasskey',
  method: 'POST',
  path: '/api/account/passkeys/question',
  summary: 'The question that a new passkey answers',
  act: 'person',
  input: nothing,
  output: question,
});

export const addPasskey = endpoint({
  id: 'accounts.addPasskey',
  method: 'POST',
  path: '/api/account/passkeys',
  summary: 'Add a passkey to your account',
  act: 'person',
  input: z.object({ challenge: token, answer, name: passkeyName }),
  output: account,
});

export const renamePasskey = endpoint({
  id: 'accounts.renamePasskey',
  method: 'PUT',
  path: '/api/account/passkeys/{passkey}',
  summary: 'Rename a passkey',
  act: 'person',
  input: z.object({ passkey: z.string(), name: passkeyName }),
  output: account,
});

export const removePasskey = endpoint({
  id: 'accounts.removePasskey',
  method: 'DELETE',
  path: '/api/account/passkeys/{passkey}',
  summary: 'Remove a passkey: it signs nobody in any more',
  act: 'person',
  input: z.object({ passkey: z.string() }),
  output: account,
});

const newcomer = { token, name: personName, email };

export const askToJoinWithPasskey = endpoint({
  id: 'invitations.askToJoinWithPasskey',
  method: 'POST',
  path: '/api/invitation/passkey/question',
  summary: 'The question that the passkey of a newcomer answers',
  act: 'public',
  input: z.object(newcomer),
  output: question,
});

export const joinWithPasskey = endpoint({
  id: 'invitations.joinWithPasskey',
  method: 'POST',
  path: '/api/invitation/passkey',
  summary: 'Join a workspace with a new account that has a passkey in place of a password, and sign in',
  act: 'public',
  input: z.object({ ...newcomer, challenge: token, answer }),
  output: signedIn.extend({ workspace: id }),
});
