import { z } from 'zod';
import { account } from './accountsOwn.ts';
import { endpoint, nothing, token } from './endpoint.ts';

/** Single sign-on with the provider of this installation (OpenID Connect). The browser goes there and comes back. */
const goThere = z.object({ url: z.string() });

export const startProvider = endpoint({
  id: 'accounts.startProvider',
  method: 'POST',
  path: '/api/sign-in/provider',
  summary: 'Where to go to sign in with the provider; with the token of an invitation, to join by it',
  act: 'public',
  input: z.object({
    back: z.string().max(2_000).optional(),
    invitation: token.optional(),
  }),
  output: goThere,
});

export const providerReturn = endpoint({
  id: 'accounts.providerReturn',
  method: 'GET',
  path: '/api/sign-in/provider/return',
  summary: 'Where the provider sends the browser back to',
  act: 'public',
  form: 'redirect',
  input: z.looseObject({}),
  output: nothing,
});

export const connectProvider = endpoint({
  id: 'accounts.connectProvider',
  method: 'POST',
  path: '/api/account/provider',
  summary: 'Where to go to connect your account with the provider',
  act: 'person',
  input: nothing,
  output: goThere,
});

export const disconnectProvider = endpoint({
  id: 'accounts.disconnectProvider',
  method: 'DELETE',
  path: '/api/account/provider',
  summary: 'Sign in without the provider from now on',
  act: 'person',
  input: nothing,
  output: account,
});
