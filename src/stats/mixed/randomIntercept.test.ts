import { describe, expect, it } from 'vitest';
import { simulate } from '../../../test/reference/stats/twoLevelCases.ts';
import { StatsError } from '../errors.ts';
import type { MixedInput } from './mixedTypes.ts';
import { randomIntercept } from './randomIntercept.ts';

function near(found: number, expected: number, share = 1e-8): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.abs(expected));
}

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof StatsError ? error.code : error;
  }
  return 'nothing thrown';
}

describe('randomIntercept', () => {
  it('reports a variance of 0 between groups as singular, and is then ordinary regression', () => {
    // Every group has the same values, so the means differ less than chance allows.
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const groups = 5;
    const found = randomIntercept({
      outcome: { name: 'y', values: Float64Array.from({ length: 40 }, (_, i) => values[i % 8]) },
      covariates: [],
      groups: {
        names: Array.from({ length: groups }, (_, g) => `g${g}`),
        code: Int32Array.from({ length: 40 }, (_, i) => Math.floor(i / 8)),
      },
    });
    expect(found).toMatchObject({ singular: true, between: { estimate: 0, standardError: null } });
    expect(found.warnings.map(({ code }) => code)).toEqual(['singular']);
    expect([...found.effects.effect].every((effect) => effect === 0)).toBe(true);
    expect(found.icc.interval[0]).toBe(0);
    expect(found.icc.interval[1]).toBeLessThan(0.3);
    const mean = 31 / 8;
    const squares = 5 * values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    near(found.residual.estimate, squares / 39, 1e-13);
    near(found.coefficients[0].standardError ?? NaN, Math.sqrt(squares / 39 / 40), 1e-13);
  });

  it('leaves out and counts rows without a value or a group', () => {
    const whole = simulate(3, { groups: 6, between: 1.5 });
    const holes = structuredClone(whole);
    holes.outcome.values[0] = NaN;
    holes.covariates[0].values[0] = NaN;
    holes.covariates[1].values[5] = NaN;
    holes.groups.code[7] = -1;
    const left = (values: Float64Array) => values.filter((_, i) => ![0, 5, 7].includes(i));
    const without: MixedInput = {
      outcome: { name: 'y', values: left(whole.outcome.values) },
      covariates: whole.covariates.map(({ name, values }) => ({ name, values: left(values) })),
      groups: { ...whole.groups, code: whole.groups.code.filter((_, i) => ![0, 5, 7].includes(i)) },
    };
    const [a, b] = [randomIntercept(holes), randomIntercept(without)];
    expect(a.dropped).toEqual({
      rows: 3,
      ungrouped: 1,
      missing: [
        { name: 'x0', rows: 1 },
        { name: 'x1', rows: 1 },
        { name: 'y', rows: 1 },
      ],
    });
    near(a.between.estimate, b.between.estimate, 1e-9);
    near(a.deviance, b.deviance, 1e-11);
  });

  it('leaves out covariates that others determine, and says which', () => {
    const input = simulate(4, { groups: 8, between: 1 });
    const [x0, x1] = input.covariates;
    const sum = { name: 'sum', values: x0.values.map((value, i) => value - 3 * x1.values[i] + 100) };
    const one = { name: 'one', values: x0.values.map(() => 1) };
    const found = randomIntercept({ ...input, covariates: [one, x0, x1, sum] });
    const plain = randomIntercept(input);
    expect(found.warnings).toEqual([
      { code: 'dependent-covariate', message: expect.stringContaining('‘one’, ‘sum’') },
    ]);
    expect(found.coefficients.map(({ estimate }) => estimate === null)).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(found.between).toEqual(plain.between);
  });

  it('refuses what has no answer, by code', () => {
    const input = simulate(6, { groups: 4, between: 1 });
    const rows = input.outcome.values.length;
    const outcome = (values: Float64Array) => ({ ...input, outcome: { name: 'y', values } });
    const grouped = (code: Int32Array, names = input.groups.names) => ({ ...input, groups: { names, code } });
    const y = input.outcome.values;
    expect(codeOf(() => randomIntercept(outcome(y.slice(1))))).toBe('length-mismatch');
    expect(codeOf(() => randomIntercept(outcome(y.map(() => 4))))).toBe('constant-column');
    expect(codeOf(() => randomIntercept(outcome(y.map(() => NaN))))).toBe('too-few-rows');
    expect(codeOf(() => randomIntercept(outcome(y.with(0, Infinity))))).toBe('infinite-value');
    expect(codeOf(() => randomIntercept(outcome(y.map((value) => value * 1e200))))).toBe('value-too-large');
    expect(codeOf(() => randomIntercept(grouped(new Int32Array(rows))))).toBe('too-few-groups');
    expect(codeOf(() => randomIntercept(grouped(new Int32Array(rows).fill(9))))).toBe('unknown-group');
    const each = Array.from({ length: rows }, (_, i) => `${i}`);
    expect(codeOf(() => randomIntercept(grouped(Int32Array.from(each.keys()), each)))).toBe(
      'no-repeated-group',
    );
    const exact = {
      ...input,
      covariates: [],
      outcome: { name: 'y', values: Float64Array.from(input.groups.code) },
    };
    expect(codeOf(() => randomIntercept(exact))).toBe('no-residual-variance');
    expect(codeOf(() => randomIntercept(input, { method: 'OLS' as 'ML' }))).toBe('invalid-method');
    expect(codeOf(() => randomIntercept(input, { confidence: 95 }))).toBe('invalid-confidence');
  });
});
