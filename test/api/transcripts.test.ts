import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOf } from '../../src/contract/client.ts';
import { codePointsOf, sliceByPoints } from '../../src/contract/codePoints.ts';
import { readCoding } from '../../src/contract/coding.ts';
import { codeCountsTable, readCodeCounts } from '../../src/contract/counting.ts';
import { bringTranscripts, type BroughtReport } from '../../src/contract/exchange.ts';
import { readSource } from '../../src/contract/sources.ts';
import { addMember, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let rosa: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Olga');
  rosa = await server.person('Rosa');
});
afterAll(() => server.stop());

const fresh = async (): Promise<void> => {
  workspace = (await owner.workspace('Lessons')).id;
  await addMember(server, workspace, rosa, 'researcher');
};

const bring = (name: string, bytes: Uint8Array): Promise<BroughtReport> =>
  rosa.call(bringTranscripts, { workspace, name }, bytes as Uint8Array<ArrayBuffer>);
const bringText = (name: string, text: string) => bring(name, new TextEncoder().encode(text));

/** How often each code was given in all, by its name. */
async function counted(): Promise<Record<string, number>> {
  const { codes, counts } = await rosa.call(readCodeCounts, { workspace, rule: 'coding' });
  const named: Record<string, number> = {};
  for (const [i, { name }] of codes.entries())
    named[name] = counts.reduce((sum, row) => sum + (row[i] ?? 0), 0);
  return named;
}

const lesson = `Transcript,Turn,Speaker,TimeStamp,Sentence,Teacher Tag,Student Tag
A,1,T,01:00:00,"Good morning, all.",1 - None,
A,1,T,02:00:00,Who agrees?,2 - keeping together,
A,2,S,,I do \u{1F600},,4 - Making a claim
A,3,T:,09:00:00,Why?,9 - Press,
A,3,,,,8 - Other,
B,1,T,,Go on.,2 - Keeping  together,
B,2,S,,Because.,,4 - making a claim
B,2,S,,It is.,,4 - Making a claim
`;

describe('transcripts in a table', () => {
  beforeAll(fresh);

  it('become a source each, with turns, times and tagged sentences', async () => {
    const report = await bringText('Lessons.csv', lesson);
    expect(report.sources.map(({ title }) => title)).toEqual(['A', 'B']);
    expect(report).toMatchObject({
      codings: 6,
      frameworks: [{ title: 'Tags of Lessons', codes: 3 }],
      leftOut: ['1 tag for ‘none’: that is no code.'],
    });
    const [{ id: source } = { id: '' }] = report.sources;
    const read = await rosa.call(readSource, { workspace, source });
    expect(read.text).toBe('T: Good morning, all. Who agrees?\nS: I do \u{1F600}\nT: Why?');
    expect(read.turnsOf.seconds).toEqual([60, null, 540]);
    expect(read.kind).toBe('lesson');
    const { codings } = await rosa.call(readCoding, { workspace, source });
    const words = codings.quotations.start.map((start, i) =>
      sliceByPoints(read.text, codePointsOf(read.text), start, codings.quotations.end[i] ?? start),
    );
    expect(words).toEqual(['Who agrees?', 'I do \u{1F600}', 'Why?']);
    expect(new Set(codings.targets.map(({ pole }) => pole))).toEqual(new Set(['none']));
  });

  it('are counted by code and talk, however a tag was spelt', async () => {
    expect(await counted()).toEqual({ 'keeping together': 2, Press: 1, 'Making a claim': 3 });
    const { rows, codes, counts } = await rosa.call(readCodeCounts, { workspace, rule: 'coding' });
    expect(rows.map(({ title }) => title)).toEqual(['A', 'B']);
    expect(counts.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual([3, 3]);
    expect(codes.map(({ elementName, name }) => `${elementName}: ${name}`)).toEqual([
      'Teacher Tag: keeping together',
      'Teacher Tag: Press',
      'Student Tag: Making a claim',
    ]);
    const table = await (await rosa.raw(urlOf(codeCountsTable, { workspace, rule: 'coding' }))).text();
    expect(table.replaceAll('\r', '').split('\n').slice(0, 3)).toEqual([
      'Of,Teacher Tag: keeping together (neither way),Teacher Tag: Press (neither way),Student Tag: Making a claim (neither way)',
      'A,1,1,1',
      'B,1,0,2',
    ]);
  });

  it('are counted by speaker, by role and by school too', async () => {
    const by = async (way: 'speaker' | 'role' | 'school') => {
      const { rows, counts } = await rosa.call(readCodeCounts, { workspace, by: way, rule: 'coding' });
      return rows.map(({ title, source }, i) => [title, source !== null, counts[i]]);
    };
    expect(await by('speaker')).toEqual([
      ['A: S', true, [0, 0, 1]],
      ['A: T', true, [1, 1, 0]],
      ['B: S', true, [0, 0, 2]],
      ['B: T', true, [1, 0, 0]],
    ]);
    expect(await by('role')).toEqual([['Not known', false, [2, 1, 3]]]);
    expect(await by('school')).toEqual([['No school', false, [2, 1, 3]]]);
  });

  it('speak the same tags in another table, and change nothing where they come again', async () => {
    const more = 'Speaker,Sentence,Teacher Tag\nT,Who else?,2 - Keeping Together\n';
    expect(await bringText('C.csv', more)).toMatchObject({ frameworks: [], codings: 1 });
    expect(await counted()).toMatchObject({ 'keeping together': 3 });
    expect(await bringText('C.csv', more)).toMatchObject({ known: 1, codings: 0 });
  });

  it('change one cell, and the count changes', async () => {
    await fresh();
    await bringText('Lessons.csv', lesson.replace('9 - Press', '2 - keeping together'));
    expect(await counted()).toEqual({ 'keeping together': 3, 'Making a claim': 3 });
  });

  it('are refused without a column of words, and by whoever is no researcher', async () => {
    await expect(bringText('No.csv', 'A,B\n1,2\n')).rejects.toMatchObject({ kind: 'invalid' });
    const bytes = new TextEncoder().encode(lesson);
    await expect(
      owner.call(bringTranscripts, { workspace, name: 'Lessons.csv' }, bytes),
    ).rejects.toMatchObject({ kind: 'not-allowed' });
  });
});

const data = join(import.meta.dirname, '../../../shared/data');
const whole = join(data, 'talkmoves_subset1.csv.gz');
const workbook = join(data, 'talkmoves_xlsx', 'Comparing Fractions 1_Grade 4.xlsx');
const absent = !existsSync(whole);
const long = process.env['REEDBED_LONG'] === '1';

describe.skipIf(absent)(`TalkMoves${absent ? ' (skipped: no talkmoves in ../shared/data)' : ''}`, () => {
  beforeAll(fresh);

  it('brings a workbook as it was published', async () => {
    const report = await bring('Comparing Fractions 1_Grade 4.xlsx', readFileSync(workbook));
    expect(report.sources.map(({ title }) => title)).toEqual(['Comparing Fractions 1_Grade 4']);
    // As many as in the table of all lessons.
    expect(report.codings).toBe(65);
  });

  it.runIf(long)('brings 191 lessons with every tag, told by its number', async () => {
    await fresh();
    const report = await bring('TalkMoves.csv.gz', readFileSync(whole));
    expect(report.sources).toHaveLength(191);
    expect(report.codings).toBe(28_515);
    expect(await countsInOrder()).toEqual([5, 342, 561, 813, 865, 925, 1377, 3401, 4361, 4618, 5339, 5908]);
  });

  it('brings every sixteenth lesson with every tag, told by its number', async () => {
    await fresh();
    const { data } = Papa.parse<Row>(gunzipSync(readFileSync(whole)).toString(), { header: true });
    const titles = [...new Set(data.map(({ transcript }) => transcript))].filter((_, i) => i % 16 === 0);
    const rows = data.filter(({ transcript }) => titles.includes(transcript));
    const report = await bringText('TalkMoves.csv', Papa.unparse(rows));
    expect(report.sources).toHaveLength(titles.length);
    const tags = leadingDigits(rows);
    expect(report.codings).toBe(tags.reduce((sum, count) => sum + count, 0));
    expect(await countsInOrder()).toEqual(tags);
  });
});

type Row = Record<'transcript' | 'Sentence' | 'Teacher Tag' | 'Student Tag', string>;

/** How often each tag stands in the rows, by the number it begins with, where the sentence has words; 1 is "None". */
function leadingDigits(rows: readonly Row[]): number[] {
  const counts = new Map<string, number>();
  for (const row of rows.filter(({ Sentence }) => Sentence.trim() !== ''))
    for (const column of ['Teacher Tag', 'Student Tag'] as const) {
      const digits = /^\s*(\d+)/.exec(row[column])?.[1];
      if (digits === undefined || digits === '1') continue;
      counts.set(column + digits, (counts.get(column + digits) ?? 0) + 1);
    }
  return [...counts.values()].toSorted((a, b) => a - b);
}

const countsInOrder = async () => Object.values(await counted()).toSorted((a, b) => a - b);
