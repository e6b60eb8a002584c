import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dryRunReport, fileColumn } from '#contract/imports';
import { reasonOf } from '#contract/importCodes';
import { planImport, type ImportPlan } from '../../../src/server/imports/rules/plan.ts';
import { readTable } from '../../../src/server/imports/rules/readTable.ts';
import { recognise } from '../../../src/server/imports/rules/recognise.ts';
import { dryRunOf } from '../../../src/server/imports/compare.ts';

/** National tables are not part of the project; where they lie beside the checkout they are read whole. */
const folder = join(import.meta.dirname, '../../../../shared/data');
const whyNot = 'the national tables are not in ../shared/data';
const isHere = existsSync(join(folder, 'england_2019_ks4provisional.csv.gz'));

async function bring(file: string) {
  const fileName = `${file}.csv.gz`;
  const table = await readTable(readFileSync(join(folder, fileName)), fileName);
  const { layout, columns } = recognise(table, fileName);
  const plan = planImport(
    table,
    columns.map(({ suggestion }) => suggestion),
  );
  return { table, layout, columns, plan };
}

function measureOf(plan: ImportPlan, label: string, pupilGroup = 'All pupils') {
  const measure = plan.measures.find((one) => one.label === label && one.pupilGroup === pupilGroup);
  if (measure === undefined) throw new Error(`There is no measure ${label}.`);
  return measure;
}

const nothingKnown = { schools: new Map(), groupings: new Map(), measures: new Map(), values: new Map() };

const whole: [file: string, title: string, matched: number, schools: number, aggregates: number][] = [
  ['england_2019_ks4provisional', 'Key stage 4, England, 2018/19', 25, 5495, 157],
  ['england_2019_census', 'School census, England, 2018/19', 22, 23_939, 3],
  ['england_2019_absence', 'Absence, England, 2018/19', 5, 21_214, 3],
  ['england_2019_ks4_destinations', 'Destinations after key stage 4, England, 2018/19', 82, 3728, 149],
  ['england_ofsted_ratings', 'Ofsted inspection grades, England', 2, 6396, 0],
  ['england_gias_hampshire_2022', 'Register of schools (GIAS), England, 2020/21', 35, 520, 0],
  ['england_ks2_hampshire_2017', 'Key stage 2, England, 2016/17', 290, 328, 3],
  ['england_ks2_hampshire_2018', 'Key stage 2, England, 2017/18', 326, 328, 3],
  ['england_ks2_hampshire_2019', 'Key stage 2, England, 2018/19', 318, 331, 3],
  ['california_api_1999_2000', 'Academic Performance Index, California, 2000', 37, 6194, 0],
  ['pisa_schools_2000_2022', 'PISA schools', 13, 131_385, 0],
];

describe('the files of England, California and PISA', () => {
  it.for(whole)(
    '%s is known as %s and no row of it is refused',
    async ([file, title, matched, schools, totals], { skip }) => {
      if (!isHere) skip(whyNot);
      const { table, layout, columns, plan } = await bring(file);
      expect(layout).toMatchObject({ title, matched, columns: table.headers.length });
      expect(columns.map((column) => fileColumn.parse(column))).toEqual(columns);
      expect(plan).toMatchObject({ faults: [], refusals: [], repeated: [] });
      expect([plan.schools.length, plan.aggregates.length]).toEqual([schools, totals]);
      expect(plan.rows).toBe(schools + totals);
      const report = dryRunOf(plan, nothingKnown, null);
      expect(dryRunReport.parse(report)).toEqual(report);
      const unnamed = report.measures.flatMap(({ missing }) =>
        missing.filter(({ code }) => code === undefined),
      );
      expect(unnamed).toEqual([]);
    },
  );

  it.for(whole.map(([file]) => file))(
    '%s can be taken with every column that is known',
    async (file, { skip }) => {
      if (!isHere) skip(whyNot);
      const { table, columns } = await bring(file);
      const plan = planImport(
        table,
        columns.map(({ offer, suggestion }) => offer ?? suggestion),
      );
      expect(plan.faults).toEqual([]);
      expect(plan.refusals).toEqual([]);
    },
  );
});

describe('three years of Hampshire', () => {
  beforeEach(({ skip }) => {
    if (!isHere) skip(whyNot);
  });
  const years = [2017, 2018, 2019];
  const expected = 'Expected standard in reading, writing and mathematics';
  const mainstream = (plan: ImportPlan) => {
    const kinds = plan.groups.find(({ label }) => label === 'Mainstream or special')?.values ?? [];
    const { values } = measureOf(plan, expected);
    return plan.schools.flatMap(({ reference }, i) =>
      kinds[i] === 'Mainstream' ? [{ reference, value: values[i] ?? NaN }] : [],
    );
  };

  it('has 313, 312 and 315 mainstream schools, and their means', async () => {
    const plans = await Promise.all(
      years.map(async (year) => (await bring(`england_ks2_hampshire_${year}`)).plan),
    );
    const schools = plans.map(mainstream);
    expect(schools.map(({ length }) => length)).toEqual([313, 312, 315]);
    const filled = schools.map((year) => year.filter(({ value }) => !Number.isNaN(value)));
    expect(filled.map(({ length }) => length)).toEqual([306, 305, 309]);
    const means = filled.map((year) => year.reduce((sum, { value }) => sum + value, 0) / year.length);
    expect(means.map((mean) => mean.toFixed(2))).toEqual(['66.91', '69.01', '68.23']);
    const sets = filled.map((year) => new Set(year.map(({ reference }) => reference)));
    expect([...(sets[0] ?? [])].filter((one) => sets.every((set) => set.has(one)))).toHaveLength(298);
    expect(plans.map((plan) => measureOf(plan, expected).period)).toEqual(['2016/17', '2017/18', '2018/19']);
  });

  it('keeps links, intervals, denominators and why values are missing', async () => {
    const { plan } = await bring('england_ks2_hampshire_2018');
    const linked = plan.schools.filter(({ facts }) => facts.successor !== undefined);
    expect(linked.map(({ facts }) => [facts.successor, facts['successor date']])).toEqual([
      ['146244', '2018-09-01'],
      ['146002', '2018-09-01'],
    ]);
    const place = plan.schools.findIndex(({ reference }) => reference === '115922');
    expect(plan.schools[place]).toMatchObject({
      name: 'Kings Worthy Primary School',
      facts: {
        'authority code': '850',
        'establishment number': '2120',
        postcode: 'SO23 7QS',
        type: 'Community school',
      },
    });
    const progress = measureOf(plan, 'Progress in reading');
    expect([progress.values, progress.lower, progress.upper].map((all) => all?.[place])).toEqual([
      1.1, -0.4, 2.6,
    ]);
    expect(measureOf(plan, expected).denominator?.[place]).toBe(64);
    const disadvantaged = measureOf(plan, expected, 'Disadvantaged pupils');
    expect(disadvantaged.values[place]).toBe(58);
    expect(disadvantaged.denominator?.[place]).toBe(12);
    const letters = new Set(disadvantaged.missing);
    expect([...letters].map(reasonOf)).toEqual(expect.arrayContaining([null, 'suppressed', 'blank']));
  });

  it('keeps the national lines apart from the schools', async () => {
    const { plan } = await bring('england_2019_ks4provisional');
    const national = plan.aggregates.find(({ code }) => code === '7');
    expect(national).toMatchObject({ level: 'national', label: 'England, state-funded schools', row: 5653 });
    const value = (label: string) => national?.values[plan.measures.findIndex((one) => one.label === label)];
    expect(value('Attainment 8')).toBe(46.5);
    expect(value('Progress 8')).toBe(-0.03);
    expect(value('Grade 5 or above in English and mathematics')).toBe(43);
    expect(plan.schools.every(({ reference }) => /^\d{6}$/.test(reference))).toBe(true);
    const { plan: census } = await bring('england_2019_absence');
    expect(census.aggregates.map(({ code, label }) => [code, label])).toEqual([
      ['NAT PRI', 'State-funded primary'],
      ['NAT SEC', 'State-funded secondary'],
      ['NAT SPE', 'State-funded special school'],
    ]);
  });
});
