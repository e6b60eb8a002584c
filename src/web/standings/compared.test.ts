import { expect, it } from 'vitest';
import { betterThings, nothingBetter, yearOfAll } from './compared.ts';

const better = (measure: string, by = 5) => ({ measure, by, unit: 'percent', digits: 0 });
const one = { better: [better('Writing, 2024-25'), better('Reading, 2024-25', -2)] };
const other = { better: [better('Attendance, 2023-24')] };

it('says the year once where everything better is of the same', () => {
  expect(yearOfAll([one, { better: [] }], '2024-25')).toBe('2024-25');
  expect(betterThings(one, '2024-25')).toEqual(['Writing, +5 points', 'Reading, −2 points']);
});

it('leaves it with each measure where years differ, or nothing is better', () => {
  expect(yearOfAll([one, other], '2024-25')).toBeNull();
  expect(betterThings(other, yearOfAll([one, other], '2024-25'))).toEqual(['Attendance, 2023-24, +5 points']);
  expect(yearOfAll([{ better: [] }], '2024-25')).toBeNull();
  expect(yearOfAll([one], null)).toBeNull();
});

it('does not call those alike of whom nothing better is said: they may do worse', () => {
  expect(nothingBetter).not.toMatch(/alike|same|within/);
});
