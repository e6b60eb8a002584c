import { passwordLength, shortestPassword } from '#contract/accounts';

/** How hard a password is to guess, from 0 to 3, and what to do about it. */
export interface Strength {
  level: 0 | 1 | 2 | 3;
  words: string;
}

/** Words with which people begin when they need a password. The server knows many more, and refuses what is common. */
const beginnings =
  /passw(?:ord|ort)|pa55word|letmein|welcome|iloveyou|changeme|admin|school|teacher|football|liverpool|arsenal|chelsea|sunshine|princess|monkey|dragon|summer|winter|spring|autumn/g;
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', 'abcdefghijklmnopqrstuvwxyz'];

/** Told while it is typed, and only from what stands in the field: nothing is sent anywhere for it. */
export function strengthOf(password: string): Strength {
  const length = passwordLength(password);
  if (length === 0) return { level: 0, words: '' };
  const lacking = shortestPassword - length;
  if (lacking > 0)
    return {
      level: 0,
      words: `Too short: ${String(lacking)} more ${lacking === 1 ? 'character' : 'characters'}.`,
    };
  const surprises = surprisesIn(password);
  if (surprises < 9)
    return {
      level: 1,
      words: 'Easy to guess: it repeats itself, follows a row of keys, or begins as many do.',
    };
  if (surprises < 17) return { level: 2, words: 'Good. Another word makes it stronger.' };
  return { level: 3, words: 'Strong.' };
}

/** Its characters, but those that follow from what stands before them. */
export function surprisesIn(password: string): number {
  const plain = password.normalize('NFKC').toLowerCase();
  const signs = Array.from(saidOnce(plain.replaceAll(beginnings, '•')));
  return signs.filter((_, i) => i < 2 || !goesOn(signs[i - 2] ?? '', signs[i - 1] ?? '', signs[i] ?? ''))
    .length;
}

/** What comes several times in a row counts once, the longest first. */
function saidOnce(text: string): string {
  const shorter = text.replaceAll(/(.{2,64})\1/gsu, '$1').replaceAll(/(.)\1+/gsu, '$1');
  return shorter === text ? text : saidOnce(shorter);
}

/** Whether three signs follow each other along a row of the keyboard or of the alphabet, forwards or backwards. */
function goesOn(before: string, last: string, next: string): boolean {
  const three = before + last + next;
  const back = next + last + before;
  return rows.some((row) => row.includes(three) || row.includes(back));
}
