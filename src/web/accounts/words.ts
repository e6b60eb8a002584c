import { shortestPassword } from '#contract/accounts';

export const passwordHelp = `At least ${String(shortestPassword)} characters. Three or four words with spaces are easy to keep in mind; a password manager does better.`;

export const day = (text: string): string =>
  new Date(text).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const moment = (text: string): string =>
  new Date(text)
    .toLocaleString('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
    .replace(' at ', ', ');
