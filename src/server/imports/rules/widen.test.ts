import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { planImport } from './plan.ts';
import { readTable } from './readTable.ts';
import { recognise } from './recognise.ts';
import { reportOf } from './report.ts';

const read = (lines: readonly string[], fileName = 'ks2_schools.csv') =>
  readTable(new TextEncoder().encode(lines.join('\n')), fileName);

const header =
  'time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,la_name,school_urn,school_laestab,school_name,establishment_type_group,breakdown_topic,breakdown,subject,eligible_pupil_count,expected_standard_pupil_count,expected_standard_pupil_percent,higher_standard_pupil_percent,average_scaled_score,progress_measure_score,progress_measure_lower_conf_interval,progress_measure_upper_conf_interval';
const ash = 'Academic year,School,E92000001,England,841,Darlington,900214,8412001,Ash Primary,LA maintained';
const elm = 'Academic year,School,E92000001,England,841,Darlington,900377,8412002,Elm Primary,Academies';
const country = 'Academic year,National,E92000001,England,,,,,,State-funded';
const authority = 'Academic year,Local authority,E92000001,England,841,Darlington,,,,State-funded';
const rwm = '"Reading, writing and maths"';

/** Invented schools in the columns of the long files of 2024/25. */
const lines = [
  header,
  `202425,${ash},All pupils,Total,${rwm},30,20,67,7,z,z,z,z`,
  `202425,${ash},Sex,Girls,${rwm},14,10,71,7,z,z,z,z`,
  `202425,${ash},All pupils,Total,Reading,30,24,80,20,106,1.2,-0.4,2.8`,
  `202425,${ash},Disadvantage,Disadvantaged,${rwm},5,c,c,c,z,z,z,z`,
  `202425,${elm},All pupils,Total,${rwm},11,c,c,c,z,z,z,z`,
  `202425,${elm},All pupils,Total,Reading,11,8,73,9,104,x,x,x`,
  `202425,${country},All pupils,Total,${rwm},600000,370000,62,8,z,z,z,z`,
  `202425,${authority},All pupils,Total,${rwm},1200,700,60,8,z,z,z,z`,
];

describe('a long file of key stage 2', () => {
  it('becomes a row per school and a column per subject and group of pupils', async () => {
    const table = await read(lines);
    expect(table.readAs).toBe('comma, UTF-8; 8 lines turned into a row per school');
    expect(table.rows.map((row) => row.slice(5, 8))).toEqual([
      ['900214', '8412001', 'Ash Primary'],
      ['900377', '8412002', 'Elm Primary'],
      ['', '', ''],
      ['', '', ''],
    ]);
    expect([...table.rowNumbers]).toEqual([2, 6, 8, 9]);
    const at = (name: string) => table.rows.map((row) => row[table.headers.indexOf(name)]);
    expect(at('expected_standard_pupil_percent · Reading, writing and maths')).toEqual([
      '67',
      'c',
      '62',
      '60',
    ]);
    expect(at('expected_standard_pupil_percent · Reading, writing and maths · Girls')).toEqual([
      '71',
      '',
      '',
      '',
    ]);
    expect(at('average_scaled_score · Reading')).toEqual(['106', '104', '', '']);
  });

  it('is known as such, with the labels of the wide files, so that the years follow one another', async () => {
    const table = await read(lines);
    const { layout, columns } = recognise(table, 'ks2_schools.csv');
    expect(layout).toMatchObject({
      id: 'ks2-long',
      title: 'Key stage 2, England, 2024/25',
      period: '2024/25',
    });
    expect(layout.matched).toBe(layout.columns);
    const plan = planImport(
      table,
      columns.map(({ suggestion }) => suggestion),
    );
    expect(plan).toMatchObject({ faults: [], refusals: [] });
    expect(plan.schools).toEqual([
      {
        reference: '900214',
        name: 'Ash Primary',
        facts: { 'authority code': '841', 'authority name': 'Darlington', type: 'LA maintained' },
      },
      {
        reference: '900377',
        name: 'Elm Primary',
        facts: { 'authority code': '841', 'authority name': 'Darlington', type: 'Academies' },
      },
    ]);
    expect(plan.aggregates.map(({ level, code, label }) => [level, code, label])).toEqual([
      ['national', 'National State-funded', 'State-funded'],
      ['authority', '841 State-funded', 'Darlington, State-funded'],
    ]);
    const measure = (label: string, pupilGroup = 'All pupils') =>
      plan.measures.find((one) => one.label === label && one.pupilGroup === pupilGroup);
    const expected = 'Expected standard in reading, writing and mathematics';
    expect(measure(expected)).toMatchObject({ period: '2024/25', unit: 'percent', missing: '.c' });
    expect(measure(expected)?.denominator).toEqual(Float64Array.of(30, 11));
    expect(measure(expected, 'Disadvantaged pupils')?.missing).toBe('cb');
    expect(measure('Progress in reading')).toMatchObject({
      values: Float64Array.of(1.2, NaN),
      lower: Float64Array.of(-0.4, NaN),
      upper: Float64Array.of(2.8, NaN),
      missing: '.x',
    });
    const girls = columns.find(
      (one) => one.header === 'expected_standard_pupil_percent · Reading, writing and maths · Girls',
    );
    expect(girls).toMatchObject({ suggestion: { becomes: 'ignored' }, offer: { pupilGroup: 'Girls' } });
  });

  it('names the year in its columns where it has several', async () => {
    const table = await read([
      ...lines,
      ...lines.slice(1).map((line) => line.replace('202425', '202324').replace(',67,', ',66,')),
    ]);
    expect(table.headers).toContain('expected_standard_pupil_percent · Reading, writing and maths · 2023/24');
    const { layout, columns } = recognise(table, 'ks2.csv');
    expect(layout.period).toBe('2024/25');
    const roles = columns.flatMap(({ suggestion }) =>
      suggestion.becomes === 'measure' &&
      suggestion.label.startsWith('Expected') &&
      suggestion.pupilGroup === 'All pupils'
        ? [suggestion.period]
        : [],
    );
    expect(roles).toEqual(['2024/25']);
  });

  it('refuses a school of which two lines say different things, and names the line', async () => {
    const table = await read([
      ...lines,
      `202425,${ash},All pupils,Total,Reading,30,24,81,20,106,1.2,-0.4,2.8`,
    ]);
    const { columns } = recognise(table, 'ks2.csv');
    const plan = planImport(
      table,
      columns.map(({ suggestion }) => suggestion),
    );
    expect(plan.schools.map(({ name }) => name)).toEqual(['Elm Primary']);
    expect(plan.refusals).toMatchObject([
      {
        row: 2,
        column: 'expected_standard_pupil_percent · Reading',
        reason: 'Row 10 gives another value than an earlier one',
      },
    ]);
    expect(reportOf(plan).reasons).toMatchObject([
      { reason: 'A line of the school gives another value than an earlier one', count: 1 },
    ]);
  });

  it('refuses a school with a line that has a cell too many, and lines that name no school', async () => {
    const table = await read([
      ...lines,
      `202425,${elm},All pupils,Total,Maths,1,2,3,4,5,6,7,8,9`,
      `202425,${elm.replace('900377', '')},All pupils,Total,Maths,1,2,3,4,5,6,7,8`,
    ]);
    const { columns } = recognise(table, 'ks2.csv');
    const plan = planImport(
      table,
      columns.map(({ suggestion }) => suggestion),
    );
    expect(plan.refusals.map(({ row, reason }) => [row, reason])).toEqual([
      [6, 'Row 10 has more cells than the header'],
      [11, 'No reference'],
    ]);
  });

  it('tells apart breakdowns that are called alike under two topics', async () => {
    const more = ['Sex,Unknown', 'First language,Unknown'].map(
      (topic) => `202425,${ash},${topic},Reading,1,2,3,4,5,6,7,8`,
    );
    const { headers } = await read([...lines, ...more]);
    expect(headers).toContain('average_scaled_score · Reading · Unknown (Sex)');
    expect(headers).toContain('average_scaled_score · Reading · Unknown (First language)');
  });

  it('is refused where it would become too wide', async () => {
    const many = Array.from(
      { length: limits.columns },
      (_, i) => `202425,${ash},Group,Group ${i},Reading,1,2,3,4,5,6,7,8`,
    );
    await expect(read([header, ...many])).rejects.toMatchObject({ kind: 'too-large' });
  });
});

it('reads other long open data by the same rules: levels told apart, a row per school', async () => {
  const table = await read([
    'time_period,geographic_level,school_urn,school_name,absence_type,sessions_percent',
    '202324,School,900214,Ash Primary,Authorised,4.1',
    '202324,School,900214,Ash Primary,Unauthorised,1.3',
    '202324,School,900377,Elm Primary,Authorised,c',
    '202324,National,,,Authorised,4.4',
  ]);
  const { layout, columns } = recognise(table, 'absence.csv');
  expect(layout.id).toBe('generic');
  expect(columns.map(({ header: name, suggestion }) => [name, suggestion.becomes])).toEqual([
    ['geographic_level', 'rowKind'],
    ['school_urn', 'reference'],
    ['school_name', 'name'],
    ['time_period', 'ignored'],
    ['sessions_percent · Authorised', 'ignored'],
    ['sessions_percent · Unauthorised', 'ignored'],
  ]);
});
