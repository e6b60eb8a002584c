import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import reference from '../../../test/reference/stats/quantiles.json' with { type: 'json' };
import { StatsError } from '../errors.ts';
import { quantileSorted, quantiles, quantileTypes, type QuantileType } from './quantile.ts';

const types = Object.keys(quantileTypes).map(Number) as QuantileType[];
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const someValues = fc.array(finite, { minLength: 1, maxLength: 60 }).map((list) => Float64Array.from(list));
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('quantiles', () => {
  it.each(reference.samples)('agree with exact arithmetic: $name', ({ values, types: expected }) => {
    for (const type of types) {
      const found = quantiles(Float64Array.from(values), reference.probabilities, type).values;
      found.forEach((value, i) => expect(value).toBeCloseTo(expected[`${type}`][i], 12));
    }
  });

  it('count a position within rounding of a whole number as whole', () => {
    const thirty = Float64Array.from({ length: 30 }, (_, i) => i + 1);
    expect(quantiles(thirty, [0.1, 0.3, 0.7], 1).values).toEqual([3, 9, 21]);
    expect(quantiles(thirty, [0.1, 0.3, 0.7], 2).values).toEqual([3.5, 9.5, 21.5]);
  });

  it('leave out missing values and say how many', () => {
    expect(quantiles(Float64Array.of(NaN, 4, NaN, 2), [0.5])).toEqual({
      values: [3],
      type: 7,
      n: 2,
      missing: 2,
    });
  });

  it('refuse what has no quantile, by code', () => {
    const codeOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return error instanceof StatsError ? error.code : error;
      }
      return 'nothing thrown';
    };
    const one = Float64Array.of(1);
    expect(codeOf(() => quantiles(Float64Array.of(NaN), [0.5]))).toBe('no-values');
    expect(codeOf(() => quantiles(one, [1.01]))).toBe('invalid-probability');
    expect(codeOf(() => quantiles(one, [NaN]))).toBe('invalid-probability');
    expect(codeOf(() => quantiles(one, [0.5], 10 as QuantileType))).toBe('invalid-quantile-type');
  });

  it('never fall as the probability rises, and stay within the values', () => {
    fc.assert(
      fc.property(someValues, probability, probability, fc.constantFrom(...types), (values, p, q, type) => {
        const [lower, upper] = quantiles(values, [Math.min(p, q), Math.max(p, q)], type).values;
        expect(lower).toBeLessThanOrEqual(upper);
        expect(lower).toBeGreaterThanOrEqual(Math.min(...values));
        expect(upper).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  it('are the same of sorted values, and leave unsorted ones as they were', () => {
    fc.assert(
      fc.property(someValues, probability, fc.constantFrom(...types), (values, p, type) => {
        const before = values.slice();
        const [found] = quantiles(values, [p], type).values;
        expect(values).toEqual(before);
        expect(found).toBe(quantileSorted(values.toSorted(), p, type));
      }),
    );
  });
});
