import { shortestPassword } from '#contract/accounts';
import type { Account } from '#contract/accountsOwn';
import { ProblemError } from '#contract/problem';
import { wordsOf } from '../ui/Problem.tsx';

export const passwordHelp = `At least ${String(shortestPassword)} characters. Three or four words with spaces are easy to keep in mind; a password manager does better.`;

/** Why a link did not do what it is for. What is wrong with one that came in part is nothing that its reader sent. */
export function linkFault(error: unknown): { title: string; detail: string } {
  return error instanceof ProblemError && error.kind === 'invalid'
    ? { title: 'This link is not whole', detail: 'Open it once more as it was sent.' }
    : wordsOf(error);
}

export const day = (text: string): string =>
  new Date(text).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const moment = (text: string): string =>
  new Date(text)
    .toLocaleString('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
    .replace(' at ', ', ');

/** What an address is good for; `mail` is whether this server sends letters. */
export function addressWords(
  { email, emailVerified }: Pick<Account, 'email' | 'emailVerified'>,
  mail: boolean,
): string {
  if (email === null) return 'You sign in with it.';
  if (emailVerified) return 'You sign in with it. It is confirmed.';
  const another = mail
    ? ' Save it once more, and another letter with the link that confirms it is sent.'
    : '';
  return `You sign in with it. It was not confirmed, so no new password can be mailed to it.${another}`;
}
