import { z } from 'zod';
import { account } from './accountsOwn.ts';
import { endpoint, nothing } from './endpoint.ts';

/** The ways in that somebody adds to their account: an authenticator app, recovery codes, passkeys. */

const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const beginAuthenticator = endpoint({
  id: 'accounts.beginAuthenticator',
  method: 'POST',
  path: '/api/account/authenticator',
  summary:
    'Begin to set up an authenticator app: its secret, shown once, as text and as the address of a QR code',
  act: 'person',
  input: nothing,
  output: z.object({ secret: z.string(), uri: z.string() }),
});

export const confirmAuthenticator = endpoint({
  id: 'accounts.confirmAuthenticator',
  method: 'PUT',
  path: '/api/account/authenticator',
  summary:
    'Show by a first code that the app has the secret; from then on signing in asks for one. Answers with recovery codes',
  act: 'person',
  input: z.object({ code: z.string().trim().min(1, 'Type the code that the app shows.').max(20) }),
  output: recoveryCodes,
});

export const removeAuthenticator = endpoint({
  id: 'accounts.removeAuthenticator',
  method: 'DELETE',
  path: '/api/account/authenticator',
  summary: 'Sign in without an authenticator app from now on',
  act: 'person',
  input: nothing,
  output: account,
});

export const makeRecoveryCodes = endpoint({
  id: 'accounts.makeRecoveryCodes',
  method: 'POST',
  path: '/api/account/recovery-codes',
  summary: 'Ten new recovery codes; those before count no more',
  act: 'person',
  input: nothing,
  output: recoveryCodes,
});
