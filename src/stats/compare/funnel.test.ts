import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import reference from '../../../test/reference/stats/compare.json' with { type: 'json' };
import { StatsError } from '../errors.ts';
import { seededGenerator } from '../random/generator.ts';
import { funnel, funnelLimits, type FunnelKind } from './funnel.ts';

const shares: FunnelKind = { kind: 'proportion' };
const means: FunnelKind = { kind: 'mean', standardDeviation: 10 };

describe('funnelLimits', () => {
  it.each(reference.funnel)(
    'of shares follow R’s binomial: $size pupils, $target, $tail',
    ({ size, target, tail, low }) => {
      const sizes = Float64Array.of(size);
      const confidence = 1 - 2 * tail;
      const found = funnelLimits(sizes, shares, { target, confidence });
      expect(found.low[0]).toBeCloseTo(low, 11);
      const turned = funnelLimits(sizes, shares, { target: 1 - target, confidence });
      expect(turned.high[0]).toBeCloseTo(1 - low, 11);
    },
  );

  it('of means are a root of the size wide', () => {
    const { low, high } = funnelLimits(Float64Array.of(1, 4, 100), means, { target: 50, confidence: 0.95 });
    [10, 5, 1].forEach((error, i) => {
      expect(high[i] - 50).toBeCloseTo(1.959963984540054 * error, 12);
      expect(50 - low[i]).toBeCloseTo(1.959963984540054 * error, 12);
    });
  });

  it('of shares lie within 0 and 1 and leave out no more than the tails', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (size, target) => {
          const { low, high } = funnelLimits(Float64Array.of(size), shares, { target, confidence: 0.9 });
          let p = (1 - target) ** size;
          let [below, above] = [0, 0];
          for (let k = 0; k <= size; k++) {
            if (k / size < low[0] - 1e-12) below += p;
            if (k / size > high[0] + 1e-12) above += p;
            p *= ((size - k) / (k + 1)) * (target / (1 - target));
          }
          expect(low[0]).toBeGreaterThanOrEqual(0);
          expect(high[0]).toBeLessThanOrEqual(1);
          expect(below).toBeLessThanOrEqual(0.05 + 1e-9);
          expect(above).toBeLessThanOrEqual(0.05 + 1e-9);
        },
      ),
    );
  });
});

describe('funnel', () => {
  it('holds schools against the mean of all pupils and counts those outside', () => {
    const found = funnel(Float64Array.of(52, 47, NaN, 50), Float64Array.of(100, 300, 10, 100), means);
    expect(found.target).toBeCloseTo((5200 + 14100 + 5000) / 500, 12);
    expect(found).toMatchObject({ n: 3, dropped: 1, widened: false });
    expect(found.limits.map(({ below, above }) => [below, above])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(found.z[2]).toBeNaN();
    expect(found.limits[0].low[2]).toBeNaN();
    expect(found.z[0]).toBeCloseTo((52 - 48.6) / 1, 12);
  });

  it('finds about 5 % outside where chance alone is at work, and the excess where it is not', () => {
    const { uniform } = seededGenerator(12);
    const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const sizes = Float64Array.from({ length: 4000 }, () => 20 + Math.floor(200 * uniform()));
    const chance = sizes.map((size) => 50 + (10 / Math.sqrt(size)) * normal());
    const plain = funnel(chance, sizes, means, { target: 50 });
    const [first] = plain.limits;
    expect((first.below + first.above) / 4000).toBeCloseTo(0.05, 1.9);
    // Pulling in the outer tenths of a normal distribution leaves 0.679 of its mean square.
    expect(plain.overdispersion).toBeCloseTo(0.679, 1);
    const wide = funnel(
      chance.map((value) => 50 + 3 * (value - 50)),
      sizes,
      means,
      { target: 50, widen: true },
    );
    expect(wide.overdispersion).toBeCloseTo(9 * plain.overdispersion, 8);
    expect(wide.widened).toBe(true);
    const reach = wide.limits[0].high[0] - 50;
    expect(reach / (first.high[0] - 50)).toBeCloseTo(Math.sqrt(wide.overdispersion), 10);
  });

  it('refuses what has no funnel, by code', () => {
    const codeOf = (values: number[], sizes: number[], kind: FunnelKind, options = {}) => {
      try {
        funnel(Float64Array.from(values), Float64Array.from(sizes), kind, options);
      } catch (error) {
        return error instanceof StatsError ? error.code : error;
      }
      return 'nothing thrown';
    };
    expect(codeOf([1], [1, 2], means)).toBe('length-mismatch');
    expect(codeOf([NaN], [1], means)).toBe('no-values');
    expect(codeOf([1], [0], means)).toBe('invalid-size');
    expect(codeOf([0.5], [1.5], shares)).toBe('invalid-size');
    expect(codeOf([50], [10], shares)).toBe('invalid-proportion');
    expect(codeOf([1, 1], [10, 10], shares)).toBe('invalid-target');
    expect(codeOf([1], [10], { kind: 'mean', standardDeviation: 0 })).toBe('invalid-deviation');
    expect(codeOf([1], [10], means, { confidences: [95] })).toBe('invalid-confidence');
  });
});
