import { describe, expect, it } from 'vitest';
import { seededGenerator } from '../random/generator.ts';
import { columnMoments } from './columnMoments.ts';
import { correlation } from './correlation.ts';
import { standardise } from './standardise.ts';

const { uniform, below } = seededGenerator(11);

function columnsOf(count: number, length: number, missing: number) {
  const columns = Array.from({ length: count }, (_, j) => ({
    name: `x${j}`,
    values: Float64Array.from({ length }, () => 10 * j + uniform() * (j + 1)),
  }));
  for (let k = 0; k < missing; k++) columns[below(count)].values[below(length)] = NaN;
  return columns;
}

/** Two passes: means first, then products about them. */
function plainMoments(columns: ReturnType<typeof columnsOf>) {
  const rows = Array.from(columns[0].values.keys()).filter((i) =>
    columns.every(({ values }) => !Number.isNaN(values[i])),
  );
  const means = columns.map(({ values }) => rows.reduce((sum, i) => sum + values[i], 0) / rows.length);
  const crossProducts = columns.flatMap((x, j) =>
    columns.map((y, k) =>
      rows.reduce((sum, i) => sum + (x.values[i] - means[j]) * (y.values[i] - means[k]), 0),
    ),
  );
  return { n: rows.length, means, crossProducts };
}

describe('columnMoments', () => {
  it.each([
    [1, 10, 0],
    [2, 1024, 3],
    [3, 1025, 900],
    [4, 3000, 1],
    [5, 2047, 0],
    [9, 2500, 100],
  ])('of %i columns × %i rows with %i gaps are those of two passes', (count, length, missing) => {
    const columns = columnsOf(count, length, missing);
    const plain = plainMoments(columns);
    const { moments, missing: perColumn } = columnMoments(columns);
    expect(moments.n).toBe(plain.n);
    moments.means.forEach((mean, j) => expect(mean).toBeCloseTo(plain.means[j], 11));
    moments.crossProducts.forEach((value, jk) => {
      expect(Math.abs(value - plain.crossProducts[jk])).toBeLessThan(1e-10 * Math.max(1, plain.n));
    });
    columns.forEach(({ values }, j) => expect(perColumn[j]).toBe(values.filter(Number.isNaN).length));
  });

  it('keep their digits far from zero', () => {
    const shifted = (by: number) => Float64Array.from({ length: 4000 }, (_, i) => by + (i % 16) / 16);
    const near = columnMoments([{ name: 'x', values: shifted(0) }]);
    const far = columnMoments([{ name: 'x', values: shifted(1e9) }]);
    expect(far.standardDeviations[0] / near.standardDeviations[0]).toBeCloseTo(1, 13);
  });

  it('refuse columns that nothing can be computed from, naming them', () => {
    const column = (name: string, ...values: number[]) => ({ name, values: Float64Array.from(values) });
    const refusals: [string, ReturnType<typeof column>[]][] = [
      ['no-column', []],
      ['length-mismatch', [column('a', 1, 2), column('short', 1)]],
      ['infinite-value', [column('a', 1, 2, -Infinity)]],
      ['too-few-rows', [column('a', 1, NaN), column('b', 1, 2)]],
      ['constant-column', [column('a', 0.1, 0.1, 0.1)]],
      ['value-too-large', [column('a', 1e200, 2e200, 5e200)]],
    ];
    for (const [code, columns] of refusals) {
      expect(() => columnMoments(columns)).toThrow(expect.objectContaining({ code }));
    }
    expect(() => columnMoments([column('a', 1, 2), column('short', 1)])).toThrow(/‘short’ has 1 rows/);
    expect(() => columnMoments([column('a', 1, 2, -Infinity)])).toThrow(/‘a’ is infinite in row 3/);
  });
});

describe('standardise', () => {
  it('gives mean 0 and standard deviation 1 with n − 1, and keeps gaps', () => {
    const found = standardise(Float64Array.of(2, 4, NaN, 6));
    expect(found).toEqual({
      values: Float64Array.of(-1, 0, NaN, 1),
      mean: 4,
      standardDeviation: 2,
      n: 3,
      missing: 1,
    });
  });
});

describe('correlation', () => {
  it('is that of Anscombe’s first set', () => {
    const x = Float64Array.of(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5);
    const y = Float64Array.of(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68);
    const found = correlation(x, y);
    expect(found.r).toBeCloseTo(0.81642, 5);
    expect(found).toMatchObject({ n: 11, dropped: 0 });
  });

  it('is exactly ±1 for a line, and leaves out rows without both', () => {
    const x = Float64Array.of(1, 2, NaN, 4, 5);
    const y = Float64Array.of(3, 1, 0, -3, NaN);
    expect(correlation(x, y)).toEqual({ r: -1, n: 3, dropped: 2 });
  });
});
