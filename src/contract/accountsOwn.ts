import { z } from 'zod';
import { email, newPassword, personName, typedPassword } from './accounts.ts';
import { endpoint, id, nothing } from './endpoint.ts';

/** "Your account": what somebody sees and changes of their own way in. */

const moment = z.string();

export const session = z.object({
  id,
  /** The one this request came with. */
  current: z.boolean(),
  /** `Firefox on Linux`. */
  browser: z.string(),
  /** Address of the network; null where it is not known. */
  address: z.string().nullable(),
  method: z.enum(['link', 'password', 'passkey', 'provider', 'invitation']),
  secondFactor: z.boolean(),
  startedAt: moment,
  seenAt: moment,
});
export type OwnSession = z.output<typeof session>;

export const passkey = z.object({
  id: z.string(),
  name: z.string(),
  /** Kept by a service that brings it to other devices, too. */
  backedUp: z.boolean(),
  createdAt: moment,
  usedAt: moment.nullable(),
});
export type Passkey = z.output<typeof passkey>;

export const account = z.object({
  name: z.string(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  /** When the password was chosen; null where there is none. */
  passwordAt: moment.nullable(),
  passkeys: z.array(passkey),
  /** Passkeys belong to a name, not to a number: where this is false the page was opened as http://127.0.0.1. */
  passkeysPossible: z.boolean(),
  authenticator: z.boolean(),
  recoveryCodesLeft: z.int(),
  /** Name of the provider of single sign-on, if there is one, and whether this account is connected with it. */
  provider: z.object({ name: z.string(), connected: z.boolean() }).nullable(),
  sessions: z.array(session),
  expiresAt: moment.nullable(),
});
export type Account = z.output<typeof account>;

export const readAccount = endpoint({
  id: 'accounts.readOwn',
  method: 'GET',
  path: '/api/account',
  summary: 'Your own account: name, e-mail, ways to sign in, sessions',
  act: 'person',
  input: nothing,
  output: account,
});

export const changeName = endpoint({
  id: 'accounts.changeName',
  method: 'PUT',
  path: '/api/account/name',
  summary: 'Change your name',
  act: 'person',
  input: z.object({ name: personName }),
  output: account,
});

export const changeEmail = endpoint({
  id: 'accounts.changeEmail',
  method: 'PUT',
  path: '/api/account/email',
  summary: 'Change your e-mail address: a link goes to the new one, which counts once that was opened',
  act: 'person',
  input: z.object({ email }),
  output: z.object({ state: z.enum(['link sent', 'changed']) }),
});

export const changePassword = endpoint({
  id: 'accounts.changePassword',
  method: 'PUT',
  path: '/api/account/password',
  summary:
    'Choose a password: asks for the current one unless you proved yourself a moment ago; ends other sessions',
  act: 'person',
  input: z.object({ current: typedPassword.optional(), password: newPassword }),
  output: account,
});

/** Changes to the ways in ask for a proof that is younger than five minutes. */
export const prove = endpoint({
  id: 'accounts.prove',
  method: 'POST',
  path: '/api/account/proof',
  summary: 'Prove with your password that it is still you',
  act: 'person',
  input: z.object({ password: typedPassword }),
  output: nothing,
});

export const endSession = endpoint({
  id: 'accounts.endSession',
  method: 'DELETE',
  path: '/api/account/sessions/{session}',
  summary: 'End one of your sessions',
  act: 'person',
  input: z.object({ session: id }),
  output: account,
});

export const endOtherSessions = endpoint({
  id: 'accounts.endOtherSessions',
  method: 'DELETE',
  path: '/api/account/sessions',
  summary: 'End all of your sessions but this one',
  act: 'person',
  input: nothing,
  output: account,
});
