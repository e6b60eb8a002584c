import { describe, expect, it } from 'vitest';
import { dryRunReport, plainMeasure, type ColumnRole, type Mapping } from '#contract/imports';
import { planImport } from './plan.ts';
import { readTable } from './readTable.ts';
import { refusedCsv, reportOf } from './report.ts';

const measure = (label: string, kind: 'context' | 'result', period: string | null = null): ColumnRole => ({
  ...plainMeasure,
  label,
  kind,
  highMeans: kind === 'context' ? 'harder' : 'better',
  period,
  unit: '',
});
const mapping: Mapping = [
  { becomes: 'reference', group: null },
  { becomes: 'name' },
  { becomes: 'group', label: 'Region' },
  measure('Free meals', 'context'),
  measure('Score', 'result', '2019'),
];
const read = (text: string) => readTable(new TextEncoder().encode(text), 'schools.csv');
const header = 'urn,name,region,fsm,score\n';

const mixed = `${header}007,Ash  Primary,North,12.5%,SUPP
008,Elm,,30,-1.5
,Totals,North,20,1

008,Elm again,South,abc,2
010,,South,1O3,
011,Oak,NA,5,6,7
012,Fir,South,5,NE
`;

describe('what a file would become', () => {
  it('keeps references as text, names in one line, groups where there are any, and why a value is missing', async () => {
    const plan = planImport(await read(mixed), mapping);
    expect(plan.faults).toEqual([]);
    expect(plan.schools).toEqual([
      { reference: '007', name: 'Ash Primary', facts: {} },
      { reference: '008', name: 'Elm', facts: {} },
      { reference: '012', name: 'Fir', facts: {} },
    ]);
    expect(plan.groups).toEqual([{ label: 'Region', values: ['North', null, 'South'] }]);
    expect(plan.measures.map(({ values }) => [...values])).toEqual([
      [12.5, 30, 5],
      [NaN, -1.5, NaN],
    ]);
    expect(plan.measures[1]).toMatchObject({
      missing: 's.e',
      period: '2019',
      unit: null,
    });
  });

  it('refuses whole rows, with every reason, in the order of the file', async () => {
    const plan = planImport(await read(mixed), mapping);
    expect(plan.refusals.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
      [4, 'urn', '', 'No reference'],
      [6, 'urn', '008', 'The same reference as row 3, with other values'],
      [6, 'fsm', 'abc', 'Not a number'],
      [7, 'name', '', 'No name'],
      [7, 'fsm', '1O3', 'Not a number: a letter O stands for a zero'],
      [8, null, null, 'The row has 6 cells, the header 5, so cells stand in the wrong columns'],
    ]);
    expect([...plan.keptRows]).toEqual([0, 1, 6]);
  });

  it('refuses what a share or a number of pupils cannot be, of schools only', async () => {
    const roles = mapping.map((role) =>
      role.becomes === 'measure'
        ? { ...role, unit: role.label === 'Free meals' ? 'percent' : 'pupils' }
        : role,
    );
    const plan = planImport(
      await read(`${header}1,Ash,North,104%,30\n2,Elm,North,100%,30.5\n3,Fir,North,-1,0\n`),
      roles,
    );
    expect(plan.refusals.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
      [2, 'fsm', '104%', 'More than 100 percent'],
      [3, 'score', '30.5', 'Not a whole number'],
      [4, 'fsm', '-1', 'Less than none: a minus that should not be there'],
    ]);
  });

  it('reports it in numbers that add up and that the contract knows', async () => {
    const report = reportOf(planImport(await read(mixed), mapping));
    const compared = report.measures.map((one) => ({ ...one, compared: null }));
    const whole = {
      ...report,
      measures: compared,
      schools: { new: 3, known: 0, changed: 0, unknown: 0, leftOut: 0 },
    };
    expect(dryRunReport.parse(whole)).toEqual(whole);
    expect(report).toMatchObject({
      rows: 7,
      refused: 4,
      groups: [{ label: 'Region', distinct: 2 }],
    });
    expect(report.measures[0]).toMatchObject({ values: 3, missing: [], minimum: 5, maximum: 30 });
    expect(report.measures[1]?.missing).toEqual([
      { code: 'suppressed', count: 1 },
      { code: 'no-entries', count: 1 },
    ]);
    expect(report.reasons).toContainEqual({
      reason: 'Not a number',
      row: 6,
      column: 'fsm',
      value: 'abc',
      count: 1,
    });
    expect(report.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  });

  it('gives back the refused rows with their reasons, harmless to a spreadsheet', async () => {
    const refused = await read(`${header}=1+1,Ash,North,ten,-1\n008,Elm,North,2,3\n`);
    expect(refusedCsv(refused, planImport(refused, mapping))).toBe(
      "urn,name,region,fsm,score,row,column,reason\r\n'=1+1,Ash,North,ten,-1,2,fsm,Not a number\r\n",
    );
  });

  it('names the columns beyond the header, so that the file can be brought again once it is mended', async () => {
    const long = await read(`${header}1,Ash,North,1,2,3,4\n008,Elm,North,2,3\n`);
    const given = refusedCsv(long, planImport(long, mapping));
    const [names, row] = given.split('\r\n');
    expect(names).toBe('urn,name,region,fsm,score,cell 6,cell 7,row,column,reason');
    expect(row).toContain('1,Ash,North,1,2,3,4,2,,');
    expect((await read(given)).headers).toHaveLength(10);
  });

  it('gives its own columns names that the file has not, also where refused rows were brought again', async () => {
    const again = await read(
      'urn,name,region,fsm,Row,reason\n1,Ash,North,ten,8,moved\n2,Elm,North,2,9,x,y\n',
    );
    const unread: ColumnRole = { becomes: 'ignored' };
    const given = refusedCsv(again, planImport(again, [...mapping.slice(0, 4), unread, unread]));
    const [names] = given.split('\r\n');
    expect(names).toBe('urn,name,region,fsm,Row,reason,cell 7,row 2,column,reason 2');
    expect((await read(given)).headers).toHaveLength(10);
  });

  it('has no minimum where no value is', async () => {
    const report = reportOf(planImport(await read(`${header}1,Ash,N,NA,1\n`), mapping));
    expect(report.measures[0]).toMatchObject({ values: 0, minimum: null, maximum: null });
  });
});

describe('a mapping at fault stores nothing and says why', () => {
  const change = (column: number, role: ColumnRole) => mapping.map((one, i) => (i === column ? role : one));
  it.each<[string, Mapping, string]>([
    ['too short', mapping.slice(1), 'The file has 5 columns, but the mapping speaks of 4.'],
    ['no reference', change(0, { becomes: 'ignored' }), 'No column holds the reference'],
    ['two names', change(2, { becomes: 'name' }), '2 columns hold the name of the school: name, region.'],
    ['a label twice', change(3, measure('score', 'result', '2019')), 'would both become ‘Score’ of 2019'],
    [
      'labels that only signs tell apart',
      change(3, measure('Score %', 'result', '2019')),
      'would become ‘Score %’ of 2019 and ‘Score’ of 2019, which addresses cannot tell apart',
    ],
    [
      'a label without letters',
      change(3, measure('%', 'context')),
      'column fsm holds no letter and no digit',
    ],
    [
      'a grouping that is called as all schools are',
      change(2, { becomes: 'group', label: 'All' }),
      'The label ‘All’ of column region stands for all schools together',
    ],
    [
      'a direction of another kind',
      change(3, {
        ...plainMeasure,
        label: 'Fsm',
        kind: 'context',
        highMeans: 'better',
        period: null,
        unit: null,
      }),
      'say whether a high value means harder or easier',
    ],
  ])('%s', async (_, wrong, words) => {
    const plan = planImport(await read(mixed), wrong);
    expect(plan.faults.join(' ')).toContain(words);
    expect(plan.schools).toEqual([]);
    expect(reportOf(plan).rows).toBe(7);
  });

  it('allows one label in two periods', async () => {
    const plan = planImport(await read(mixed), change(3, measure('Score', 'result', '2018')));
    expect(plan.faults).toEqual([]);
  });
});
