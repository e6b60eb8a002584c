import type { Invitation } from '#contract/invitations';
import { roleAt, roleWords } from '#contract/roleWords';
import type { Message } from '../platform/mail.ts';

interface Words {
  invitation: Invitation;
  workspace: string;
  link: string;
}

/** Says who asks, what for and what the person will see, before anything is opened. */
export function invitationLetter(to: string, { invitation, workspace, link }: Words): Message {
  const { by, message, roles, until } = invitation;
  const who = by ?? 'Somebody';
  const seen = roles
    .map(({ role, school }) => `${roleAt(role, school?.name ?? null)}. ${roleWords[role]}`)
    .join('\n');
  const day = new Date(until).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return {
    to,
    subject: `${who} invites you to ${workspace} on Reedbed`,
    text: `${who} invites you to ${workspace}, a workspace on Reedbed.

${message === '' ? '' : `${message}\n\n`}As what:
${seen}

Open this link to accept. It works once, until ${day}:

${link}

If you do not know ${by ?? 'who asks'}, do nothing: nothing happens, and nobody is told.
`,
  };
}
