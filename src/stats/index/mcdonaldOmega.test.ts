import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatsError } from '../errors.ts';
import { seededGenerator } from '../random/generator.ts';
import { alphaOfMatrix } from './cronbachAlpha.ts';
import { mcdonaldOmega } from './mcdonaldOmega.ts';
import { oneFactor } from './oneFactor.ts';
import type { Direction } from './principalComponent.ts';

const loadingsCase = fc.array(fc.double({ min: 0.2, max: 0.95, noNaN: true }), {
  minLength: 3,
  maxLength: 9,
});

/** The correlations that one factor implies. */
const implied = (loadings: readonly number[]) =>
  Float64Array.from(loadings.flatMap((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b))));

function scale(seed: number, degrees: readonly number[], rows = 200) {
  const { uniform } = seededGenerator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const trait = Array.from({ length: rows }, normal);
  return degrees.map((degree, j) => ({
    name: `item ${j}`,
    values: Float64Array.from(trait, (t) => degree * t + Math.sqrt(1 - degree ** 2) * normal()),
  }));
}

describe('oneFactor', () => {
  it('finds the loadings that correlations were made of', () => {
    fc.assert(
      fc.property(loadingsCase, (loadings) => {
        const found = oneFactor(implied(loadings), loadings.length);
        const sign = Math.sign(found.loadings[0]);
        loadings.forEach((loading, i) => expect(sign * found.loadings[i]).toBeCloseTo(loading, 7));
        expect(found.discrepancy).toBeLessThan(1e-12);
      }),
    );
  });

  it('stops at the border of unique variances', () => {
    // The first item correlates higher with the others than one factor allows; expected values by R's factanal.
    const correlation = [1, 0.9, 0.9, 0.5, 0.9, 1, 0.65, 0.4, 0.9, 0.65, 1, 0.4, 0.5, 0.4, 0.4, 1];
    const found = oneFactor(Float64Array.from(correlation), 4);
    [0.005, 0.192983530151, 0.192983530151, 0.751046907006].forEach((value, i) =>
      expect(found.uniquenesses[i]).toBeCloseTo(value, 6),
    );
    expect(found.discrepancy).toBeCloseTo(1.52433723258, 10);
  });

  it('refuses items that determine each other', () => {
    expect(() => oneFactor(Float64Array.of(1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1), 3)).toThrow(
      'determined by the others',
    );
  });
});

describe('mcdonaldOmega', () => {
  it('is alpha where all items measure equally well', () => {
    const equal = implied([0.6, 0.6, 0.6, 0.6]);
    const { loadings, uniquenesses } = oneFactor(equal, 4);
    const sum = loadings.reduce((total, value) => total + value, 0) ** 2;
    const unique = uniquenesses.reduce((total, value) => total + value, 0);
    expect(sum / (sum + unique)).toBeCloseTo(alphaOfMatrix(equal, [1, 1, 1, 1]), 10);
  });

  it('does not depend on the order of items, and standardised not on their units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (seed, unit) => {
          const items = scale(seed, [0.8, 0.7, 0.5, 0.6]);
          const found = mcdonaldOmega(items);
          const back = mcdonaldOmega(items.toReversed());
          expect(back.raw).toBeCloseTo(found.raw, 9);
          const [first, ...others] = items;
          const stretched = { ...first, values: first.values.map((value) => unit * value - 3) };
          expect(mcdonaldOmega([stretched, ...others]).standardised).toBeCloseTo(found.standardised, 9);
          expect(found.raw).toBeGreaterThan(0);
          expect(found.raw).toBeLessThan(1);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('reverses items that are worded the other way round, and warns where one contradicts', () => {
    const items = scale(4, [0.8, 0.7, 0.5, 0.6]);
    const [first, ...others] = items;
    const reversed = [{ ...first, values: first.values.map((value) => 7 - value) }, ...others];
    const directions: Direction[] = [-1, 1, 1, 1];
    const found = mcdonaldOmega(reversed, directions);
    expect(found.raw).toBeCloseTo(mcdonaldOmega(items).raw, 9);
    expect(found.loadings[0]).toBeLessThan(0);
    expect(found.warnings).toEqual([]);
    expect(mcdonaldOmega(reversed).warnings.map(({ code }) => code)).toEqual(['direction-contradicted']);
  });

  it('counts rows that lack an item, and refuses two items', () => {
    const items = scale(5, [0.8, 0.7, 0.5]);
    items[1].values[3] = NaN;
    expect(mcdonaldOmega(items)).toMatchObject({ n: 199, dropped: 1, items: 3 });
    expect(() => mcdonaldOmega(items.slice(0, 2))).toThrow(StatsError);
  });
});
