import { describe, expect, it } from 'vitest';
import { plainMeasure, type ColumnRole, type Mapping } from '#contract/imports';
import { readDate } from './dates.ts';
import { planImport } from './plan.ts';
import { readTable } from './readTable.ts';
import { ofstedLevels } from './layouts/registers.ts';
import { reportOf } from './report.ts';

const plan = async (text: string, mapping: Mapping) =>
  planImport(await readTable(new TextEncoder().encode(text), 'schools.csv'), mapping);

const reference: ColumnRole = { becomes: 'reference', group: null };
const fact = (kept: Extract<ColumnRole, { becomes: 'fact' }>['fact'], group: string | null = null) =>
  ({ becomes: 'fact', fact: kept, group, words: null }) as const;
const score = {
  ...plainMeasure,
  label: 'Score',
  kind: 'result',
  highMeans: 'better',
  period: null,
  unit: null,
} as const;
const kinds: ColumnRole = {
  becomes: 'rowKind',
  label: 'Mainstream or special',
  kinds: [
    { value: '1', means: 'school', group: 'Mainstream' },
    { value: '2', means: 'school', group: 'Special' },
    { value: '3', means: 'authority', group: null },
    { value: '5', means: 'national', group: 'The country' },
  ],
};

describe('codes that stand for words', () => {
  it('are kept as the words, as a fact and as a group; others as they are written', async () => {
    const type: ColumnRole = { ...fact('type', 'School type'), words: { CY: 'Community school' } };
    const found = await plan('urn,type\n10,CY\n11,XX\n12,\n', [reference, type]);
    expect(found.schools.map(({ facts }) => facts.type)).toEqual(['Community school', 'XX', undefined]);
    expect(found.groups).toEqual([{ label: 'School type', values: ['Community school', 'XX', null] }]);
  });
});

describe('a letter O in a reference', () => {
  const of = (references: readonly string[]) =>
    plan(`urn,score\n${references.map((one) => `${one},1`).join('\n')}\n`, [reference, score]);
  const numbers = Array.from({ length: 19 }, (_, i) => String(115_850 + i));

  it('is refused where references are numbers: it would be another school', async () => {
    const found = await of([...numbers, '11587O']);
    expect(found.refusals).toEqual([
      {
        row: 21,
        column: 'urn',
        value: '11587O',
        reason: 'Not a number: a letter O stands for a zero',
        rule: 'Not a number: a letter O stands for a zero',
      },
    ]);
    expect(found.keptRows).toHaveLength(19);
  });

  it('may stand where references are not: they are taken as they are', async () => {
    expect((await of(['10O', '1OO', 'B17', '20', '21'])).refusals).toEqual([]);
    expect((await of([...numbers, 'TOO', 'A-1'])).refusals).toEqual([]);
  });
});

describe('lines of totals', () => {
  const text =
    'kind,la,urn,name,score\n1,841,10,Ash,50\n2,841,11,Elm,SUPP\n3,841,,North,48\n5,,,,47.5\n3,842,,,n.b.\n9,,12,Oak,1\n';
  const mapping: Mapping = [
    kinds,
    fact('authority code', 'Authority'),
    reference,
    { becomes: 'name' },
    score,
  ];

  it('are kept apart with their values and refused for nothing that stands in them', async () => {
    const found = await plan(text, mapping);
    expect(found.schools.map(({ reference: one }) => one)).toEqual(['10', '11']);
    expect(found.aggregates.map(({ level, code, label, row }) => [level, code, label, row])).toEqual([
      ['authority', '841', 'North', 4],
      ['national', '5', 'The country', 5],
      ['authority', '842', 'Authority 842', 6],
    ]);
    expect(found.aggregates.map(({ values, missing }) => [values[0], missing])).toEqual([
      [48, '.'],
      [47.5, '.'],
      [NaN, 'x'],
    ]);
    expect(found.groups).toEqual([
      { label: 'Mainstream or special', values: ['Mainstream', 'Special'] },
      { label: 'Authority', values: ['841', '841'] },
    ]);
  });

  it('of a kind that nobody named are refused with the kinds that are known', async () => {
    const { refusals } = await plan(text, mapping);
    expect(refusals).toMatchObject([{ row: 7, column: 'kind', value: '9' }]);
    expect(refusals[0]?.reason).toBe('Not a kind of row that is known: 1, 2, 3, 5');
  });

  it('count once where they are repeated, and are refused where two say different things', async () => {
    const { aggregates, repeated, refusals } = await plan('urn,score\n10,5\nNAT,4\nNAT,4\nNAT,6\n', [
      reference,
      score,
    ]);
    expect(aggregates).toHaveLength(1);
    expect(repeated).toEqual([{ row: 4, first: 3 }]);
    expect(refusals).toMatchObject([{ row: 5, reason: expect.stringContaining('the same codes as row 3') }]);
  });

  it('are told by NAT where no column names the kind', async () => {
    const { schools, aggregates, refusals } = await plan('urn,score\n10,5\nNAT,4\n', [reference, score]);
    expect([schools.length, aggregates.length, refusals.length]).toEqual([1, 1, 0]);
    expect(aggregates[0]).toMatchObject({ level: 'national', code: 'NAT', label: 'The whole country' });
  });
});

describe('a school that stands there twice', () => {
  it('counts once where the rows are the same, and is refused where they differ', async () => {
    const found = await plan('urn,score\n10,5\n10, 5\n10,6\n11,7\n', [reference, score]);
    expect(found.schools).toHaveLength(2);
    expect(found.repeated).toEqual([{ row: 3, first: 2 }]);
    expect(found.refusals.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'The same reference as row 2, with other values'],
    ]);
    expect(reportOf(found)).toMatchObject({ repeated: 1, refused: 1 });
  });

  it('is another in another year where several columns make the reference', async () => {
    const roles: Mapping = [{ becomes: 'reference', group: 'Year' }, reference, score];
    const found = await plan('year,id,score\n2000,01,5\n2003,01,6\n2003,,7\n', roles);
    expect(found.schools.map(({ reference: one }) => one)).toEqual(['2000-01', '2003-01']);
    expect(found.groups).toEqual([{ label: 'Year', values: ['2000', '2003'] }]);
    expect(found.refusals).toMatchObject([{ row: 4, column: 'id', reason: 'No reference' }]);
  });
});

describe('facts of the register', () => {
  it('are kept as text, days in one form, and none where the source writes none', async () => {
    const roles: Mapping = [reference, fact('establishment number'), fact('opened'), fact('successor')];
    const found = await plan(
      'urn,estab,opened,next\n1,0042,01-09-2012,0\n2,,20170401,146244\n3,7,soon,0\n',
      roles,
    );
    expect(found.schools).toEqual([
      { reference: '1', name: null, facts: { 'establishment number': '0042', opened: '2012-09-01' } },
      { reference: '2', name: null, facts: { opened: '2017-04-01', successor: '146244' } },
    ]);
    expect(found.refusals).toMatchObject([{ row: 4, column: 'opened', value: 'soon', reason: 'Not a date' }]);
  });

  it.each([
    ['2019-05-01', '2019-05-01'],
    ['1/5/2019', '2019-05-01'],
    ['01.05.2019', '2019-05-01'],
    ['31-02-2019', null],
    ['2019', null],
  ])('%s is the day %s', (text, day) => expect(readDate(text)).toBe(day));
});

describe('measures with more than a number', () => {
  it('keep the ends of their interval and those they are a share of', async () => {
    const roles: Mapping = [
      reference,
      { ...score, lower: 'low', upper: 'high', denominator: 'n' },
      { becomes: 'ignored' },
      { becomes: 'ignored' },
      { becomes: 'ignored' },
    ];
    const { measures, refusals } = await plan(
      'urn,score,low,high,n\n1,5,4,6,20\n2,3,SUPP,,9\n3,3,2,many,9\n',
      roles,
    );
    expect(
      measures.map(({ lower, upper, denominator, numerator }) => [lower, upper, denominator, numerator]),
    ).toEqual([[Float64Array.of(4, NaN), Float64Array.of(6, NaN), Float64Array.of(20, 9), null]]);
    expect(refusals).toMatchObject([{ row: 4, column: 'high', value: 'many' }]);
  });

  it('must name columns that are there', async () => {
    const { faults } = await plan('urn,score\n1,5\n', [reference, { ...score, lower: 'low' }]);
    expect(faults).toEqual(['Column score names ‘low’ as its lower end, but the file has no such column.']);
  });

  it('read the words of a scale, and what stands for no grade', async () => {
    const grade: ColumnRole = { ...score, kind: 'inspection', highMeans: 'worse', levels: ofstedLevels };
    const text =
      'urn,grade\n1,Good\n2,requires  improvement\n3,Unknown\n4,Not judged\n5,1\n6,Excellent\n7,5\n8,NA\n';
    const { measures, refusals } = await plan(text, [reference, grade]);
    expect([...(measures[0]?.values ?? [])]).toEqual([2, 3, NaN, NaN, 1, NaN]);
    expect(measures[0]?.missing).toBe('..xz.x');
    expect(refusals.map(({ row }) => row)).toEqual([7, 8]);
    expect(refusals[0]?.reason).toMatch(/^None of the grades Outstanding, Good, Requires improvement/);
  });
});

it('counts what is missing as the file writes it', async () => {
  const { missing, keptRows } = await plan('urn,score\n1,SUPP\n2,SUPP\n3,\n4,[c]\n5,SP\n6,3\n', [
    reference,
    score,
  ]);
  expect(missing(keptRows)).toEqual([
    { written: 'SUPP', code: 'suppressed', count: 2 },
    { written: '', code: 'blank', count: 1 },
    { written: '[c]', code: 'confidential', count: 1 },
    { written: 'SP', code: 'low', count: 1 },
  ]);
  expect(missing(keptRows.subarray(0, 1))).toEqual([{ written: 'SUPP', code: 'suppressed', count: 1 }]);
});
