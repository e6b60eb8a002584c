import { expect, it } from 'vitest';
import { many, one, parseSearch, stringifySearch, wholeNumber } from './search.ts';

it('reads and writes repeated keys, and what needs escaping', () => {
  const search = { context: ['a b', 'c&d'], result: 'é', empty: '' };
  const text = stringifySearch({ ...search, left: undefined });
  expect(text).toBe('?context=a+b&context=c%26d&result=%C3%A9&empty=');
  expect(parseSearch(text)).toEqual(search);
  expect(stringifySearch({})).toBe('');
});

it('takes what an address holds with care', () => {
  expect(many(undefined)).toEqual([]);
  expect(many(['a', 3, null])).toEqual(['a']);
  expect(one(['a', 'b'])).toBe('a');
  expect(wholeNumber('12', 1, 20)).toBe(12);
  for (const wrong of ['', '-1', '1.5', '1e3', '21', undefined])
    expect(wholeNumber(wrong, 1, 20)).toBeUndefined();
});
