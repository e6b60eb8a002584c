import { expect, it } from 'vitest';
import type { Measure } from '#contract/identificationFindings';
import { byYear } from './byYear.ts';

const of = (key: string, period: string | null) => ({ key, period }) as Measure;

it('puts the latest year first, keeps the order of the file within it, and what has no year last', () => {
  const years = byYear([of('a', '2023/24'), of('b', null), of('c', '2024/25'), of('d', '2023/24')]);
  expect(years.map(({ year, measures }) => [year, measures.map(({ key }) => key)])).toEqual([
    ['2024/25', ['c']],
    ['2023/24', ['a', 'd']],
    ['Of no year', ['b']],
  ]);
});
