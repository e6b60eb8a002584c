import { z } from 'zod';
import { endpoint, id, nothing, token, words } from './endpoint.ts';
import { membership } from './workspaces.ts';

export const person = z.object({ id, name: z.string() });

/** How long a password is, as people count: a letter is one, however a keyboard makes it. */
export const passwordLength = (password: string): number => Array.from(password.normalize('NFKC')).length;
export const shortestPassword = 12;
export const longestPassword = 128;

/** A new password: any letters, spaces included. What is too common is refused by the server, which has the list. */
export const newPassword = z
  .string('Choose a password.')
  .refine(
    (password) => passwordLength(password) >= shortestPassword,
    `The password needs at least ${String(shortestPassword)} characters. Several words with spaces are easy to keep in mind.`,
  )
  .refine(
    (password) => passwordLength(password) <= longestPassword,
    `The password can have at most ${String(longestPassword)} characters.`,
  );
/** A password as it was typed; whether it is right is another matter. */
export const typedPassword = z
  .string()
  .min(1, 'Type your password.')
  .max(1024, 'This is longer than any password.');
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This e-mail address is too long.')
  .regex(
    /^[^\s@,;:<>"()[\]\\\p{Cc}]+@[^\s@,;:<>"()[\]\\\p{Cc}.]+(\.[^\s@,;:<>"()[\]\\\p{Cc}.]+)+$/u,
    'Type an e-mail address as in name@example.org.',
  );
export const personName = words(120).min(1, 'Type your name.');

/** Either the person is in, or a code of their authenticator is asked for, which goes out together with `challenge`. */
export const signedIn = z.object({
  next: z.enum(['in', 'second factor']),
  challenge: z.string().nullable(),
});
export type SignedIn = z.output<typeof signedIn>;

export const signIn = endpoint({
  id: 'accounts.signIn',
  method: 'POST',
  path: '/api/sign-in',
  summary: 'Use a single-use sign-in link: sets the session cookie',
  act: 'public',
  input: z.object({ token }),
  output: signedIn,
});

/** What the page for signing in offers. */
export const signInWays = endpoint({
  id: 'accounts.signInWays',
  method: 'GET',
  path: '/api/sign-in/ways',
  summary:
    'The ways in: whether anybody has a password, the provider of single sign-on, whether links can be mailed',
  act: 'public',
  input: nothing,
  output: z.object({ password: z.boolean(), provider: z.string().nullable(), mail: z.boolean() }),
});

export type Ways = z.output<typeof signInWays.output>;

export const signInWithPassword = endpoint({
  id: 'accounts.signInWithPassword',
  method: 'POST',
  path: '/api/sign-in/password',
  summary: 'Sign in with e-mail and password',
  act: 'public',
  input: z.object({ email, password: typedPassword }),
  output: signedIn,
});

export const signInWithCode = endpoint({
  id: 'accounts.signInWithCode',
  method: 'POST',
  path: '/api/sign-in/code',
  summary: 'The second step: a code of the authenticator, or one of the recovery codes',
  act: 'public',
  input: z.object({ challenge: token, code: z.string().trim().min(1, 'Type the code.').max(40) }),
  output: signedIn,
});

export const forgotPassword = endpoint({
  id: 'accounts.forgotPassword',
  method: 'POST',
  path: '/api/sign-in/forgotten',
  summary: 'Have a link for a new password mailed; answers the same whether or not there is such an account',
  act: 'public',
  input: z.object({ email }),
  output: nothing,
});

export const setNewPassword = endpoint({
  id: 'accounts.setNewPassword',
  method: 'POST',
  path: '/api/sign-in/new-password',
  summary: 'Choose a new password with the link that was mailed: ends every session, then signs in',
  act: 'public',
  input: z.object({ token, password: newPassword }),
  output: signedIn,
});

export const confirmEmail = endpoint({
  id: 'accounts.confirmEmail',
  method: 'POST',
  path: '/api/sign-in/confirm-email',
  summary:
    'Confirm a new e-mail address with the link that was sent to it, signed in with the account that gave it',
  act: 'person',
  input: z.object({ token }),
  output: z.object({ email: z.string() }),
});

export const signOut = endpoint({
  id: 'accounts.signOut',
  method: 'POST',
  path: '/api/sign-out',
  summary: 'End this session',
  act: 'person',
  input: nothing,
  output: nothing,
});

/** Who is signed in and where they belong: the first thing a page asks. */
export const me = endpoint({
  id: 'accounts.me',
  method: 'GET',
  path: '/api/me',
  summary: 'The signed-in person and the workspaces they belong to',
  act: 'person',
  input: nothing,
  output: z.object({ person, workspaces: z.array(membership) }),
});
export type Me = z.output<typeof me.output>;
