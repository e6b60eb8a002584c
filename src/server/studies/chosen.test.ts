import { expect, it } from 'vitest';
import { chosenOf, letterOf } from './chosen.ts';

const declined = { at: '2026-05-14T08:00:00.000Z', why: 'no time', by: null };
const school = (
  name: string,
  place: number | null,
  more: Partial<Parameters<typeof chosenOf>[0][number]> = {},
) => ({
  school: name,
  group: 'Eastfold',
  kind: 'struggling' as const,
  place,
  pair: null,
  declined: null,
  ...more,
});
const chosen = (schools: ReturnType<typeof school>[], design: Parameters<typeof chosenOf>[1]['design']) =>
  [...chosenOf(schools, { design, perGroup: 2 })].toSorted();

it('takes the first of an order, and the next for one that declined, whichever kind it is', () => {
  const order = [
    school('a', 2),
    school('b', 1, { declined }),
    school('c', 4),
    school('d', 3, { kind: 'resilient' }),
    school('left out', null),
  ];
  expect(chosen(order, 'both kinds together')).toEqual(['a', 'd']);
  expect(chosen(order, 'each kind')).toEqual(['a', 'c', 'd']);
});

it('takes the next pair for one in which somebody declined', () => {
  const order = [1, 2, 3].flatMap((pair) => [
    school(`r${String(pair)}`, 2 * pair - 1, { pair, kind: 'resilient' }),
    school(`s${String(pair)}`, 2 * pair, { pair, ...(pair === 1 ? { declined } : {}) }),
  ]);
  expect(chosen(order, 'matched pairs')).toEqual(['r2', 'r3', 's2', 's3']);
});

it('takes fewer where an order is used up', () => {
  expect(chosen([school('a', 1, { declined }), school('b', 2)], 'each kind')).toEqual(['b']);
});

it('counts in letters', () => {
  expect([0, 25, 26, 27, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
