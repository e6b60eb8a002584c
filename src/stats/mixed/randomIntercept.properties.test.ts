import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixedModelEquations, plainDeviance } from '../../../test/reference/stats/plainMixed.ts';
import { seededGenerator } from '../random/generator.ts';
import type { MixedInput, RandomIntercept } from './mixedTypes.ts';
import { plainData, simulate } from '../../../test/reference/stats/twoLevelCases.ts';
import { randomIntercept } from './randomIntercept.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const methods = fc.constantFrom('REML', 'ML');
const runs = { numRuns: 40 };

const numbersOf = ({ coefficients }: RandomIntercept) => coefficients.map(({ estimate }) => estimate ?? NaN);

function near(found: number, expected: number, share = 1e-8, floor = 1e-8): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.abs(expected) + floor);
}

describe('randomIntercept, in any case', () => {
  it('has the deviance that its definition gives, and no variances near it give a lower one', () => {
    fc.assert(
      fc.property(seeds, methods, (seed, method) => {
        const input = simulate(seed, { groups: 6, between: 1 });
        const found = randomIntercept(input, { method });
        const plain = plainData(input, null);
        const { between, residual } = found;
        const at = (t: number, s: number) => plainDeviance(plain, [[t]], s, method);
        near(at(between.estimate, residual.estimate), found.deviance, 1e-10);
        for (const share of [0.5, 0.9, 0.999, 1.001, 1.1, 2, 10]) {
          const moved = between.estimate === 0 ? share * 0.1 : share * between.estimate;
          expect(at(moved, residual.estimate)).toBeGreaterThan(found.deviance - 1e-9);
          expect(at(between.estimate, share * residual.estimate)).toBeGreaterThan(found.deviance - 1e-9);
        }
      }),
      runs,
    );
  });

  it('solves Henderson’s equations: coefficients, effects and both of their errors', () => {
    fc.assert(
      fc.property(seeds, methods, (seed, method) => {
        const input = simulate(seed, { groups: 7, between: 2 });
        const found = randomIntercept(input, { method });
        fc.pre(!found.singular && found.between.estimate > 1e-3 * found.residual.estimate);
        const [t, s] = [found.between.estimate, found.residual.estimate];
        const plain = mixedModelEquations(plainData(input, null), [[t]], s);
        numbersOf(found).forEach((value, i) => near(value, plain.coefficients[i]));
        found.coefficients.forEach(({ standardError }, i) => near(standardError ?? NaN, plain.errors[i]));
        found.effects.effect.forEach((effect, g) => {
          near(effect, plain.effect(g, 0));
          near(found.effects.comparativeError[g], plain.effectError(g, 0));
          near(found.effects.diagnosticError[g] ** 2, t - plain.effectError(g, 0) ** 2, 1e-6, 1e-6);
          near(found.effects.conditionalError[g] ** 2, (t * s) / (s + found.sizes[g] * t));
          near(found.effects.reliability[g], (found.sizes[g] * t) / (s + found.sizes[g] * t));
        });
      }),
      runs,
    );
  });

  it('has standard errors of variances from the second derivatives of the deviance', () => {
    const input = simulate(11, { groups: 12, between: 1.5 });
    const found = randomIntercept(input);
    const plain = plainData(input, null);
    const [t, s] = [found.between.estimate, found.residual.estimate];
    const at = (i: number, j: number) =>
      plainDeviance(plain, [[t * (1 + i * 1e-3)]], s * (1 + j * 1e-3), 'REML');
    const tt = (at(1, 0) + at(-1, 0) - 2 * at(0, 0)) / 1e-6;
    const ss = (at(0, 1) + at(0, -1) - 2 * at(0, 0)) / 1e-6;
    const ts = (at(1, 1) + at(-1, -1) - at(1, -1) - at(-1, 1)) / 4e-6;
    const determinant = tt * ss - ts * ts;
    near(found.between.standardError ?? NaN, t * Math.sqrt((2 * ss) / determinant), 1e-4);
    near(found.residual.standardError ?? NaN, s * Math.sqrt((2 * tt) / determinant), 1e-4);
  });

  it('is the analysis of variance where groups are of equal size', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const size = 6;
        const input = simulate(seed, { groups: 8, between: 1, size, covariates: 0 });
        const { within, between, mean } = analysisOfVariance(input, size);
        fc.pre(between > within);
        const found = randomIntercept(input);
        near(found.residual.estimate, within, 1e-11);
        near(found.between.estimate, (between - within) / size, 1e-10);
        near(numbersOf(found)[0], mean, 1e-12);
        near(found.coefficients[0].standardError ?? NaN, Math.sqrt(between / (8 * size)), 1e-10);
        near(found.icc.estimate, (between - within) / (between + (size - 1) * within), 1e-10);
      }),
      runs,
    );
  });

  it('shifts and stretches with the outcome and the covariates', () => {
    fc.assert(
      fc.property(
        seeds,
        methods,
        fc.constantFrom(1e-4, 0.3, 1e5),
        fc.constantFrom(-1e4, 7),
        (seed, method, scale, shift) => {
          const input = simulate(seed, { groups: 9, between: 1.5 });
          const stretched = {
            ...input,
            outcome: {
              name: 'y',
              values: input.outcome.values.map((value) => scale * value + shift * scale),
            },
            covariates: input.covariates.map(({ name, values }) => ({
              name,
              values: values.map((value) => value / scale + shift / scale),
            })),
          };
          const [a, b] = [randomIntercept(input, { method }), randomIntercept(stretched, { method })];
          near(b.between.estimate, scale ** 2 * a.between.estimate, 1e-7, 1e-9 * scale ** 2);
          near(b.residual.estimate, scale ** 2 * a.residual.estimate, 1e-8, 0);
          a.coefficients
            .slice(1)
            .forEach(({ estimate }, k) =>
              near(
                b.coefficients[k + 1].estimate ?? NaN,
                scale ** 2 * (estimate ?? NaN),
                1e-7,
                1e-8 * scale ** 2,
              ),
            );
          a.effects.effect.forEach((effect, g) =>
            near(b.effects.effect[g], scale * effect, 1e-7, 1e-7 * scale),
          );
        },
      ),
      runs,
    );
  });

  it('does not mind the order of rows and groups, nor groups without rows, and leaves the input as it was', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = simulate(seed, { groups: 6, between: 1.5 });
        const before = structuredClone(input);
        const { below } = seededGenerator(seed);
        const order = Array.from(input.outcome.values.keys());
        for (let i = order.length - 1; i > 0; i--) {
          const j = below(i + 1);
          [order[i], order[j]] = [order[j], order[i]];
        }
        const shuffled: MixedInput = {
          outcome: { name: 'y', values: Float64Array.from(order, (i) => input.outcome.values[i]) },
          covariates: input.covariates.map(({ name, values }) => ({
            name,
            values: Float64Array.from(order, (i) => values[i]),
          })),
          groups: {
            names: ['nobody', ...input.groups.names.toReversed()],
            code: Int32Array.from(order, (i) => 6 - input.groups.code[i]),
          },
        };
        const [a, b] = [randomIntercept(input), randomIntercept(shuffled)];
        expect(input).toEqual(before);
        expect(b.groups).toBe(6);
        expect(b.effects.effect[0]).toBeNaN();
        near(b.between.estimate, a.between.estimate, 1e-9);
        near(b.deviance, a.deviance, 1e-11);
        a.effects.effect.forEach((effect, g) => near(b.effects.effect[6 - g], effect));
      }),
      runs,
    );
  });

  it('keeps its digits where groups lie far apart and the numbers far from 0', () => {
    const input = simulate(5, { groups: 8, between: 1, covariates: 0, size: 5 });
    const far = {
      ...input,
      outcome: {
        name: 'y',
        values: input.outcome.values.map((value, i) => value + 1e6 + 1e5 * input.groups.code[i] ** 2),
      },
    };
    const { within } = analysisOfVariance(far, 5);
    near(randomIntercept(far).residual.estimate, within, 1e-9);
  });

  it('has an interval of the intraclass correlation at whose ends the deviance is higher by 3.84', () => {
    const input = simulate(8, { groups: 12, between: 1.2 });
    const found = randomIntercept(input);
    const plain = plainData(input, null);
    const profile = (share: number) => {
      // The best residual variance at a given share, by golden section.
      let [low, high] = [found.residual.estimate / 10, found.residual.estimate * 10];
      const at = (s: number) => plainDeviance(plain, [[(s * share) / (1 - share)]], s, 'REML');
      for (let i = 0; i < 60; i++) {
        const [a, b] = [high - (high - low) * 0.618034, low + (high - low) * 0.618034];
        if (at(a) < at(b)) high = b;
        else low = a;
      }
      return at((low + high) / 2);
    };
    for (const end of found.icc.interval) near(profile(end) - found.deviance, 3.841458820694124, 1e-5);
  });
});

function analysisOfVariance({ outcome, groups }: MixedInput, size: number) {
  const y = Array.from(outcome.values);
  const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = average(y);
  const means = groups.names.map((_, g) => average(y.filter((__, i) => groups.code[i] === g)));
  const squares = y.reduce((sum, value, i) => sum + (value - means[groups.code[i]]) ** 2, 0);
  const between = (size * means.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / (means.length - 1);
  return { mean, between, within: squares / (y.length - means.length) };
}
