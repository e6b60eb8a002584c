import { describe, expect, it } from 'vitest';
import { randomIntercept, randomSlope, type MixedFit, type MixedInput } from '#stats';
import { findData, groupsOf, numbers, readData, type Row } from './data.ts';
import lme4 from './mixed.json' with { type: 'json' };
import pupilValues from './pupils.json' with { type: 'json' };
import { simulatePupils } from './pupils.ts';

/** Equal to a share of the expected number. */
function close(found: number, expected: number, share: number): void {
  expect(Math.abs(found - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE)).toBeLessThan(share);
}

function allClose(found: ArrayLike<number>, expected: readonly number[], share: number): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => close(found[i], value, share));
}

const estimates = ({ coefficients }: MixedFit) => coefficients.map(({ estimate }) => estimate ?? NaN);
const errors = ({ coefficients }: MixedFit) => coefficients.map(({ standardError }) => standardError ?? NaN);
const total = (values: Float64Array) => values.reduce((sum, value) => sum + Math.abs(value), 0);

function inputOf(rows: Row[], outcome: string, covariates: readonly string[], group: string): MixedInput {
  const column = (name: string) => ({ name, values: numbers(rows, name) });
  return {
    outcome: column(outcome),
    covariates: covariates.map(column),
    groups: groupsOf(rows.map((row) => row[group])),
  };
}

const hsb = readData('hsb82');
const london = readData('exam_london');
const bdf = readData('bdf_netherlands');

describe('published two-level models', () => {
  it('High School and Beyond: grand mean, variances, intraclass correlation and reliability (Raudenbush & Bryk)', () => {
    const found = randomIntercept(inputOf(hsb, 'mAch', [], 'school'));
    expect(found).toMatchObject({ n: 7185, groups: 160, singular: false, warnings: [] });
    expect(estimates(found)[0].toFixed(4)).toBe('12.6370');
    expect(errors(found)[0].toFixed(4)).toBe('0.2444');
    expect(found.between.estimate.toFixed(4)).toBe('8.6140');
    expect(found.residual.estimate.toFixed(4)).toBe('39.1483');
    expect(found.icc.estimate.toFixed(4)).toBe('0.1804');
    expect(found.effects.averageReliability.toFixed(2)).toBe('0.90');
  });

  it('London: intake, variances and deviance (Goldstein)', () => {
    const found = randomIntercept(inputOf(london, 'normexam', ['standLRT'], 'school'), { method: 'ML' });
    expect(estimates(found)[1].toFixed(3)).toBe('0.563');
    expect(errors(found)[1].toFixed(3)).toBe('0.012');
    expect(found.between.estimate.toFixed(3)).toBe('0.092');
    expect(found.residual.estimate.toFixed(3)).toBe('0.566');
    expect(found.deviance.toFixed(1)).toBe('9357.2');
  });

  it('Dutch pupils: mean and variances (Snijders & Bosker, table 4.1)', () => {
    const found = randomIntercept(inputOf(bdf, 'langPOST', [], 'schoolNR'), { method: 'ML' });
    expect(estimates(found)[0].toFixed(2)).toBe('40.36');
    expect(errors(found)[0].toFixed(2)).toBe('0.43');
    expect(found.between.estimate).toBeCloseTo(19.4285, 4);
    expect(found.residual.estimate).toBeCloseTo(64.5678, 4);
  });
});

type Lme4 = Exclude<keyof typeof lme4, 'made by'>;

/** lme4 minimises a deviance and so has seven digits of variances at best, fewer with a slope. */
const intercepts: [Lme4, MixedInput, 'REML' | 'ML'][] = [
  ['hsb empty REML', inputOf(hsb, 'mAch', [], 'school'), 'REML'],
  ['hsb empty ML', inputOf(hsb, 'mAch', [], 'school'), 'ML'],
  ['london ML', inputOf(london, 'normexam', ['standLRT'], 'school'), 'ML'],
  ['london REML', inputOf(london, 'normexam', ['standLRT'], 'school'), 'REML'],
  ['bdf empty ML', inputOf(bdf, 'langPOST', [], 'schoolNR'), 'ML'],
];

const slopes: [Lme4, MixedInput, string, 'REML' | 'ML'][] = [
  ['hsb slope REML', inputOf(hsb, 'mAch', ['cses', 'meanses'], 'school'), 'cses', 'REML'],
  ['hsb slope ML', inputOf(hsb, 'mAch', ['cses', 'meanses'], 'school'), 'cses', 'ML'],
  ['london slope ML', inputOf(london, 'normexam', ['standLRT'], 'school'), 'standLRT', 'ML'],
  ['bdf slope REML', inputOf(bdf, 'langPOST', ['IQ.ver.cen', 'ses'], 'schoolNR'), 'IQ.ver.cen', 'REML'],
];

describe('against lme4', () => {
  it.each(intercepts)('%s', (name, input, method) => {
    const expected = lme4[name];
    const found = randomIntercept(input, { method });
    const chosen = expected.groups.map((group) => input.groups.names.indexOf(group));
    allClose(estimates(found), expected.coefficients, 1e-6);
    allClose(errors(found), expected.standardErrors, 1e-6);
    allClose([found.between.estimate, found.residual.estimate], expected.variances, 1e-6);
    close(found.deviance, expected.deviance[0], 1e-10);
    const { effect, conditionalError } = found.effects;
    allClose(
      chosen.map((group) => effect[group]),
      expected.effects,
      2e-6,
    );
    allClose(
      chosen.map((group) => conditionalError[group]),
      expected.conditionalErrors,
      1e-6,
    );
  });

  it.each(slopes)('%s', (name, input, slope, method) => {
    const expected = lme4[name] as (typeof lme4)['hsb slope REML'];
    const found = randomSlope({ ...input, slope }, { method });
    const chosen = expected.groups.map((group) => input.groups.names.indexOf(group));
    allClose(estimates(found), expected.coefficients, 1e-5);
    allClose(errors(found), expected.standardErrors, 1e-5);
    const { intercept, slope: ofSlope, covariance } = found.between;
    const variances = [intercept, ofSlope, covariance, found.residual].map(({ estimate }) => estimate);
    allClose(variances, expected.variances, 5e-4);
    close(found.deviance, expected.deviance[0], 1e-10);
    // The lowest deviance is the better answer: lme4's is never below it.
    expect(found.deviance).toBeLessThan(expected.deviance[0] + 1e-7);
    const pick = (values: Float64Array) => chosen.map((group) => values[group]);
    allClose(pick(found.intercepts.effect), expected.effects, 5e-4);
    allClose(pick(found.intercepts.conditionalError), expected.conditionalErrors, 5e-4);
    allClose(pick(found.slopes.effect), expected.slopes, 5e-4);
    allClose(pick(found.slopes.conditionalError), expected.slopeErrors, 5e-4);
  });
});

describe.each([100_000, 1_000_000] as const)('%i simulated pupils, against 80-bit numbers', (count) => {
  const { code, schools, score, ...covariates } = simulatePupils(count);
  const input = {
    outcome: { name: 'score', values: score },
    covariates: Object.entries(covariates).map(([name, values]) => ({ name, values })),
    groups: { names: Array.from({ length: schools }, (_, school) => `school ${school + 1}`), code },
  };
  const expected = pupilValues[`${count}`];

  it('random intercept', () => {
    const found = randomIntercept(input);
    const { intercept } = expected;
    close(Math.sqrt(found.between.estimate / found.residual.estimate), intercept.theta, 1e-12);
    close(found.between.estimate, intercept.between, 1e-12);
    close(found.residual.estimate, intercept.residual, 1e-12);
    close(found.deviance, intercept.deviance, 1e-13);
    allClose(estimates(found), intercept.coefficients, 1e-11);
    allClose(errors(found), intercept.standardErrors, 1e-11);
    const { effect, conditionalError, comparativeError } = found.effects;
    allClose(effect.slice(0, 3), intercept.effects, 1e-11);
    allClose(conditionalError.slice(0, 3), intercept.conditionalErrors, 1e-11);
    allClose(comparativeError.slice(0, 3), intercept.comparativeErrors, 1e-11);
    close(total(effect), intercept.sums.effect, 1e-11);
    close(total(conditionalError), intercept.sums.conditionalError, 1e-11);
    close(total(comparativeError), intercept.sums.comparativeError, 1e-11);
    expect(found.convergence.converged).toBe(true);
  });

  it('random slope', () => {
    const found = randomSlope({ ...input, slope: 'ses' });
    const { slope } = expected;
    const { intercept, covariance, slope: ofSlope } = found.between;
    allClose(
      [intercept, covariance, ofSlope].map(({ estimate }) => estimate),
      slope.between,
      1e-11,
    );
    close(found.residual.estimate, slope.residual, 1e-11);
    close(found.deviance, slope.deviance, 1e-13);
    allClose(estimates(found), slope.coefficients, 1e-11);
    allClose(found.intercepts.effect.slice(0, 3), slope.intercepts, 1e-11);
    // One of them is nearly 0, a thousandth of the slopes' own size.
    allClose(found.slopes.effect.slice(0, 3), slope.slopes, 1e-10);
    close(total(found.intercepts.effect), slope.sumOfIntercepts, 1e-11);
    expect(found.convergence.converged).toBe(true);
  });
});

const england = ['england_2019_ks4provisional', 'england_2019_census'];
const lacking = england.filter((name) => findData(name) === null);

describe.skipIf(lacking.length > 0)(
  `England secondaries 2018/19 in authorities${lacking.length > 0 ? ` (skipped: no ${lacking.join(', ')} in ../shared/data)` : ''}`,
  () => {
    it('adjusts Progress 8 for free school meals as lme4 does', () => {
      const schools = readData(england[0]).filter((row) => row.RECTYPE === '1');
      const census = new Map(readData(england[1]).map((row) => [row.URN, row]));
      const joined = schools.map((row) => ({ ...row, PNUMFSMEVER: census.get(row.URN)?.PNUMFSMEVER ?? '' }));
      const found = randomIntercept(inputOf(joined, 'P8MEA', ['PNUMFSMEVER'], 'LEA'));
      expect(found).toMatchObject({ groups: 149, singular: false });
      const sixDigits = (value: number) => Number(value.toPrecision(6));
      expect(estimates(found).map(sixDigits)).toEqual([0.527525, -0.0176575]);
      expect(errors(found).map(sixDigits)).toEqual([0.0272223, 0.000557131]);
      expect(sixDigits(found.between.estimate)).toBe(0.0573875);
      expect(sixDigits(found.residual.estimate)).toBe(0.147347);
    });
  },
);
