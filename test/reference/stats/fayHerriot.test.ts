import { describe, expect, it } from 'vitest';
import { fayHerriot, samplingVariance, type AreaInput } from '#stats';
import { findData, groupsOf, numbers, readData } from './data.ts';
import englandValues from './fayHerriotEngland.json' with { type: 'json' };
import metafor from './fayHerriot.json' with { type: 'json' };

function close(found: number, expected: number, share: number): void {
  expect(Math.abs(found - expected) / Math.abs(expected)).toBeLessThan(share);
}

function allClose(found: readonly number[], expected: readonly number[], share: number): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => close(found[i], value, share));
}

/** Means of High School and Beyond by school, with the variances that their pupils give them. */
function schools() {
  const pupils = readData('hsb82');
  const { names, code } = groupsOf(pupils.map(({ school }) => school));
  const scores = numbers(pupils, 'mAch');
  const members = names.map((_, school) => [...code.keys()].filter((pupil) => code[pupil] === school));
  const mean = (rows: number[], of: (row: number) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const column = (of: (rows: number[], school: number) => number) => Float64Array.from(members, of);
  const y = column((rows) => mean(rows, (row) => scores[row]));
  const v = column((rows, school) => {
    const squares = rows.reduce((sum, row) => sum + (scores[row] - y[school]) ** 2, 0);
    return squares / (rows.length - 1) / rows.length;
  });
  const meanses = numbers(pupils, 'meanses');
  return {
    outcome: { name: 'y', values: y },
    v,
    huge: v.map((value, school) => value * 10 ** (((school + 1) % 7) - 3)),
    meanses: { name: 'meanses', values: column(([first]) => meanses[first]) },
    minority: {
      name: 'minority',
      values: column((rows) => mean(rows, (row) => (pupils[row].minrty === 'Yes' ? 1 : 0))),
    },
    sector: groupsOf(members.map(([first]) => pupils[first].sector)),
  };
}

const { outcome, v, huge, meanses, minority, sector } = schools();
const both = [meanses, minority];

const cases: [Exclude<keyof typeof metafor, 'made by'>, AreaInput, 'REML' | 'ML'][] = [
  ['means REML', { outcome, variances: v, covariates: [meanses] }, 'REML'],
  ['means ML', { outcome, variances: v, covariates: both }, 'ML'],
  ['empty REML', { outcome, variances: v, covariates: [] }, 'REML'],
  ['very unequal REML', { outcome, variances: huge, covariates: both }, 'REML'],
  ['within REML', { outcome, variances: v, covariates: both, within: sector }, 'REML'],
  ['within ML', { outcome, variances: huge, covariates: [meanses], within: sector }, 'ML'],
];

describe('schools with known chance errors, against metafor', () => {
  it.each(cases)('%s', (name, input, method) => {
    const expected = metafor[name];
    const found = fayHerriot(input, { method });
    const fixed = [...(found.intercepts ?? []), ...found.coefficients];
    allClose(
      fixed.map(({ estimate }) => estimate ?? NaN),
      expected.coefficients,
      1e-9,
    );
    allClose(
      fixed.map(({ standardError }) => standardError ?? NaN),
      expected.standardErrors,
      1e-9,
    );
    allClose([found.between.estimate, found.between.standardError ?? NaN], expected.between, 1e-9);
    close(found.deviance, expected.deviance[0], 1e-11);
    const chosen = [0, 1, 2, outcome.values.length - 1];
    const pick = (values: Float64Array) => chosen.map((school) => values[school]);
    const { effects, prediction } = found;
    allClose(pick(effects.effect), expected.effects, 1e-8);
    allClose(pick(effects.comparativeError), expected.effectErrors, 1e-9);
    allClose(pick(effects.fullError), expected.fullEffectErrors, 1e-9);
    allClose(pick(prediction.estimate), expected.predictions, 1e-9);
    allClose(pick(prediction.comparativeError), expected.predictionErrors, 1e-9);
    allClose(pick(prediction.fullError), expected.fullPredictionErrors, 1e-9);
    expect(found).toMatchObject({ n: 160, singular: false, warnings: [], convergence: { converged: true } });
  });
});

const england = ['england_2019_ks4provisional', 'england_2019_census', 'england_la_region_codes'];
const lacking = england.filter((name) => findData(name) === null);

describe.skipIf(lacking.length > 0)(
  `England secondaries 2018/19 within regions${lacking.length > 0 ? ` (skipped: no ${lacking.join(', ')} in ../shared/data)` : ''}`,
  () => {
    it('adjusts Progress 8 for free school meals, with the chance error of each school’s pupils, as plain R does', () => {
      const rows = readData(england[0]).filter((row) => row.RECTYPE === '1');
      const census = new Map(readData(england[1]).map((row) => [row.URN, row]));
      const regionOf = (name: string) =>
        ['London', 'Yorkshire'].find((one) => name.includes(one)) ?? name.replace(/ [A-D]$/, '');
      const regions = new Map(readData(england[2]).map((row) => [row.LEA, regionOf(row['REGION NAME'])]));
      const joined = rows.map((row) => ({ ...row, fsm: census.get(row.URN)?.PNUMFSMEVER ?? '' }));
      const { variances } = samplingVariance({
        rule: 'known-deviation',
        pupils: numbers(rows, 'P8PUP').map((pupils) => (pupils > 0 ? pupils : NaN)),
        standardDeviation: 1.28,
      });
      const found = fayHerriot({
        outcome: { name: 'P8MEA', values: numbers(rows, 'P8MEA') },
        covariates: [{ name: 'fsm', values: numbers(joined, 'fsm') }],
        variances,
        within: groupsOf(rows.map((row) => regions.get(row.LEA) ?? '')),
      });
      expect(found.n).toBe(englandValues.schools);
      allClose([found.between.estimate, found.between.standardError ?? NaN], englandValues.between, 1e-10);
      const [{ estimate, standardError }] = found.coefficients;
      allClose([estimate ?? NaN, standardError ?? NaN], englandValues.fsm, 1e-10);
      const chosen = englandValues.urns.map((urn) => rows.findIndex((row) => row.URN === urn));
      allClose(
        chosen.map((row) => found.effects.effect[row]),
        englandValues.effects,
        1e-9,
      );
      allClose(
        chosen.map((row) => found.effects.comparativeError[row]),
        englandValues.errors,
        1e-9,
      );
      const sum = found.effects.effect.reduce((total, value) => total + (Math.abs(value) || 0), 0);
      close(sum, englandValues.sumOfEffects, 1e-10);
    });
  },
);
