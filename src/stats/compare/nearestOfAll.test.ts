import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestNeighbours } from './nearestNeighbours.ts';
import { nearestOfAll } from './nearestOfAll.ts';

const value = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -9, max: 9 }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const tables = fc
  .array(fc.tuple(value, value, value), { minLength: 4, maxLength: 25 })
  .map((rows) => [0, 1, 2].map((j) => ({ name: `x${j}`, values: Float64Array.from(rows, (row) => row[j]) })));

describe('nearestOfAll', () => {
  it('finds for every row what is found for it alone', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 30 }), (columns, count) => {
        const complete = Array.from(columns[0].values, (_, row) =>
          columns.every(({ values }) => !Number.isNaN(values[row])),
        );
        const varies = columns.every(
          ({ values }) => new Set(values.filter((_, row) => complete[row])).size > 1,
        );
        fc.pre(varies);
        const { nearest, n, dropped } = nearestOfAll(columns, count);
        expect([n, dropped]).toEqual([
          complete.filter(Boolean).length,
          complete.filter((one) => !one).length,
        ]);
        complete.forEach((whole, row) => {
          if (!whole) return expect(nearest[row]).toBeNull();
          const alone = nearestNeighbours(columns, row, count).neighbours;
          // Distances, because rounding may part two that are equally near.
          const away = (other: number) =>
            nearestNeighbours(columns, row, complete.length).neighbours.find((one) => one.row === other)
              ?.distance ?? NaN;
          const found = Array.from(nearest[row] ?? []);
          expect(found).toHaveLength(alone.length);
          found.forEach((other, i) => expect(away(other)).toBeCloseTo(alone[i].distance, 10));
          expect(new Set(found).size).toBe(found.length);
        });
      }),
    );
  });

  it('tells how far it is, and stops when told to', () => {
    const columns = [{ name: 'x', values: Float64Array.from({ length: 200 }, (_, i) => i) }];
    const told: number[] = [];
    nearestOfAll(columns, 2, (done) => void told.push(done));
    expect(told).toEqual([0, 64, 128, 192]);
    expect(() => nearestOfAll(columns, 2, () => false)).toThrow(expect.objectContaining({ code: 'stopped' }));
    expect(() => nearestOfAll(columns, 0)).toThrow(expect.objectContaining({ code: 'invalid-count' }));
  });
});
