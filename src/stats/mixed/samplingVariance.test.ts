import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededGenerator } from '../random/generator.ts';
import { fillNormals } from '../random/normals.ts';
import { samplingVariance } from './samplingVariance.ts';

const of = (...values: number[]) => Float64Array.from(values);

/** Two years of schools of very different size. */
function twoYears(schools: number, seed: number, { pupil, year }: { pupil: number; year: number }) {
  const generator = seededGenerator(seed);
  const noise = new Float64Array(5 * schools);
  fillNormals(noise, generator);
  const pupils = [0, 1].map(() => Float64Array.from({ length: schools }, () => 5 + generator.below(200)));
  const years = pupils.map((sizes, y) => ({
    pupils: sizes,
    values: sizes.map(
      (size, i) =>
        10 * noise[i] +
        year * noise[(1 + y) * schools + i] +
        (pupil * noise[(3 + y) * schools + i]) / Math.sqrt(size),
    ),
  }));
  return years;
}

describe('samplingVariance', () => {
  it('gives a share of 0 or of all pupils a variance, by two pupils more on either side', () => {
    const { variances, n, dropped } = samplingVariance({
      rule: 'share',
      values: of(100, 0, 50, NaN, 50),
      pupils: of(12, 12, 12, 12, NaN),
      outOf: 100,
    });
    // (14 ∕ 16 · 2 ∕ 16) ∕ 12 and (8 ∕ 16 · 8 ∕ 16) ∕ 12, in squared percentage points.
    [28 / 256 / 12, 28 / 256 / 12, 1 / 4 / 12, NaN, NaN].forEach((expected, school) => {
      if (Number.isNaN(expected)) expect(variances[school]).toBeNaN();
      else expect(variances[school] / 10000).toBeCloseTo(expected, 14);
    });
    expect([n, dropped]).toEqual([3, 2]);
  });

  it('is the same whether successes or failures are counted, and in percent as in fractions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (size, reached) => {
        const share = Math.min(1, reached / size);
        const variance = (value: number, outOf: 1 | 100) =>
          samplingVariance({ rule: 'share', values: of(value), pupils: of(size), outOf }).variances[0];
        expect(variance(share, 1)).toBeGreaterThan(0);
        expect(variance(1 - share, 1)).toBeCloseTo(variance(share, 1), 12);
        expect(variance(100 * share, 100) / 10000).toBeCloseTo(variance(share, 1), 12);
      }),
    );
  });

  it('divides the variance of pupils by their number', () => {
    const found = samplingVariance({ rule: 'known-deviation', pupils: of(9, NaN, 36), standardDeviation: 6 });
    expect(found.variances).toEqual(of(4, NaN, 1));
    expect(found.pupil).toEqual({ estimate: 36, standardError: null });
  });

  it('finds what went into simulated schools, within three of its standard errors', () => {
    for (const seed of [1, 2, 3]) {
      const found = samplingVariance({
        rule: 'size-and-change',
        years: twoYears(4000, seed, { pupil: 20, year: 1.5 }),
      });
      const off = (
        { estimate, standardError }: { estimate: number; standardError: number | null },
        truth: number,
      ) => Math.abs(estimate - truth) / (standardError ?? 0);
      expect(off(found.pupil ?? { estimate: NaN, standardError: null }, 400)).toBeLessThan(3);
      expect(off(found.year ?? { estimate: NaN, standardError: null }, 2.25)).toBeLessThan(3);
    }
  });

  it('gives no variances, and says so, where changes do not hang on size or sizes are alike', () => {
    const pupils = of(10, 20, 40, 80, 160, 320);
    const before = new Float64Array(6);
    // The larger the school, the larger its change.
    const years = [
      { pupils, values: before },
      { pupils, values: of(1, -1, 4, -4, 9, -9) },
    ];
    const found = samplingVariance({ rule: 'size-and-change', years });
    expect(found).toMatchObject({ pupil: { estimate: 0, standardError: null }, n: 0, dropped: 6 });
    expect(found.warnings.map(({ code }) => code)).toEqual(['no-pupil-variance']);
    const alike = years.map(({ values }) => ({ values, pupils: new Float64Array(6).fill(30) }));
    const { warnings } = samplingVariance({ rule: 'size-and-change', years: alike });
    expect(warnings).toEqual([
      { code: 'no-pupil-variance', message: expect.stringContaining('alike in size') },
    ]);
  });

  it('warns where the variance of pupils is only roughly told', () => {
    const years = twoYears(12, 5, { pupil: 20, year: 4 });
    const found = samplingVariance({ rule: 'size-and-change', years });
    const { estimate = NaN, standardError } = found.pupil ?? {};
    expect(estimate).toBeGreaterThan(0);
    expect(estimate).toBeLessThan(2 * (standardError ?? NaN));
    expect(found.warnings.map(({ code }) => code)).toEqual(['uncertain-pupil-variance']);
  });

  it('does not hang on a shift of a year or on the order of schools, and goes with the square of the unit', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(0.01, 10),
        fc.integer({ min: -50, max: 50 }),
        (seed, scale, shift) => {
          const years = twoYears(40, seed, { pupil: 10, year: 1 });
          const moved = years.map(({ values, pupils }, y) => ({
            pupils: pupils.toReversed(),
            values: values.map((value) => scale * (value + y * shift)).toReversed(),
          }));
          const [a, b] = [years, moved].map((given) =>
            samplingVariance({ rule: 'size-and-change', years: given }),
          );
          const near = (found = NaN, wanted = NaN) =>
            expect(Math.abs(found / scale ** 2 - wanted)).toBeLessThanOrEqual(1e-6 * (1 + wanted));
          near(b.pupil?.estimate, a.pupil?.estimate);
          near(b.year?.estimate, a.year?.estimate);
          const [c, d] = [years, moved].map((given) =>
            samplingVariance({ rule: 'change', years: given.map(({ values }) => values) }),
          );
          near(d.year?.estimate, c.year?.estimate);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses what has no answer, by code', () => {
    const one = { values: of(1, 2, 3), pupils: of(4, 5, 6) };
    const refusal = (input: Parameters<typeof samplingVariance>[0], code: string) =>
      expect(() => samplingVariance(input)).toThrow(expect.objectContaining({ code }));
    refusal({ rule: 'share', ...one, outOf: 1 }, 'invalid-proportion');
    refusal({ rule: 'share', values: of(0.5), pupils: of(0), outOf: 1 }, 'invalid-size');
    refusal({ rule: 'share', values: of(0.5), pupils: of(1, 2), outOf: 1 }, 'length-mismatch');
    refusal({ rule: 'known-deviation', pupils: of(4), standardDeviation: 0 }, 'invalid-deviation');
    refusal({ rule: 'size-and-change', years: [one] }, 'too-few-years');
    refusal(
      { rule: 'size-and-change', years: [one, { values: of(NaN, 1, 2), pupils: one.pupils }] },
      'too-few-rows',
    );
    refusal({ rule: 'change', years: [one.values, of(1, 2)] }, 'length-mismatch');
    refusal({ rule: 'change', years: [one.values, of(1, Infinity, 2)] }, 'infinite-value');
    refusal({ rule: 'change', years: [of(1, NaN), of(NaN, 2)] }, 'too-few-rows');
  });
});
