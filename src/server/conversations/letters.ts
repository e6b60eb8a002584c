import type { Message } from '../platform/mail.ts';

/** What is mailed of requests: that there is something to read, and where. Who asks and what they say stays inside. */

export const askedLetter = (to: string, workspace: string, link: string): Message => ({
  to,
  subject: `A school of ${workspace} asks for a conversation`,
  text: `A school of ${workspace} would like to talk to another one about what that school does better.

Read the request and answer it here:

${link}

You get this letter because you lead ${workspace} on Reedbed.
`,
});

export const answeredLetter = (to: string, workspace: string, link: string): Message => ({
  to,
  subject: `Your request in ${workspace} was answered`,
  text: `Your request for a conversation with another school of ${workspace} was answered.

Read the answer here:

${link}

You get this letter because you asked for the conversation on Reedbed.
`,
});
