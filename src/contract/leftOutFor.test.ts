import { expect, it } from 'vitest';
import { identify } from '#stats';
import { leftOutFor } from './identificationWords.ts';

it('counts only those that are left out for want of an indicator, not those that take part without it', () => {
  const indicator = (name: string, values: number[]) => ({
    name,
    values: Float64Array.from(values),
    highMeans: 'harder' as const,
  });
  const input = {
    context: [
      indicator('a', [1, 2, 3, 4, 5, NaN, NaN, 8]),
      indicator('b', [2, 1, 4, 3, 6, 5, 7, 9]),
      indicator('c', [1, 3, 2, 5, 4, 6, NaN, 7]),
    ],
    result: { name: 'r', values: Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1), highMeans: 'better' as const },
    groups: { names: ['all'], code: new Int32Array(8) },
  };
  expect(leftOutFor(identify(input).method)).toEqual([2, 0, 1]);
  // The sixth school lacks one of three and takes part; the seventh lacks two, and does not.
  expect(leftOutFor(identify(input, { missing: 'mean' }).method)).toEqual([1, 0, 1]);
});
