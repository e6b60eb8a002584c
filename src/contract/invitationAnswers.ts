import { z } from 'zod';
import { email, newPassword, personName, signedIn } from './accounts.ts';
import { endpoint, id, token } from './endpoint.ts';
import { role } from './workspaces.ts';

/** What becomes of an invitation at the other end: whoever holds its link reads it, and joins. */

export const openInvitation = endpoint({
  id: 'invitations.open',
  method: 'POST',
  path: '/api/invitation',
  summary: 'Read an invitation by the token of its link: who asks, to what, as what',
  act: 'public',
  input: z.object({ token }),
  output: z.object({
    workspace: z.string(),
    inviter: z.string(),
    /** The person's name as the inviter wrote it, or empty. */
    name: z.string(),
    /** Where the invitation names an address, it is the one a newcomer joins with. */
    email: z.string().nullable(),
    roles: z.array(z.object({ role, school: z.string().nullable() })),
    message: z.string(),
    until: z.string(),
  }),
});
export type OpenInvitation = z.output<typeof openInvitation.output>;

export const acceptInvitation = endpoint({
  id: 'invitations.accept',
  method: 'POST',
  path: '/api/invitation/accept',
  summary: 'Join a workspace with the account that is signed in',
  act: 'person',
  input: z.object({ token }),
  output: z.object({ workspace: id }),
});

export const joinByInvitation = endpoint({
  id: 'invitations.join',
  method: 'POST',
  path: '/api/invitation/join',
  summary: 'Join a workspace with a new account, and sign in',
  act: 'public',
  input: z.object({ token, name: personName, email, password: newPassword }),
  output: signedIn.extend({ workspace: id }),
});
