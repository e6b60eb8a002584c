import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { englandCsv, englandIsHere, whyNot } from './england.ts';
import { reedbed, root } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'reedbed-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Answer {
  method: {
    context: { name: string; loading: number | null }[];
    shareOfVariance: number | null;
    correlation: number;
    [other: string]: unknown;
  };
  counts: Record<'schools' | 'resilient' | 'struggling' | 'excluded' | 'hardest', number>;
  schools: { id: string; name: string; region: string | null; type: string; [other: string]: unknown }[];
  excluded: { id: string; missing: Record<string, string> }[];
  sample?: { id: string; type: string }[];
}
const answer = (...args: string[]) =>
  JSON.parse(reedbed('identify', ...args, '--format', 'json').out) as Answer;

const california = [
  join(root, 'data/california_api_1999_2000.csv.gz'),
  '--id',
  'cds',
  '--name',
  'sname',
  '--result',
  'api00',
  ...['meals:harder', 'avg.ed:easier', 'ell:harder', 'mobility:harder'].flatMap((one) => ['--context', one]),
];

describe('California, with an index of four indicators', () => {
  it('within county', () => {
    const { counts, method, schools, excluded } = answer(...california, '--region', 'cname');
    expect(counts).toEqual({ schools: 6012, resilient: 11, struggling: 1049, excluded: 182, hardest: 1524 });
    expect(method.context.map(({ name, loading }) => [name, loading?.toFixed(3)])).toEqual([
      ['meals', '0.590'],
      ['avg.ed', '-0.570'],
      ['ell', '0.545'],
      ['mobility', '0.174'],
    ]);
    expect(method.shareOfVariance).toBeCloseTo(0.64444, 5);
    expect(method.correlation).toBeCloseTo(-0.853, 3);
    expect(method).toMatchObject({
      region: 'cname',
      quantileType: 7,
      contextQuartile: '1 = hardest circumstances … 4 = easiest',
      resultQuartile: '1 = lowest results … 4 = highest',
    });
    expect(schools).toHaveLength(6012);
    expect(schools.filter(({ type }) => type === 'resilient')).toHaveLength(11);
    expect(schools.find(({ id }) => id === '01612596002018')).toEqual({
      id: '01612596002018',
      name: 'Lincoln Elementary',
      region: 'Alameda',
      index: expect.closeTo(2.21, 2) as number,
      result: 799,
      contextQuartile: 1,
      resultQuartile: 4,
      type: 'resilient',
    });
    expect(excluded).toHaveLength(182);
    expect(excluded.every(({ missing }) => Object.values(missing).includes('blank'))).toBe(true);
  });

  it('within school type', () => {
    const { counts } = answer(...california, '--region', 'stype');
    expect(counts).toMatchObject({ hardest: 1504, resilient: 2, struggling: 1159 });
  });

  it('for people: counts by region, the resilient schools by name, how we tell; nobody struggling by name', () => {
    const { code, out, err } = reedbed('identify', ...california, '--region', 'cname');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Of 1,524 schools in the hardest circumstances');
    expect(out).toMatch(/^All +6,012 +6,194 +1,524 +11 +1,049$/m);
    expect(out).toMatch(/^01612596002018 +Lincoln Elementary +Alameda +2\.21 +799$/m);
    expect(out).toMatch(/How we tell\n\n {2}The index of circumstances is the first principal component/);
    const struggling = answer(...california, '--region', 'cname').schools.filter(
      ({ type }) => type === 'struggling',
    );
    expect(struggling.filter(({ id }) => out.includes(id))).toEqual([]);
  });

  it('as CSV: a row per school, the excluded last', () => {
    const { out } = reedbed('identify', ...california, '--format', 'csv');
    const rows = Papa.parse<Record<string, string>>(out, { header: true, skipEmptyLines: true }).data;
    expect(rows).toHaveLength(6194);
    expect(Object.keys(rows[0])).toEqual(
      'id,name,region,index,result,contextQuartile,resultQuartile,type,regionSchools,regionCovered'.split(
        ',',
      ),
    );
    expect(rows.filter(({ type }) => type === 'excluded')).toHaveLength(182);
    expect(
      new Set(rows.map((row) => `${row['regionCovered'] ?? ''} of ${row['regionSchools'] ?? ''}`)),
    ).toEqual(new Set(['6012 of 6194']));
    expect(rows.filter(({ type }) => type === 'resilient')).toHaveLength(3);
  });

  it('draws the same sample from the same seed, and another from another', () => {
    const draw = (seed: string) => answer(...california, '--sample', '3', '--seed', seed).sample ?? [];
    expect(draw('7').map(({ type }) => type)).toEqual([
      ...Array(3).fill('resilient'),
      ...Array(3).fill('struggling'),
    ]);
    expect(draw('7')).toEqual(draw('7'));
    expect(draw('7')).not.toEqual(draw('8'));
    const { out } = reedbed('identify', ...california, '--sample', '3', '--seed', '7');
    expect(out).toContain('Drawn by lot: 3 resilient and 3 struggling, seed 7.');
    for (const { id } of draw('7')) expect(out).toContain(id);
  });

  it('as a page that asks nothing of the network and names no struggling school as such', () => {
    const path = join(folder, 'answer.html');
    const { code, err } = reedbed('identify', ...california, '--region', 'cname', '--report', path);
    expect({ code, err }).toEqual({ code: 0, err: `The report is in ${path}\n` });
    const page = readFileSync(path, 'utf8');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/https?:|<script|<link|<img|@import|url\(/);
    expect(page).toContain('<b class="resilient">resilient</b>');
    expect(page.match(/<tr><td>/g)).toHaveLength(6194);
    expect(page).not.toMatch(/<td>struggling/);
    expect(page).toContain('by quantiles of type 7');
  });
});

describe('England, with one indicator', () => {
  const columns = [
    '--id',
    'URN',
    '--name',
    'SCHNAME',
    '--region',
    'REGION',
    '--context',
    'PNUMFSMEVER:harder',
  ];

  it('mainstream secondaries of 2018/19', ({ skip }) => {
    if (!englandIsHere) skip(whyNot);
    const path = file('england.csv', englandCsv());
    const { counts, schools, excluded } = answer(path, ...columns, '--result', 'P8MEA');
    expect(counts).toMatchObject({ schools: 3135, resilient: 97, struggling: 359 });
    expect(new Set(schools.map(({ region }) => region)).size).toBe(9);
    expect(new Set(excluded.flatMap(({ missing }) => Object.values(missing)))).toEqual(
      new Set(['not-available', 'blank', 'suppressed', 'low-coverage']),
    );
  });

  it('says where a number is none, and computes nothing', ({ skip }) => {
    if (!englandIsHere) skip(whyNot);
    const spoilt = englandCsv((row, i) => (i < 12 ? { ...row, P8MEA: 'O.5' } : row));
    const path = file('spoilt.csv', spoilt);
    const { code, out, err } = reedbed('identify', path, ...columns, '--result', 'P8MEA');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('12 rows of ‘spoilt.csv’ cannot be read, so nothing was computed:');
    expect(err).toContain('  row 2, column P8MEA: Not a number: a letter O stands for a zero (‘O.5’)');
    expect(err.match(/column P8MEA/g)).toHaveLength(10);
    expect(err).toContain('… and 2 more');
  });
});

describe('small files', () => {
  const schools = ['a,Ash,10,9', 'b,Elm,20,7', 'c,Oak,30,3', 'd,Fir,40,8', 'e,Yew,50,2'];
  const small = (name: string, rows: string[]) => file(name, ['urn,name,fsm,score', ...rows].join('\n'));
  const columns = ['--id', 'urn', '--name', 'name', '--context', 'fsm:harder', '--result', 'score'];

  it('turn round when the direction is turned round', () => {
    const path = small('turned.csv', schools);
    const types = (...args: string[]) =>
      answer(path, '--id', 'urn', '--name', 'name', ...args).schools.map(({ type }) => type);
    const ofHard = ['other', 'other', 'other', 'resilient', 'struggling'];
    expect(types('--context', 'fsm:harder', '--result', 'score')).toEqual(ofHard);
    expect(types('--context', 'fsm:harder', '--result', 'score:worse')).toEqual(
      ofHard.map((type) => ({ resilient: 'struggling', struggling: 'resilient' })[type] ?? type),
    );
    expect(types('--context', 'fsm:easier', '--result', 'score')).toEqual([
      'resilient',
      'other',
      'other',
      'other',
      'other',
    ]);
  });

  it('leave out rows that are no school, and list them', () => {
    const path = small('totals.csv', [...schools, ',England,30,x', 'a,Ash again,1,1', 'f,Box,SUPP,3']);
    const { code, err, out } = reedbed('identify', path, ...columns, '--format', 'json');
    expect(code).toBe(0);
    expect(err).toContain('2 rows of ‘totals.csv’ left out:');
    expect(err).toContain('  row 7, column urn: No reference');
    expect(err).toContain('  row 8, column urn: The same reference as row 2, with other values (‘a’)');
    const { counts, method, excluded } = JSON.parse(out) as Answer;
    expect(counts).toMatchObject({ schools: 5, excluded: 1 });
    expect(method.leftOut).toBe(2);
    expect(excluded).toEqual([{ id: 'f', name: 'Box', region: null, missing: { fsm: 'suppressed' } }]);
  });

  it('stop at a row with a cell too many', () => {
    const { code, err } = reedbed('identify', small('long.csv', [...schools, 'f,Box, Hill,1,3']), ...columns);
    expect(code).toBe(1);
    expect(err).toContain('row 7: The row has 5 cells, the header 4');
  });

  it('that have nothing to compare say so', () => {
    const { code, err } = reedbed('identify', small('one.csv', ['a,Ash,NA,9']), ...columns);
    expect(code).toBe(1);
    expect(err).toContain('None of the 1 schools has all indicators');
  });

  it('are named when a column or the file is not there', () => {
    const path = small('names.csv', schools);
    const swap = (from: string, to: string) => columns.map((word) => (word === from ? to : word));
    const unknown = reedbed('identify', path, ...swap('score', 'scoer'));
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain(
      '‘names.csv’ has no column ‘scoer’. Did you mean ‘score’? It has: urn, name, fsm, score.',
    );
    const absent = reedbed('identify', join(folder, 'absent.csv'), ...columns);
    expect(absent.code).toBe(1);
    expect(absent.err).toContain('cannot be opened: there is no such file');
    expect(reedbed('identify', folder, ...columns).err).toContain('it is a folder');
    expect(reedbed('identify', path, ...columns, '--report', join(folder, 'no/such/a.html'))).toMatchObject({
      code: 1,
      out: '',
    });
  });

  it.each<[string, string[], string]>([
    ['a direction that is missing', ['--context', 'fsm'], 'Write fsm:harder where a high value means harder'],
    ['a direction of another kind', ['--context', 'fsm:better'], 'does not say what a high value means'],
    [
      'a result with a direction of circumstances',
      ['--context', 'fsm:harder', '--result', 'score:harder'],
      ':better or :worse',
    ],
    ['no result', ['--context', 'fsm:harder', '--result', ''], '--result is missing'],
    [
      'a column twice',
      ['--context', 'score:harder'],
      'Column ‘score’ is named twice: by --context and by --result.',
    ],
    ['an unknown option', ['--contxt', 'fsm'], '--contxt'],
    [
      'a format that there is not',
      ['--context', 'fsm:harder', '--format', 'xml'],
      'table, json or csv, not ‘xml’',
    ],
    ['a sample of none', ['--context', 'fsm:harder', '--sample', '0'], 'a whole number of at least 1'],
    ['a seed alone', ['--context', 'fsm:harder', '--seed', '3'], '--seed belongs to --sample'],
    ['two files', ['other.csv', '--context', 'fsm:harder'], 'One file is read at a time'],
  ])('%s is an error of usage that teaches', (_, args, words) => {
    const rest = args.includes('--result') ? [] : ['--result', 'score'];
    const { code, out, err } = reedbed(
      'identify',
      'schools.csv',
      '--id',
      'urn',
      '--name',
      'name',
      ...args,
      ...rest,
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(err).toContain('See: reedbed identify --help');
  });
});
