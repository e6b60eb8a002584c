import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatsError } from '../errors.ts';
import { quantiles } from './quantile.ts';
import { weightedQuantiles, type WeightedQuantileRule } from './weightedQuantile.ts';

const rows = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 6 })), {
  minLength: 1,
  maxLength: 40,
});
const probability = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75, 1),
);
const rules = fc.constantFrom<WeightedQuantileRule>('inverse', 'averaged');
const typeOf = { inverse: 1, averaged: 2 } as const;
const values = (list: [number, number][]) => Float64Array.from(list, ([value]) => value);
const weights = (list: [number, number][]) => Float64Array.from(list, ([, weight]) => weight);

describe('weightedQuantiles', () => {
  it('are quantiles of type 1 and 2 of the rows, each repeated as often as its weight says', () => {
    fc.assert(
      fc.property(rows, probability, rules, (list, p, rule) => {
        const repeated = list.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
        const [expected] = quantiles(Float64Array.from(repeated), [p], typeOf[rule]).values;
        const found = weightedQuantiles(values(list), weights(list), [p], rule);
        expect(found.values).toEqual([expected]);
        expect(found.weight).toBe(repeated.length);
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on the unit of the weights or the order of the rows, and leave both as they were', () => {
    fc.assert(
      fc.property(rows, probability, fc.constantFrom(0.001, 0.37, 1e6), rules, (list, p, unit, rule) => {
        const [x, w] = [values(list), weights(list)];
        const found = weightedQuantiles(x, w, [p], rule).values;
        expect(
          weightedQuantiles(
            x,
            w.map((weight) => weight * unit),
            [p],
            rule,
          ).values,
        ).toEqual(found);
        const back = list.toReversed();
        expect(weightedQuantiles(values(back), weights(back), [p], rule).values).toEqual(found);
        expect([x, w]).toEqual([values(list), weights(list)]);
      }),
    );
  });

  it('leave out and count rows without a value, without a weight and with a weight of 0', () => {
    const found = weightedQuantiles(
      Float64Array.of(5, NaN, 1, 9, 3),
      Float64Array.of(1, 1, NaN, 0, 3),
      [0.75, 0.76],
    );
    expect(found).toEqual({ values: [3, 5], rule: 'inverse', n: 2, weight: 4, missing: 2, unweighted: 1 });
  });

  it('count a share within rounding of a step as on it', () => {
    const tenths = new Float64Array(10).fill(0.1);
    const x = Float64Array.from(tenths.keys());
    expect(weightedQuantiles(x, tenths, [0.3, 0.7, 0.8]).values).toEqual([2, 6, 7]);
    // Five sixths of these weights are 0.5000000000000001, the first five of them 0.5.
    expect(weightedQuantiles(x.slice(0, 6), tenths.slice(0, 6), [5 / 6]).values).toEqual([4]);
    expect(weightedQuantiles(x, tenths, [0.3, 0.7], 'averaged').values).toEqual([2.5, 6.5]);
  });

  it('refuse what has no quantile, by code', () => {
    const codeOf = (x: number[], w: number[], p = 0.5, rule: WeightedQuantileRule = 'inverse') => {
      try {
        weightedQuantiles(Float64Array.from(x), Float64Array.from(w), [p], rule);
      } catch (error) {
        return error instanceof StatsError ? error.code : error;
      }
      return 'nothing thrown';
    };
    expect(codeOf([1], [])).toBe('length-mismatch');
    expect(codeOf([1], [0])).toBe('no-values');
    expect(codeOf([1], [-1])).toBe('negative-weight');
    expect(codeOf([1], [Infinity])).toBe('infinite-value');
    expect(codeOf([1], [1], 1.1)).toBe('invalid-probability');
    expect(codeOf([1], [1], 0.5, 'type 6' as 'inverse')).toBe('invalid-quantile-rule');
  });
});
