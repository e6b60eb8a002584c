import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixedModelEquations, plainDeviance } from '../../../test/reference/stats/plainMixed.ts';
import { plainData, simulate } from '../../../test/reference/stats/twoLevelCases.ts';
import { StatsError } from '../errors.ts';
import { randomIntercept } from './randomIntercept.ts';
import { randomSlope } from './randomSlope.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const methods = fc.constantFrom('REML', 'ML');
const runs = { numRuns: 30 };
const spread = { groups: 8, between: 2, slope: 1 };

function near(found: number, expected: number, share = 1e-7, floor = 1e-7): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.abs(expected) + floor);
}

type Found = ReturnType<typeof randomSlope>;
const matrixOf = ({ between: { intercept, covariance, slope } }: Found) => [
  [intercept.estimate, covariance.estimate],
  [covariance.estimate, slope.estimate],
];

/**
 * Whether anything is left over within the groups once each has a line of its own and the other covariates are taken out:
 * counted from the sizes alone. Without it there is no residual variance, and the model is refused.
 */
function leavesResiduals({ groups, covariates }: ReturnType<typeof simulate>): boolean {
  const sizes = groups.names.map((_, group) => groups.code.filter((code) => code === group).length);
  const free = sizes.reduce((sum, size) => sum + Math.max(0, size - 2), 0);
  return free > covariates.length - 1;
}

describe('randomSlope', () => {
  it('has the deviance that its definition gives, and no variances near it give a lower one', () => {
    fc.assert(
      fc.property(seeds, methods, (seed, method) => {
        const input = simulate(seed, spread);
        fc.pre(leavesResiduals(input));
        const found = randomSlope({ ...input, slope: 'x0' }, { method });
        const plain = plainData(input, 0);
        const s = found.residual.estimate;
        const [[t0, t01], [, t1]] = matrixOf(found);
        near(plainDeviance(plain, matrixOf(found), s, method), found.deviance, 1e-8);
        // At the mean of x0, where intercept and slope are least entangled.
        const level = t0 + 20 * t01 + 100 * t1;
        const tilt = t01 + 10 * t1;
        for (const [a, b, c, d] of [
          [0.01, 0, 0, 0],
          [0, 0.01, 0, 0],
          [0, -0.01, 0, 0],
          [0, 0, 0.01, 0],
          [0.3, 0.1, 0.2, 0],
          [0, 0, 0, 0.02],
          [0, 0, 0, -0.02],
        ]) {
          const [v0, v01, v1] = [level * (1 + a) + a, tilt + b, t1 * (1 + c) + c];
          if (v0 * v1 < v01 * v01) continue;
          const moved = [
            [v0 - 20 * v01 + 100 * v1, v01 - 10 * v1],
            [v01 - 10 * v1, v1],
          ];
          expect(plainDeviance(plain, moved, s * (1 + d), method)).toBeGreaterThan(found.deviance - 1e-7);
        }
        expect(found.convergence.converged).toBe(true);
      }),
      runs,
    );
  });

  it('comes to an end where the way there leads through a long flat valley', () => {
    const found = randomSlope({ ...simulate(284885, spread), slope: 'x0' }, { method: 'ML' });
    expect(found.convergence).toMatchObject({ converged: true });
    expect(found.between.correlation).toBeCloseTo(-1, 6);
  });

  it('is refused where groups of one and two and a single third row leave nothing over', () => {
    const input = simulate(560510, spread);
    expect(leavesResiduals(input)).toBe(false);
    expect(() => randomSlope({ ...input, slope: 'x0' })).toThrow(
      expect.objectContaining({ code: 'no-residual-variance' }),
    );
  });

  it('solves Henderson’s equations: coefficients, effects and their errors', () => {
    fc.assert(
      fc.property(seeds, methods, (seed, method) => {
        const input = simulate(seed, spread);
        fc.pre(leavesResiduals(input));
        const found = randomSlope({ ...input, slope: 'x0' }, { method });
        fc.pre(!found.singular && Math.abs(found.between.correlation ?? 1) < 0.999);
        fc.pre(found.between.slope.estimate > 1e-2 * found.residual.estimate);
        const plain = mixedModelEquations(plainData(input, 0), matrixOf(found), found.residual.estimate);
        found.coefficients.forEach(({ estimate, standardError }, i) => {
          near(estimate ?? NaN, plain.coefficients[i], 1e-6);
          near(standardError ?? NaN, plain.errors[i], 1e-6);
        });
        found.sizes.forEach((_, g) => {
          near(found.intercepts.effect[g], plain.effect(g, 0), 1e-5, 1e-5);
          near(found.slopes.effect[g], plain.effect(g, 1), 1e-5, 1e-6);
          near(found.intercepts.comparativeError[g], plain.effectError(g, 0), 1e-5);
          near(found.slopes.comparativeError[g], plain.effectError(g, 1), 1e-5);
          near(found.comparativeCovariance[g], plain.effectCovariance(g), 1e-5);
        });
      }),
      runs,
    );
  });

  it('has standard errors of variances from the second derivatives of the deviance', () => {
    // About its middle, where intercept and slope are little entangled and differences tell derivatives well.
    const made = simulate(21, { groups: 14, between: 2, slope: 1, size: 6, covariates: 1 });
    const x0 = { name: 'x0', values: made.covariates[0].values.map((value) => value - 10) };
    const input = { ...made, covariates: [x0] };
    const found = randomSlope({ ...input, slope: 'x0' });
    const plain = plainData(input, 0);
    const [[t0, t01], [, t1]] = matrixOf(found);
    const start = [t0, t01, t1, found.residual.estimate];
    const steps = start.map((value) => Math.abs(value) * 2e-3);
    const at = (moves: number[]) => {
      const [v0, v01, v1, s] = start.map((value, i) => value + moves[i] * steps[i]);
      return plainDeviance(
        plain,
        [
          [v0, v01],
          [v01, v1],
        ],
        s,
        'REML',
      );
    };
    const unit = (i: number, by: number) => [0, 1, 2, 3].map((j) => (i === j ? by : 0));
    const plus = (a: number[], b: number[]) => a.map((value, i) => value + b[i]);
    const hessian = start.map((_, i) =>
      start.map((__, j) => {
        const corner = (a: number, b: number) => at(plus(unit(i, a), unit(j, b)));
        return (corner(1, 1) + corner(-1, -1) - corner(1, -1) - corner(-1, 1)) / (4 * steps[i] * steps[j]);
      }),
    );
    const { intercept, covariance, slope } = found.between;
    const errors = [intercept, covariance, slope, found.residual].map(
      ({ standardError }) => standardError ?? NaN,
    );
    const expected = diagonalOfInverse(hessian).map((value) => Math.sqrt(2 * value));
    errors.forEach((error, i) => near(error, expected[i], 1e-2));
  });

  it('is the random intercept where slopes do not differ', () => {
    // Slopes of y on x are the same in every group, and x has the same values in each.
    const xs = [-2, -1, 0, 1, 2];
    const noise = [0.1, -0.2, 0, 0.2, -0.1];
    const code = Int32Array.from({ length: 30 }, (_, i) => Math.floor(i / 5));
    const x = Float64Array.from({ length: 30 }, (_, i) => xs[i % 5]);
    const y = x.map((value, i) => 2 * value + code[i] ** 1.5 + 3 * noise[(i + code[i]) % 5]);
    const input = {
      outcome: { name: 'y', values: y },
      covariates: [{ name: 'x', values: x }],
      groups: { names: ['a', 'b', 'c', 'd', 'e', 'f'], code },
    };
    const [slope, intercept] = [randomSlope({ ...input, slope: 'x' }), randomIntercept(input)];
    expect(slope.singular).toBe(true);
    expect(slope.warnings.map((warning) => warning.code)).toEqual(['singular']);
    expect(slope.between.slope.standardError).toBeNull();
    expect(slope.deviance).toBeLessThanOrEqual(intercept.deviance + 1e-9);
    if (slope.between.slope.estimate < 1e-9) near(slope.deviance, intercept.deviance, 1e-10);
  });

  it('never fits worse than the random intercept', () => {
    fc.assert(
      fc.property(seeds, methods, (seed, method) => {
        const input = simulate(seed, { groups: 7, between: 1, slope: 0.1 });
        fc.pre(leavesResiduals(input));
        const slope = randomSlope({ ...input, slope: 'x1' }, { method });
        expect(slope.deviance).toBeLessThanOrEqual(randomIntercept(input, { method }).deviance + 1e-8);
        const { intercept, slope: ofSlope, covariance } = slope.between;
        expect(intercept.estimate * ofSlope.estimate).toBeGreaterThanOrEqual(
          covariance.estimate ** 2 * (1 - 1e-9),
        );
      }),
      runs,
    );
  });

  it('tells the same in other units and from another origin', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.01, 50), fc.constantFrom(-3, 400), (seed, scale, shift) => {
        const input = simulate(seed, spread);
        fc.pre(leavesResiduals(input));
        const [x0, x1] = input.covariates;
        const moved = { name: 'x0', values: x0.values.map((value) => scale * value + shift) };
        const a = randomSlope({ ...input, slope: 'x0' });
        const b = randomSlope({ ...input, covariates: [moved, x1], slope: 'x0' });
        near(b.residual.estimate, a.residual.estimate, 1e-6);
        near(b.between.slope.estimate * scale ** 2, a.between.slope.estimate, 1e-5, 1e-5);
        // The variance of the groups' lines at the old origin.
        const { intercept, covariance, slope } = b.between;
        const there = intercept.estimate + shift * (2 * covariance.estimate + shift * slope.estimate);
        near(there, a.between.intercept.estimate, 1e-4, 1e-3);
        a.slopes.effect.forEach((effect, g) => near(b.slopes.effect[g] * scale, effect, 1e-4, 1e-4));
      }),
      runs,
    );
  });

  it('refuses a slope that is not there or has nothing of its own', () => {
    const input = simulate(9, spread);
    const codeOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return error instanceof StatsError ? error.code : error;
      }
      return 'nothing thrown';
    };
    expect(codeOf(() => randomSlope({ ...input, slope: 'x7' }))).toBe('unknown-slope');
    const same = { name: 'same', values: input.covariates[0].values.map((value) => 2 * value) };
    const covariates = [...input.covariates, same];
    expect(codeOf(() => randomSlope({ ...input, covariates, slope: 'same' }))).toBe('dependent-slope');
  });
});

/** By Cramer’s rule, so that nothing is shared with what is tested. */
function diagonalOfInverse(matrix: number[][]): number[] {
  const determinant = (m: number[][]): number =>
    m.length === 1
      ? m[0][0]
      : m[0].reduce(
          (sum, value, j) =>
            sum +
            (j % 2 === 0 ? 1 : -1) *
              value *
              determinant(m.slice(1).map((row) => row.filter((_, k) => k !== j))),
          0,
        );
  const whole = determinant(matrix);
  return matrix.map(
    (_, i) =>
      determinant(matrix.filter((__, k) => k !== i).map((row) => row.filter((__, k) => k !== i))) / whole,
  );
}
