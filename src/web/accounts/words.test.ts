import { expect, it } from 'vitest';
import { addressWords } from './words.ts';

const email = 'grace@a.example';

it('says of an address what it is good for, and how to get another letter where letters are sent', () => {
  expect(addressWords({ email: null, emailVerified: false }, true)).toBe('You sign in with it.');
  expect(addressWords({ email, emailVerified: true }, true)).toContain('It is confirmed.');
  expect(addressWords({ email, emailVerified: false }, true)).toContain(
    'Save it once more, and another letter',
  );
  expect(addressWords({ email, emailVerified: false }, false)).not.toContain('letter');
});
