import { sendMail, type Message } from '../platform/mail.ts';
import type { Desk } from './desk.ts';

/** What is mailed about accounts. Each letter says why it came and what to do if it was not asked for. */

export const newPasswordLetter = (to: string, link: string): Message => ({
  to,
  subject: 'Choose a new password for Reedbed',
  text: `Somebody asked for a new password for the Reedbed account with this address.

Open this link to choose one. It works once, for an hour:

${link}

If this was not you, do nothing: your password stays as it is.
`,
});

export const confirmLetter = (to: string, link: string): Message => ({
  to,
  subject: 'Confirm your e-mail address for Reedbed',
  text: `Somebody gave this address for their Reedbed account.

Open this link to confirm that it is yours, in a browser in which you are signed in with that account. It works once, for a
day:

${link}

If this was not you, do nothing: the address will not be used.
`,
});

export const takenLetter = (to: string): Message => ({
  to,
  subject: 'Your address already has a Reedbed account',
  text: `Somebody wanted to use this address for another Reedbed account. That was not done, because it belongs to yours.

If this was you, sign in with this address instead. If not, you need do nothing.
`,
});

export const changedLetter = (to: string, what: string): Message => ({
  to,
  subject: `Your Reedbed account: ${what}`,
  text: `On your Reedbed account: ${what}.

If this was not you, ask the person who runs your Reedbed at once to end your sessions and give you a new sign-in link.
`,
});

export const newBrowserLetter = (to: string, browser: string): Message => ({
  to,
  subject: 'Somebody signed in to your Reedbed account with another browser',
  text: `Somebody signed in to your Reedbed account with a browser that was not used for it before: ${browser}.

If this was you, you need do nothing. Whoever removes cookies gets this letter each time.

If this was not you, sign in, end the other sessions under your account and choose another password; or ask the person who
runs your Reedbed at once to end your sessions.
`,
});

/** Sends without being waited for: how long it takes, and whether it goes out, must not tell who has an account. */
export function post({ config }: Desk, letter: Message): void {
  // `sendMail` has written down why it failed.
  sendMail(config, letter).catch(() => undefined);
}
