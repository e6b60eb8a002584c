import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFrame } from '../../src/contract/identification.ts';
import * as imports from '../../src/contract/imports.ts';
import { listMeasures } from '../../src/contract/schools.ts';
import { bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';

/** National tables are not part of the project; where they lie beside the checkout they are stored whole, through HTTP. */
const folder = join(import.meta.dirname, '../../../shared/data');
const isHere = existsSync(join(folder, 'england_2019_ks4provisional.csv.gz'));
const whyNot = 'the national tables are not in ../shared/data';

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const fileOf = (name: string) => ({
  name: `${name}.csv.gz`,
  bytes: readFileSync(join(folder, `${name}.csv.gz`)),
});
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the files of England', () => {
  it.for([
    'england_2019_ks4provisional',
    'england_2019_census',
    'england_2019_absence',
    'england_2019_ks4_destinations',
    'england_ofsted_ratings',
    'england_gias_hampshire_2022',
    'california_api_1999_2000',
  ])(
    '%s is stored with every column that is recognised, and every refused row explained',
    async (name, { skip }) => {
      if (!isHere) skip(whyNot);
      const { id: workspace } = await person.workspace();
      const file = fileOf(name);
      const found = await person.call(imports.uploadFile, { workspace, name: file.name }, file.bytes);
      const mapping = found.columns.map(({ suggestion }) => suggestion);
      const report = await person.call(imports.dryRun, { workspace, import: found.id, mapping });
      expect(report.faults).toEqual([]);
      expect(report.refused).toBe(new Set(report.refusals.map(({ row }) => row)).size);
      const input = { workspace, import: found.id, mapping, leaveOutRefused: true };
      const job = await ended(person, workspace, (await person.call(imports.storeImport, input)).id);
      expect(job).toMatchObject({ state: 'done', result: { schools: report.schools.new } });
      const stored = await person.call(imports.readImport, { workspace, import: found.id });
      expect(stored.stored?.report).toMatchObject({
        measures: report.measures.length,
        lines: report.aggregates.length,
      });
    },
  );

  it('keeps the national rows of key stage 4 apart from schools', async ({ skip }) => {
    if (!isHere) skip(whyNot);
    const { id: workspace } = await person.workspace();
    await bring(person, workspace, fileOf('england_2019_ks4provisional'), 'suggested');
    const measures = await server.owner<{ label: string; column_number: number }[]>`
      select label, column_number from measure where workspace_id = ${workspace}`;
    const lines = await server.owner<{ code: string; figures: number[] }[]>`
      select code, values::text as figures from reference_line where workspace_id = ${workspace} and level = 'national'`;
    const read = (label: RegExp) => {
      const column = measures.find((one) => label.test(one.label))?.column_number ?? 0;
      return lines.map(({ figures }) => Number(String(figures).slice(1, -1).split(',')[column - 1]));
    };
    expect(read(/^Attainment 8/)).toContain(46.5);
    expect(read(/^Progress 8/)).toContain(-0.03);
    expect(read(/Grade 5 or above in English and mathematics/)).toContain(43);
    // And where people read them.
    const dictionary = await person.call(listMeasures, { workspace });
    const told = (label: RegExp) =>
      dictionary.find((one) => label.test(one.label))?.national.map(({ value }) => value);
    expect(told(/^Attainment 8/)).toContain(46.5);
    expect(told(/^Progress 8/)).toContain(-0.03);
    expect(told(/Grade 5 or above in English and mathematics/)).toContain(43);
  });
});

describe('three years of Hampshire, one after the other', () => {
  it('give 313, 312 and 315 mainstream schools, and the means of those that have the value', async ({
    skip,
  }) => {
    if (!isHere) skip(whyNot);
    const { id: workspace } = await person.workspace();
    const mainstream: number[] = [];
    const values: Map<string, number>[] = [];
    for (const year of [2017, 2018, 2019]) {
      const job = await bring(
        person,
        workspace,
        fileOf(`england_ks2_hampshire_${String(year)}`),
        'suggested',
      );
      expect(job).toMatchObject({ state: 'done', result: { report: { lines: 3 } } });
      const schools = await mainstreamOf(workspace, year);
      mainstream.push(schools.size);
      const read = await expectedStandard(workspace, `${String(year - 1)}/${String(year).slice(2)}`);
      values.push(new Map([...read].filter(([school]) => schools.has(school))));
    }
    expect(mainstream).toEqual([313, 312, 315]);
    expect(values.map((year) => year.size)).toEqual([306, 305, 309]);
    expect(values.map((year) => mean([...year.values()]).toFixed(2))).toEqual(['66.91', '69.01', '68.23']);
    const [first] = values;
    expect(
      [...(first?.keys() ?? [])].filter((school) => values.every((year) => year.has(school))),
    ).toHaveLength(298);
  });

  /** The schools of a year's file that it calls mainstream, as they stand right after it was stored. */
  const mainstreamOf = async (workspace: string, year: number) => {
    const rows = await server.owner<{ id: string }[]>`
      select v.school_id as id from school_values v
      join dataset d on d.workspace_id = v.workspace_id and d.id = v.dataset_id
      join school_group g on g.workspace_id = v.workspace_id and g.school_id = v.school_id
      where v.workspace_id = ${workspace} and d.file_name like ${`%${String(year)}%`} and g.name like 'Mainstream%'`;
    return new Set(rows.map(({ id }) => id));
  };

  /** As any page reads it: only the values asked for. */
  const expectedStandard = async (workspace: string, period: string) => {
    const described = await person.call(readFrame, { workspace });
    const key = described.measures.find(
      (one) => one.label === 'Expected standard in reading, writing and mathematics' && one.period === period,
    )?.key;
    const frame = await person.call(readFrame, { workspace, measure: [key ?? ''] });
    const read = frame.measures.find((one) => one.key === key)?.values ?? [];
    return new Map(
      frame.schools.id.flatMap((id, i) => (typeof read[i] === 'number' ? [[id, read[i]] as const] : [])),
    );
  };
});
