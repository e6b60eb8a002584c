import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strengthOf, surprisesIn } from './strength.ts';

const levelOf = (password: string) => strengthOf(password).level;

describe('the meter beside a new password', () => {
  it('says nothing of an empty field, and how many characters are lacking in a short one', () => {
    expect(strengthOf('')).toEqual({ level: 0, words: '' });
    expect(strengthOf('marsh tern').words).toBe('Too short: 2 more characters.');
    expect(strengthOf('marsh terns').words).toBe('Too short: 1 more character.');
    // As the server counts: a sign made of two code units is one.
    expect(strengthOf('🦆'.repeat(11)).words).toBe('Too short: 1 more character.');
  });

  it.each([
    ['aaaaaaaaaaaaaaaa', 1],
    ['123456789012', 1],
    ['abcdefghijklmnop', 1],
    ['qwertyuiopasdfgh', 1],
    ['0987654321098', 1],
    ['password1234', 1],
    ['Passwort12345', 1],
    ['reedreedreedreedreed', 1],
    ['Welcome2026!!', 1],
    ['marsh tern lan', 2],
    ['marsh tern lantern osprey', 3],
    ['J8#kq!Lw0zPv', 2],
    ['J8#kq!Lw0zPv-Tn4;c', 3],
  ])('takes %s for %i', (password, level) => {
    expect(levelOf(password)).toBe(level);
  });

  it('is never fooled by saying the same twice', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, (once) => {
        expect(surprisesIn(once + once)).toBeLessThanOrEqual(surprisesIn(once) + 1);
        expect(surprisesIn(once)).toBeLessThanOrEqual(
          Array.from(once.normalize('NFKC').toLowerCase()).length,
        );
      }),
    );
  });
});
