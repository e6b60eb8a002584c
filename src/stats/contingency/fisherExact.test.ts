import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import reference from '../../../test/reference/stats/compare.json' with { type: 'json' };
import { fisherExact } from './fisherExact.ts';

const count = fc.integer({ min: 0, max: 60 });

describe('fisherExact', () => {
  it.each(reference.fisher)('has R’s p value of $table', ({ table: [a, b, c, d], p }) => {
    // R lists a table column by column; p is the same for the table turned over.
    expect(
      Math.abs(
        fisherExact([
          [a, b],
          [c, d],
        ]) /
          p -
          1,
      ),
    ).toBeLessThan(1e-9);
  });

  it('does not mind which group or answer comes first', () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const p = fisherExact([
          [a, b],
          [c, d],
        ]);
        for (const other of [
          fisherExact([
            [c, d],
            [a, b],
          ]),
          fisherExact([
            [b, a],
            [d, c],
          ]),
          fisherExact([
            [a, c],
            [b, d],
          ]),
        ]) {
          expect(other).toBeCloseTo(p, 12);
        }
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 where there is only one table, and refuses what is no count', () => {
    expect(
      fisherExact([
        [5, 0],
        [9, 0],
      ]),
    ).toBe(1);
    expect(
      fisherExact([
        [0, 0],
        [3, 4],
      ]),
    ).toBe(1);
    expect(() =>
      fisherExact([
        [1.5, 0],
        [3, 4],
      ]),
    ).toThrow('whole number');
    expect(() =>
      fisherExact([
        [-1, 0],
        [3, 4],
      ]),
    ).toThrow('whole number');
  });
});
