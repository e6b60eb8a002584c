import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededGenerator } from '../random/generator.ts';
import { fillNormals } from '../random/normals.ts';
import type { AreaInput } from './areaTypes.ts';
import { fayHerriot } from './fayHerriot.ts';

/** Schools in three groups with two covariates and chance errors from small to huge. */
function simulate(seed: number, schools: number, { between = 1, grouped = false } = {}): AreaInput {
  const generator = seededGenerator(seed);
  const noise = new Float64Array(4 * schools);
  fillNormals(noise, generator);
  const draw = (k: number) => noise.subarray(k * schools, (k + 1) * schools);
  const variances = Float64Array.from({ length: schools }, () => 10 ** (4 * generator.uniform() - 2));
  // Each group has a school, or marks of groups would add up to the intercept.
  const code = Int32Array.from({ length: schools }, (_, i) => (i < 3 ? i : generator.below(3)));
  const [x0, x1, u, e] = [0, 1, 2, 3].map(draw);
  const values = x0.map(
    (x, i) => 5 + 2 * x - x1[i] + 3 * code[i] + between * u[i] + Math.sqrt(variances[i]) * e[i],
  );
  return {
    outcome: { name: 'y', values },
    variances,
    covariates: [
      { name: 'x0', values: x0.map((x) => 3 * x + 40) },
      { name: 'x1', values: x1 },
    ],
    ...(grouped ? { within: { names: ['a', 'b', 'c', 'nobody'], code } } : {}),
  };
}

const cases = fc
  .record({
    seed: fc.nat(),
    schools: fc.integer({ min: 12, max: 60 }),
    grouped: fc.boolean(),
    method: fc.constantFrom('REML', 'ML'),
  })
  .map(({ seed, schools, grouped, method }) => ({ method, input: simulate(seed, schools, { grouped }) }));
const runs = { numRuns: 40 };

/** The same groups as covariates: a mark for each but the first, beside the intercept. */
function withMarks({ within, ...input }: AreaInput): AreaInput {
  if (within === undefined) return input;
  const marks = within.names.slice(1).map((name, g) => ({
    name,
    values: Float64Array.from(within.code, (code) => Number(code === g + 1)),
  }));
  return { ...input, covariates: [...input.covariates, ...marks] };
}

/** −2 log likelihood from its definition, by elimination on whole matrices. */
function plainDeviance(input: AreaInput, between: number, method: string): number {
  const x = [...input.outcome.values.keys()].map((i) => [
    1,
    ...input.covariates.map(({ values }) => values[i]),
  ]);
  const w = Array.from(input.variances, (v) => 1 / (between + v));
  const columns = [...x[0].keys()].filter((k) => k === 0 || new Set(x.map((row) => row[k])).size > 1);
  const rows = x.map((row, i) => [...columns.map((k) => row[k]), input.outcome.values[i]]);
  const size = columns.length;
  const m = rows[0].map((_, i) =>
    rows[0].map((__, j) => rows.reduce((sum, row, r) => sum + w[r] * row[i] * row[j], 0)),
  );
  let determinant = 0;
  for (let k = 0; k < size; k++) {
    determinant += Math.log(m[k][k]);
    for (let i = k + 1; i <= size; i++) {
      const factor = m[i][k] / m[k][k];
      for (let j = k; j <= size; j++) m[i][j] -= factor * m[k][j];
    }
  }
  const logs = w.reduce((sum, weight) => sum - Math.log(weight), 0) + m[size][size];
  const reml = method === 'REML';
  return logs + (reml ? determinant : 0) + (rows.length - (reml ? size : 0)) * Math.log(2 * Math.PI);
}

function near(found: number, expected: number, share = 1e-7, floor = 1e-9): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.abs(expected) + floor);
}

const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

describe('fayHerriot', () => {
  it('has the deviance that its definition gives, and no variance gives a lower one', () => {
    fc.assert(
      fc.property(cases, ({ input, method }) => {
        const found = fayHerriot(input, { method });
        const plain = withMarks(input);
        const { estimate } = found.between;
        near(found.deviance, plainDeviance(plain, estimate, method));
        for (let other = 1e-4; other < 1e4; other *= 1.7) {
          expect(plainDeviance(plain, other, method)).toBeGreaterThan(found.deviance - 1e-7);
        }
        expect(found.convergence.converged).toBe(true);
        expect(found.singular).toBe(estimate === 0);
      }),
      runs,
    );
  });

  it('takes groups as it takes marks of them among the covariates', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('REML', 'ML'), (seed, method) => {
        const input = simulate(seed, 40, { grouped: true });
        const [a, b] = [input, withMarks(input)].map((given) => fayHerriot(given, { method }));
        near(a.between.estimate, b.between.estimate);
        near(a.deviance, b.deviance);
        for (const name of ['x0', 'x1']) {
          const [of, other] = [a, b].map((fit) => fit.coefficients.find((one) => one.name === name));
          near(of?.estimate ?? NaN, other?.estimate ?? NaN);
          near(of?.standardError ?? NaN, other?.standardError ?? NaN);
        }
        const [intercept] = b.coefficients;
        near(a.intercepts?.[0].estimate ?? NaN, intercept.estimate ?? NaN, 1e-6);
        near(a.intercepts?.[0].standardError ?? NaN, intercept.standardError ?? NaN, 1e-6);
        expect(a.intercepts?.[3]).toEqual({ name: 'nobody', estimate: null, standardError: null });
        for (const key of ['effect', 'raw', 'comparativeError', 'fullError', 'diagnosticError'] as const) {
          a.effects[key].forEach((value, i) => near(value, b.effects[key][i], 1e-6, 1e-8));
        }
        a.prediction.fullError.forEach((value, i) => near(value, b.prediction.fullError[i], 1e-6));
      }),
      runs,
    );
  });

  it('shrinks by reliability, and lets errors grow with what is uncertain', () => {
    fc.assert(
      fc.property(cases, ({ input, method }) => {
        const { between, effects, prediction } = fayHerriot(input, { method });
        input.variances.forEach((v, i) => {
          near(effects.reliability[i], between.estimate / (between.estimate + v));
          near(effects.effect[i], effects.reliability[i] * effects.raw[i]);
          near(effects.samplingError[i] ** 2, v);
          near(effects.conditionalError[i] ** 2, effects.reliability[i] * v);
          near(prediction.expected[i] + effects.raw[i], input.outcome.values[i]);
          near(prediction.estimate[i], prediction.expected[i] + effects.effect[i]);
          expect(effects.comparativeError[i]).toBeGreaterThanOrEqual(effects.conditionalError[i]);
          expect(effects.fullError[i]).toBeGreaterThanOrEqual(effects.comparativeError[i]);
          expect(prediction.comparativeError[i]).toBeGreaterThanOrEqual(effects.conditionalError[i]);
          expect(prediction.fullError[i]).toBeGreaterThan(prediction.comparativeError[i]);
        });
      }),
      runs,
    );
  });

  it('tells the same in other units, from another origin and in another order', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom(0.01, 50),
        fc.constantFrom(-3, 400),
        ({ input, method }, scale, shift) => {
          const moved: AreaInput = {
            outcome: { name: 'y', values: input.outcome.values.map((y) => scale * (y + shift)).toReversed() },
            variances: input.variances.map((v) => scale ** 2 * v).toReversed(),
            covariates: input.covariates.map(({ name, values }) => ({
              name,
              values: values.map((x) => 7 * x - shift).toReversed(),
            })),
            ...(input.within && { within: { ...input.within, code: input.within.code.toReversed() } }),
          };
          const [a, b] = [input, moved].map((given) => fayHerriot(given, { method }));
          near(b.between.estimate / scale ** 2, a.between.estimate, 1e-6);
          const back = b.effects.effect.toReversed();
          a.effects.effect.forEach((effect, i) => near(back[i] / scale, effect, 1e-6, 1e-7));
          const errors = b.prediction.fullError.toReversed();
          a.prediction.fullError.forEach((error, i) => near(errors[i] / scale, error, 1e-6));
        },
      ),
      runs,
    );
  });

  it('covers the true results of simulated schools as often as it says', () => {
    let [inside, all] = [0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const schools = 40;
      const generator = seededGenerator(seed);
      const noise = new Float64Array(2 * schools);
      fillNormals(noise, generator);
      const truth = noise.slice(0, schools);
      const variances = Float64Array.from({ length: schools }, () => 10 ** (2 * generator.uniform() - 1));
      const values = truth.map((u, i) => u + Math.sqrt(variances[i]) * noise[schools + i]);
      const { prediction } = fayHerriot({ outcome: { name: 'y', values }, variances, covariates: [] });
      truth.forEach((u, i) => {
        inside += Number(Math.abs(prediction.estimate[i] - u) < 1.96 * prediction.fullError[i]);
        all++;
      });
    }
    // Five standard errors of a share of 0.95, doubled because schools of one data set share a variance.
    expect(Math.abs(inside / all - 0.95)).toBeLessThan(10 * Math.sqrt((0.95 * 0.05) / all));
  });

  it('reports schools that differ no more than chance has them differ as singular', () => {
    const input = simulate(2, 30, { between: 0 });
    const found = fayHerriot({ ...input, variances: input.variances.map((v) => 20 * v + 20) });
    expect(found).toMatchObject({ singular: true, between: { estimate: 0, standardError: null } });
    expect(codes(found)).toEqual(['singular']);
    expect(found.effects.effect.every((effect) => effect === 0)).toBe(true);
    expect(found.effects.averageReliability).toBe(0);
    found.effects.fullError.forEach((error) => expect(error).toBeGreaterThan(0));
  });

  it('leaves out and counts schools that lack something, and says nothing of them', () => {
    const input = simulate(4, 30, { grouped: true });
    const holes = structuredClone(input);
    holes.outcome.values[0] = NaN;
    holes.covariates[0].values[0] = NaN;
    holes.variances[5] = NaN;
    if (holes.within) holes.within.code[7] = -1;
    const found = fayHerriot(holes);
    expect(found.n).toBe(27);
    expect(found.dropped).toEqual({
      rows: 3,
      ungrouped: 1,
      missing: [
        { name: 'x0', rows: 1 },
        { name: 'x1', rows: 0 },
        { name: 'y', rows: 1 },
        { name: 'sampling variance', rows: 1 },
      ],
    });
    for (const row of [0, 5, 7]) {
      expect(found.effects.effect[row]).toBeNaN();
      expect(found.prediction.fullError[row]).toBeNaN();
    }
  });

  it('leaves out covariates that the intercepts or others determine, and says which', () => {
    const input = simulate(6, 30, { grouped: true });
    const [x0, x1] = input.covariates;
    const sum = { name: 'sum', values: x0.values.map((x, i) => x - 3 * x1.values[i] + 100) };
    const mark = { name: 'mark', values: Float64Array.from(input.within?.code ?? [], (code) => 5 * code) };
    const found = fayHerriot({ ...input, covariates: [mark, x0, x1, sum] });
    expect(found.warnings).toEqual([
      { code: 'dependent-covariate', message: expect.stringContaining('‘mark’, ‘sum’') },
    ]);
    near(found.between.estimate, fayHerriot(input).between.estimate, 1e-9);
    expect(found.coefficients.map(({ estimate }) => estimate === null)).toEqual([true, false, false, true]);
  });

  it('leaves its input as it was', () => {
    const input = simulate(8, 20, { grouped: true });
    const before = structuredClone(input);
    fayHerriot(input);
    expect(input).toEqual(before);
  });

  it('refuses what has no answer, by code', () => {
    const input = simulate(9, 12);
    const y = input.outcome.values;
    const refusal = (change: Partial<AreaInput>, code: string) =>
      expect(() => fayHerriot({ ...input, ...change })).toThrow(expect.objectContaining({ code }));
    const outcome = (values: Float64Array) => ({ outcome: { name: 'y', values } });
    refusal({ variances: input.variances.with(3, 0) }, 'invalid-variance');
    refusal({ variances: input.variances.with(3, Infinity) }, 'invalid-variance');
    refusal({ variances: input.variances.with(3, 1e-150) }, 'invalid-variance');
    refusal({ variances: input.variances.slice(1) }, 'length-mismatch');
    refusal({ variances: input.variances.map(() => NaN) }, 'too-few-rows');
    refusal(outcome(y.map(() => 4)), 'constant-column');
    refusal(outcome(y.with(0, Infinity)), 'infinite-value');
    refusal(outcome(y.map((value) => value * 1e200)), 'value-too-large');
    refusal({ within: { names: ['a'], code: new Int32Array(12).fill(3) } }, 'unknown-group');
    const each = Array.from({ length: 12 }, (_, i) => `${i}`);
    refusal({ within: { names: each, code: Int32Array.from(each.keys()) } }, 'too-few-rows');
    expect(() => fayHerriot(input, { method: 'OLS' as 'ML' })).toThrow(/method/);
  });
});
