import { expect, it } from 'vitest';
import {
  calling,
  count,
  counted,
  decimal,
  decimalsFor,
  fileSize,
  inSentence,
  listed,
  percentCovered,
} from './words.ts';

it('writes numbers as people read them', () => {
  expect(count(1524)).toBe('1,524');
  expect([0, 1, 2].map((n) => counted(n, 'school'))).toEqual(['0 schools', '1 school', '2 schools']);
  expect(decimal(-0.853, 3)).toBe('−0.853');
  expect(decimal(-0.0004, 2)).toBe('0.00');
  expect(decimal(NaN, 2)).toBe('–');
  expect(decimal(null, 2)).toBe('–');
});

it('gives a column decimals only if one of its values has them', () => {
  expect(decimalsFor([1, 2, NaN])).toBe(0);
  expect(decimalsFor([1, 2.5])).toBe(2);
});

it('writes sizes and lists', () => {
  expect([1, 999, 14_200, 14_200_000].map(fileSize)).toEqual(['1 byte', '999 bytes', '14 kB', '14.2 MB']);
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

it('puts a label into a sentence without spoiling names', () => {
  expect(
    [
      'County',
      'Pupils still learning English',
      'Academic Performance Index, 2000',
      'Progress 8',
      'GCSE results',
      'School type (E elementary, M middle)',
      'Écoles rurales',
    ].map(inSentence),
  ).toEqual([
    'county',
    'pupils still learning English',
    'Academic Performance Index, 2000',
    'Progress 8',
    'GCSE results',
    'school type',
    'écoles rurales',
  ]);
});

it('calls those who learn as the workspace does', () => {
  const text = 'Pupils, a pupil’s record, too few pupils; pupillage';
  expect(calling('pupils', text)).toBe(text);
  expect(calling('students', text)).toBe('Students, a student’s record, too few students; pupillage');
});

it('says how many are covered to the nearest percent, and never that all are where one is missing', () => {
  expect(percentCovered(140, 161)).toBe(87);
  expect(percentCovered(1999, 2000)).toBe(99);
  expect([percentCovered(3, 3), percentCovered(0, 4), percentCovered(0, 0)]).toEqual([100, 0, 0]);
});
