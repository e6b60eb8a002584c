import { shortestPassword } from '#contract/accounts';

export const passwordHelp = `At least ${String(shortestPassword)} characters. Three or four words with spaces are easy to keep in mind; a password manager does better.`;
