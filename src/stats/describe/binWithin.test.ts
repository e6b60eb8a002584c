import { describe, expect, it } from 'vitest';
import { seededGenerator } from '../random/generator.ts';
import { binWithin, groupSizes, keptKeys, orderStatistics, placesWithin } from './binWithin.ts';

/** Columns of every shape that could mislead equal bins. */
const shapes: Record<string, (uniform: () => number, i: number) => number> = {
  even: (uniform) => uniform(),
  'two decimals, many ties': (uniform) => Math.round(uniform() * 100) / 100,
  'far outliers': (uniform, i) => (i % 997 === 3 ? 1e300 : i % 991 === 5 ? -1e300 : uniform()),
  'nearly all equal': (uniform, i) => (i % 500 === 0 ? uniform() : 7),
  'all equal': () => -3,
  'many magnitudes': (uniform) => 10 ** (600 * uniform() - 300),
  'width beyond a number': (uniform, i) => (i % 2 === 0 ? 1.7e308 : -1.7e308) * uniform(),
  subnormal: (uniform) => Math.round(uniform() * 50) * Number.MIN_VALUE,
  falling: (_, i) => -i,
};

function shaped(shape: string, length: number, groups: number) {
  const { uniform, below } = seededGenerator(length, shape);
  return {
    values: Float64Array.from({ length }, (_, i) => shapes[shape](uniform, i)),
    rows: {
      code: Int32Array.from({ length }, () => (uniform() < 0.9 ? below(groups) : groups)),
      groups,
    },
  };
}

/** Kept over all tests, so that what one leaves there meets the next. */
const memory = keptKeys();

describe.each(Object.keys(shapes))('values binned within groups: %s', (shape) => {
  it.each([
    [1, 1],
    [40, 3],
    [9000, 1],
    [9000, 7],
    [9000, 5000],
    [70_000, 70_000],
  ])('have the order statistics that sorting finds, %i rows in %i groups', (length, groups) => {
    const { values, rows } = shaped(shape, length, groups);
    const before = values.slice();
    const binned = binWithin(values, rows, memory);
    const sorted: number[][] = Array.from({ length: groups }, () => []);
    values.forEach((value, row) => {
      if (rows.code[row] < groups) sorted[rows.code[row]].push(value);
    });
    for (const ofGroup of sorted) ofGroup.sort((a, b) => a - b);
    const ranks = sorted.map(({ length: n }) =>
      n === 0 ? [] : [0, 0.25, 0.5, 0.75, 1].map((p) => Math.floor(p * (n - 1))),
    );
    expect(Array.from(groupSizes(binned, groups))).toEqual(sorted.map(({ length: n }) => n));
    const places = placesWithin(binned, ranks);
    expect(orderStatistics(values, binned, places, Uint32Array.from(values.keys()))).toEqual(
      ranks.map((ofGroup, group) => ofGroup.map((rank) => sorted[group][rank])),
    );
    expect(values).toEqual(before);
  });

  it('name the bin of a value as they binned it', () => {
    const { values, rows } = shaped(shape, 3000, 4);
    const { keys, bins, binOf } = binWithin(values, rows, memory);
    values.forEach((value, row) => {
      const key = rows.code[row] < 4 ? rows.code[row] * bins + binOf(value, rows.code[row]) : 4 * bins;
      if (keys[row] !== key) throw new Error(`Row ${row} has key ${keys[row]} instead of ${key}.`);
    });
  });
});
