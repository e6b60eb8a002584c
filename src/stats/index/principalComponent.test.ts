import { describe, expect, it } from 'vitest';
import { powerIteration } from '../../../test/reference/stats/plainIdentify.ts';
import { seededGenerator } from '../random/generator.ts';
import { cronbachAlpha } from './cronbachAlpha.ts';
import { principalComponent } from './principalComponent.ts';

const { uniform } = seededGenerator(5);

/** Columns that share one hidden trait, each to its own degree and in its own unit. */
function traitColumns(degrees: readonly number[], length: number) {
  const trait = Array.from({ length }, () => uniform() + uniform() + uniform());
  return degrees.map((degree, j) => ({
    name: `x${j}`,
    values: Float64Array.from(trait, (t) => 10 ** j * (degree * t + uniform() + j)),
  }));
}

const correlationOf = (x: Float64Array, y: Float64Array) => {
  const about = (v: Float64Array) => {
    const mean = v.reduce((sum, value) => sum + value, 0) / v.length;
    return v.map((value) => value - mean);
  };
  const [a, b] = [about(x), about(y)];
  const product = (p: Float64Array, q: Float64Array) => p.reduce((sum, value, i) => sum + value * q[i], 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
};

describe('principalComponent', () => {
  const columns = traitColumns([1, -0.8, 0.5, 0.9, 0.1], 3000);
  const found = principalComponent(columns);

  it('has the leading eigenvector that power iteration finds', () => {
    const matrix = columns.map((x) => columns.map((y) => correlationOf(x.values, y.values)));
    const vector = powerIteration(matrix);
    const turn = Math.sign(vector[0]);
    found.loadings.forEach((loading, j) => expect(loading).toBeCloseTo(turn * vector[j], 11));
    const largest = matrix.reduce(
      (sum, row, j) => sum + vector[j] * row.reduce((inner, r, k) => inner + r * vector[k], 0),
      0,
    );
    expect(found.eigenvalues[0]).toBeCloseTo(largest, 11);
    expect(found.shareOfVariance).toBeCloseTo(largest / columns.length, 12);
  });

  it('has scores with mean 0 and the variance of the largest eigenvalue', () => {
    const { scores, eigenvalues, n } = found;
    expect(scores.reduce((sum, score) => sum + score, 0) / n).toBeCloseTo(0, 12);
    expect(scores.reduce((sum, score) => sum + score ** 2, 0) / (n - 1)).toBeCloseTo(eigenvalues[0], 11);
  });

  it('points where the first column is told to point', () => {
    expect(found.loadings[0]).toBeGreaterThan(0);
    const turned = principalComponent(columns, [-1, 1, 1, 1, 1]);
    expect(turned.loadings).toEqual(found.loadings.map((loading) => -loading));
  });

  it('takes its sign from the next column where the first has none', () => {
    const x = Float64Array.of(1, -1, -1, 1);
    const y = Float64Array.of(2, 1, -1, -2);
    const apart = principalComponent(
      [
        { name: 'unrelated', values: x },
        { name: 'one', values: y },
        { name: 'same', values: y.map((value) => 3 * value) },
      ],
      [1, -1, -1],
    );
    expect(apart.loadings[0]).toBeCloseTo(0, 10);
    const negative = Array.from(apart.loadings).filter((loading) => loading < -0.5);
    expect(negative).toHaveLength(2);
  });

  it('leaves gaps where a row lacks a value', () => {
    const gappy = columns.map((column) => ({ ...column, values: column.values.slice() }));
    gappy[2].values[7] = NaN;
    const { scores, n, dropped } = principalComponent(gappy);
    expect(scores[7]).toBeNaN();
    expect({ n, dropped }).toEqual({ n: 2999, dropped: 1 });
  });
});

describe('cronbachAlpha', () => {
  it('is 1 for items that are the same and k·r / (1 + (k − 1)·r) for two standardised ones', () => {
    const x = Float64Array.of(1, 2, 4, 3);
    const same = cronbachAlpha([
      { name: 'a', values: x },
      { name: 'b', values: x },
    ]);
    expect(same.raw).toBeCloseTo(1, 14);
    const y = Float64Array.of(2, 1, 3, 5);
    const r = correlationOf(x, y);
    const two = cronbachAlpha([
      { name: 'a', values: x },
      { name: 'b', values: y },
    ]);
    expect(two.standardised).toBeCloseTo((2 * r) / (1 + r), 14);
  });

  it('reverses items that point the other way', () => {
    const x = Float64Array.of(1, 2, 4, 3);
    const items = [
      { name: 'a', values: x },
      { name: 'b', values: x.map((value) => 6 - value) },
    ];
    expect(cronbachAlpha(items, [1, -1]).raw).toBeCloseTo(1, 14);
    expect(() => cronbachAlpha(items)).toThrow(expect.objectContaining({ code: 'constant-scale' }));
  });

  it('needs two items', () => {
    const one = [{ name: 'a', values: Float64Array.of(1, 2) }];
    expect(() => cronbachAlpha(one)).toThrow(expect.objectContaining({ code: 'too-few-items' }));
  });
});
