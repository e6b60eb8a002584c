import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalProbability } from '../distributions/normal.ts';
import { StatsError } from '../errors.ts';
import { caterpillar } from './caterpillar.ts';

const effects = fc.array(
  fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 2, noNaN: true })),
  { minLength: 2, maxLength: 40 },
);

describe('caterpillar', () => {
  it('has the pair intervals of Goldstein & Healy: 1.39 errors where all are equal', () => {
    const found = caterpillar(Float64Array.of(1, 0, -1), Float64Array.of(0.5, 0.5, 0.5));
    expect(found.pairMultiplier).toBeCloseTo(1.959963984540054 / Math.SQRT2, 8);
    expect(found.pairMultiplier.toFixed(2)).toBe('1.39');
    expect(found.pairHigh[1]).toBeCloseTo(0.5 * found.pairMultiplier, 12);
  });

  it('chooses them so that equal groups fail to overlap at the promised rate, averaged over pairs', () => {
    fc.assert(
      fc.property(effects, (list) => {
        const errors = Float64Array.from(list, ([, error]) => error);
        const { pairMultiplier } = caterpillar(
          Float64Array.from(list, ([effect]) => effect),
          errors,
          {
            confidence: 0.9,
          },
        );
        const rates: number[] = [];
        errors.forEach((a, i) =>
          errors
            .subarray(0, i)
            .forEach((b) =>
              rates.push(2 * normalProbability((-pairMultiplier * (a + b)) / Math.hypot(a, b))),
            ),
        );
        expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeCloseTo(0.1, 8);
      }),
    );
  });

  it('orders groups and says which lie clear of the reference', () => {
    const found = caterpillar(
      Float64Array.of(2, NaN, -2, 0.1, 0.1, 5),
      Float64Array.of(1, 1, 0.5, 0.3, 0.2, NaN),
    );
    expect([...found.order]).toEqual([2, 3, 4, 0]);
    expect([...found.standing]).toEqual([1, 0, -1, 0, 0, 0]);
    expect(found).toMatchObject({ n: 4, dropped: 2, counts: { below: 1, unclear: 2, above: 1 } });
    expect(found.low[1]).toBeNaN();
    expect(found.low[0]).toBeCloseTo(2 - 1.959963984540054, 12);
  });

  it('moves with the reference and stretches with the unit', () => {
    fc.assert(
      fc.property(effects, fc.double({ min: 0.1, max: 50, noNaN: true }), (list, unit) => {
        const effect = Float64Array.from(list, ([value]) => value);
        const error = Float64Array.from(list, ([, value]) => value);
        const a = caterpillar(effect, error, { reference: 1 });
        const b = caterpillar(
          effect.map((value) => -unit * value),
          error.map((value) => unit * value),
          {
            reference: -unit,
          },
        );
        expect(b.pairMultiplier).toBeCloseTo(a.pairMultiplier, 7);
        expect(b.counts).toEqual({ below: a.counts.above, unclear: a.counts.unclear, above: a.counts.below });
      }),
    );
  });

  it('takes many groups and ones without any error', () => {
    const many = Float64Array.from({ length: 5000 }, (_, i) => i % 7);
    const found = caterpillar(
      many,
      many.map((value) => 1 + value / 10),
    );
    expect(found.pairMultiplier).toBeGreaterThan(1.385);
    expect(found.pairMultiplier).toBeLessThan(1.43);
    expect(caterpillar(Float64Array.of(0, 0), Float64Array.of(0, 0)).counts.unclear).toBe(2);
  });

  it('refuses what cannot be drawn', () => {
    const one = Float64Array.of(1);
    expect(() => caterpillar(one, Float64Array.of(1, 2))).toThrow(StatsError);
    expect(() => caterpillar(one, Float64Array.of(-1))).toThrow('negative');
    expect(() => caterpillar(one, Float64Array.of(NaN))).toThrow('No group');
  });
});
