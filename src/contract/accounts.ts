import { z } from 'zod';
import { endpoint, id, nothing } from './endpoint.ts';
import { membership } from './workspaces.ts';

export const person = z.object({ id, name: z.string() });

export const signIn = endpoint({
  id: 'accounts.signIn',
  method: 'POST',
  path: '/api/sign-in',
  summary: 'Use a single-use sign-in link: sets the session cookie',
  act: 'public',
  input: z.object({ token: z.string().min(20).max(200) }),
  output: z.object({ person }),
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
