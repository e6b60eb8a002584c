import { describe, expect, it } from 'vitest';
import { cronbachAlpha, identify, principalComponent, type IdentifyInput } from '#stats';
import expected from './california.json' with { type: 'json' };
import { findData, groupsOf, numbers, readData, type Row } from './data.ts';
import { plainIdentify } from './plainIdentify.ts';

const indicators = [
  ['meals', 'harder'],
  ['avg.ed', 'easier'],
  ['ell', 'harder'],
  ['mobility', 'harder'],
] as const;

function californiaInput(rows: Row[], within: string): IdentifyInput {
  return {
    context: indicators.map(([name, highMeans]) => ({ name, values: numbers(rows, name), highMeans })),
    result: { name: 'api00', values: numbers(rows, 'api00'), highMeans: 'better' },
    groups: groupsOf(rows.map((row) => row[within])),
  };
}

describe('California 1999–2000, against numpy', () => {
  const rows = readData('california_api_1999_2000');

  it.each(['cname', 'stype'] as const)('finds the same schools within %s', (within) => {
    const { counts } = identify(californiaInput(rows, within));
    const { schools, excluded } = expected;
    expect(counts).toEqual({ schools, excluded, ...expected.within[within] });
  });

  it('makes the same index', () => {
    const { method } = identify(californiaInput(rows, 'cname'));
    method.context.forEach((indicator, j) => {
      expect(indicator.loading).toBeCloseTo(expected.loadings[j], 12);
      expect(indicator.mean).toBeCloseTo(expected.means[j], 11);
      expect(indicator.standardDeviation).toBeCloseTo(expected.standardDeviations[j], 11);
    });
    expect(method.shareOfVariance).toBeCloseTo(expected.shareOfVariance, 13);
    expect(method.cronbachAlpha).toBeCloseTo(expected.cronbachAlpha, 13);
    expect(method.correlation).toBeCloseTo(expected.correlation, 13);
    expect(method.context.map(({ missing }) => missing)).toEqual([0, 178, 0, 4]);
  });

  it('offers the same numbers by the separate functions', () => {
    const columns = indicators.map(([name]) => ({ name, values: numbers(rows, name) }));
    const component = principalComponent(columns);
    expected.loadings.forEach((loading, j) => expect(component.loadings[j]).toBeCloseTo(loading, 12));
    expected.eigenvalues.forEach((value, j) => expect(component.eigenvalues[j]).toBeCloseTo(value, 12));
    expect(component).toMatchObject({ n: expected.schools, dropped: expected.excluded });
    const alpha = cronbachAlpha(columns, [1, -1, 1, 1]);
    expect(alpha.standardised).toBeCloseTo(expected.cronbachAlpha, 13);
  });

  it('agrees school by school with the method written out plainly', () => {
    const input = californiaInput(rows, 'cname');
    const answer = identify(input);
    const plain = plainIdentify(input);
    expect(Array.from(answer.contextQuartile)).toEqual(plain.contextQuartile);
    expect(Array.from(answer.resultQuartile)).toEqual(plain.resultQuartile);
    expect(Array.from(answer.kind)).toEqual(plain.kind);
    for (let i = 0; i < rows.length; i++) {
      if (Number.isNaN(plain.index[i])) expect(answer.index[i]).toBeNaN();
      else expect(answer.index[i]).toBeCloseTo(plain.index[i], 11);
    }
  });

  it('names the counties that are too small for quarters', () => {
    const { method } = identify(californiaInput(rows, 'cname'));
    expect(method.warnings).toEqual([
      { code: 'small-group', message: expect.stringContaining('Mono (3), Sierra (3)') },
    ]);
  });
});

const england = ['england_2019_ks4provisional', 'england_2019_census', 'england_la_region_codes'];
const lacking = england.filter((name) => findData(name) === null);

function regionOf(row: Row): string {
  const name = row['REGION NAME'].replace(/ [A-D]$/, '');
  if (name.startsWith('London')) return 'London';
  return name.includes('Yorkshire') ? 'Yorkshire and the Humber' : name;
}

describe.skipIf(lacking.length > 0)(
  `England secondaries 2018/19${lacking.length > 0 ? ` (skipped: no ${lacking.join(', ')} in ../shared/data)` : ''}`,
  () => {
    it('finds 97 resilient and 359 struggling among 3,135 schools in nine regions', () => {
      const schools = readData(england[0]).filter((row) => row.RECTYPE === '1');
      const census = new Map(readData(england[1]).map((row) => [row.URN, row]));
      const regions = new Map(readData(england[2]).map((row) => [row.LEA, regionOf(row)]));
      const joined = schools.map((row) => ({ ...row, PNUMFSMEVER: census.get(row.URN)?.PNUMFSMEVER ?? '' }));
      const { counts, groups, method, index } = identify({
        context: [{ name: 'PNUMFSMEVER', values: numbers(joined, 'PNUMFSMEVER'), highMeans: 'harder' }],
        result: { name: 'P8MEA', values: numbers(joined, 'P8MEA'), highMeans: 'better' },
        groups: groupsOf(schools.map((row) => regions.get(row.LEA) ?? '')),
      });
      expect(counts).toMatchObject({ schools: 3135, resilient: 97, struggling: 359 });
      expect(groups).toHaveLength(9);
      expect(method).toMatchObject({ shareOfVariance: null, cronbachAlpha: null, warnings: [] });
      expect(method.correlation).toBeCloseTo(-0.385, 3);
      const own = numbers(joined, 'PNUMFSMEVER');
      expect(index.every((value, i) => Number.isNaN(value) || value === own[i])).toBe(true);
    });
  },
);
