import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatsError } from '../errors.ts';
import { nearestNeighbours } from './nearestNeighbours.ts';

const number = fc.integer({ min: -50, max: 50 });
const rows = fc
  .array(fc.tuple(number, number), { minLength: 4, maxLength: 30 })
  .filter((list) => [0, 1].every((j) => new Set(list.map((row) => row[j])).size > 1));
const columnsOf = (list: [number, number][]) =>
  [0, 1].map((j) => ({ name: `x${j}`, values: Float64Array.from(list, (row) => row[j]) }));

describe('nearestNeighbours', () => {
  it('measures in standard deviations', () => {
    // Standard deviations 2 and 20.
    const columns = columnsOf([
      [0, 0],
      [2, 40],
      [4, 20],
      [2, 20],
    ]).map(({ name, values }) => ({ name, values }));
    const sd = [Math.sqrt(8 / 3), Math.sqrt(800 / 3)];
    const found = nearestNeighbours(columns, 0, 2);
    expect(found.neighbours.map(({ row }) => row)).toEqual([3, 1]);
    expect(found.neighbours[0].distance).toBeCloseTo(Math.hypot(2 / sd[0], 20 / sd[1]), 12);
    expect(found.neighbours[1].differences[1]).toBeCloseTo(40 / sd[1], 12);
    expect(found).toMatchObject({ candidates: 3, dropped: 0 });
  });

  it('finds what sorting all distances finds, whatever the units', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(0.01, 3, 1000),
        (list, count, unit) => {
          const columns = columnsOf(list);
          const found = nearestNeighbours(columns, 0, count);
          const [first, second] = columns;
          const stretched = [{ ...first, values: first.values.map((value) => unit * value + 7) }, second];
          const other = nearestNeighbours(stretched, 0, count);
          found.neighbours.forEach(({ distance }, i) =>
            expect(other.neighbours[i].distance).toBeCloseTo(distance, 9),
          );
          const sd = found.standardDeviations;
          const distances = list
            .slice(1)
            .map(([x, y]) => Math.hypot((x - list[0][0]) / sd[0], (y - list[0][1]) / sd[1]))
            .sort((a, b) => a - b);
          expect(found.neighbours).toHaveLength(Math.min(count, list.length - 1));
          found.neighbours.forEach(({ distance }, i) => expect(distance).toBeCloseTo(distances[i], 10));
        },
      ),
    );
  });

  it('takes only rows that may be and can be neighbours, equally near ones in their order', () => {
    const columns = columnsOf([
      [0, 0],
      [1, 1],
      [1, 1],
      [NaN, 1],
      [1, 1],
      [9, 9],
    ]);
    const found = nearestNeighbours(columns, 0, 3, Uint8Array.of(1, 0, 1, 1, 1, 1));
    expect(found.neighbours.map(({ row }) => row)).toEqual([2, 4, 5]);
    expect(found).toMatchObject({ candidates: 3, dropped: 1 });
  });

  it('refuses, by code', () => {
    const columns = columnsOf([
      [0, 0],
      [1, 2],
      [NaN, 1],
      [3, 3],
    ]);
    const codeOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return error instanceof StatsError ? error.code : error;
      }
      return 'nothing thrown';
    };
    expect(codeOf(() => nearestNeighbours(columns, 2, 1))).toBe('incomplete-row');
    expect(codeOf(() => nearestNeighbours(columns, 4, 1))).toBe('unknown-row');
    expect(codeOf(() => nearestNeighbours(columns, 0, 0))).toBe('invalid-count');
    expect(codeOf(() => nearestNeighbours(columns, 0, 1, new Uint8Array(3)))).toBe('length-mismatch');
  });
});
