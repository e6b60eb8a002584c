import { z } from 'zod';
import { endpoint, id, lines, nothing, words } from './endpoint.ts';
import { givenRoles, namedSchool } from './people.ts';
import { role } from './workspaces.ts';

export const invitationDays = 14;

export const invitation = z.object({
  id,
  /** As the person who invites wrote it, or empty. */
  name: z.string(),
  /** Only so much that it can be told apart: `j.ferris@…`. */
  email: z.string().nullable(),
  roles: z.array(z.object({ role, school: namedSchool.nullable() })),
  message: z.string(),
  /** Null where whoever asks does not know them. */
  by: z.string().nullable(),
  sent: z.string(),
  until: z.string(),
  /** False once its time is over. */
  open: z.boolean(),
});
export type Invitation = z.output<typeof invitation>;

/** The link is told this once; only its hash is kept. */
export const sentInvitation = z.object({
  invitation,
  link: z.string(),
  mail: z.enum(['sent', 'not sent', 'no address', 'not configured']),
});
export type SentInvitation = z.output<typeof sentInvitation>;

export const listInvitations = endpoint({
  id: 'invitations.list',
  method: 'GET',
  path: '/api/workspaces/{workspace}/invitations',
  summary:
    'Invitations that nobody has accepted or withdrawn: open ones, and those that ended within a month',
  act: 'people.invite',
  recorded: 'viewed',
  input: z.object({ workspace: id }),
  output: z.object({ invitations: z.array(invitation) }),
});

export const makeInvitation = endpoint({
  id: 'invitations.make',
  method: 'POST',
  path: '/api/workspaces/{workspace}/invitations',
  summary: 'Invite somebody: answers, this once, with a link that works once and ends after 14 days',
  act: 'people.invite',
  status: 201,
  input: z.object({
    workspace: id,
    roles: givenRoles,
    name: words(120).default(''),
    email: z.email('This is no e-mail address.').max(320).toLowerCase().nullable().default(null),
    message: lines(1000).default(''),
  }),
  output: sentInvitation,
});

export const sendAgain = endpoint({
  id: 'invitations.again',
  method: 'POST',
  path: '/api/workspaces/{workspace}/invitations/{invitation}/again',
  summary: 'A new link for the same invitation, from you; the old link ends',
  act: 'people.invite',
  status: 201,
  input: z.object({ workspace: id, invitation: id }),
  output: sentInvitation,
});

export const withdrawInvitation = endpoint({
  id: 'invitations.withdraw',
  method: 'DELETE',
  path: '/api/workspaces/{workspace}/invitations/{invitation}',
  summary: 'Withdraw an invitation: its link ends',
  act: 'people.invite',
  input: z.object({ workspace: id, invitation: id }),
  output: nothing,
});
