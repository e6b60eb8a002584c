import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { csvOf, lines } from '../support/twoRegions.ts';
import { reedbed } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'reedbed-study-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, rows: readonly string[]) => {
  writeFileSync(join(folder, name), csvOf(rows));
  return join(folder, name);
};
const schools = fileOf('schools.csv', lines);
const options = '--id URN --name SCHNAME --region REGION --context FSM:harder --result SCORE'.split(' ');
const study = (file: string, ...more: string[]) =>
  reedbed('identify', file, ...options, '--study', 'both', '--seed', '2026', ...more);

interface Answer {
  study: {
    groups: { name: string; schools: number; means: number[] }[];
    schools: { id: string; group: string; place: number | null; drawn: boolean; leftOut: string | null }[];
    method: string;
  };
}
const json = (file: string, ...more: string[]) =>
  JSON.parse(study(file, '--format', 'json', ...more).out) as Answer;
const drawn = ({ study: { schools: all } }: Answer) => all.filter((one) => one.drawn).map(({ id }) => id);

describe('reedbed identify --study', () => {
  it('draws so many of each region, with the order behind them, means and a paragraph', () => {
    const answer = json(schools);
    expect(drawn(answer)).toHaveLength(6);
    expect(drawn(json(fileOf('turned.csv', lines.toReversed())))).toEqual(drawn(answer));
    expect(answer.study.groups.map(({ name, schools: of }) => [name, of])).toEqual([
      ['Eastfold', 32],
      ['Northmarsh', 32],
    ]);
    const east = lines.slice(0, 32).map((line) => Number(line.split(',')[3]));
    expect(answer.study.groups[0]?.means[0]).toBeCloseTo(east.reduce((a, b) => a + b) / 32, 12);
    expect(answer.study.method).toContain(
      'three per REGION were drawn at random from both kinds together (seed 2026',
    );
  });

  it('says the same to people', () => {
    const { out, code } = study(schools, '--per-group', '2');
    expect(code).toBe(0);
    expect(out).toContain(
      'Four schools in two REGIONs, drawn by lot: 2 per REGION, both kinds together, seed 2026.',
    );
    expect(out).toContain('Eastfold: mean of 32 schools');
    expect(out).toContain('Who stands in, in this order');
    expect(out).toContain('For a method section');
  });

  it('leaves a school out with its reason, which stands with the draw', () => {
    const [first = ''] = drawn(json(schools));
    const without = json(schools, '--leave-out', `${first}:closing: next summer`);
    expect(drawn(without)).not.toContain(first);
    expect(without.study.schools.at(-1)).toMatchObject({
      id: first,
      leftOut: 'closing: next summer',
      place: null,
    });
    const { err, code } = study(schools, '--leave-out', '1063:closing');
    expect(code).toBe(1);
    expect(err).toContain('School ‘1063’ is neither resilient nor struggling');
  });

  it('writes the order into CSV', () => {
    const [header = '', ...rows] = study(schools, '--format', 'csv').out.trim().split('\r\n');
    expect(header.split(',').slice(-2)).toEqual(['drawn', 'order']);
    expect(rows.filter((row) => /,yes,\d+$/.test(row))).toHaveLength(6);
  });

  it.each([
    [
      'a design that there is not',
      ['--study', 'some', '--seed', '1'],
      '--study takes both, each, pairs, not ‘some’',
    ],
    ['no seed', ['--study', 'both'], '--study needs --seed'],
    [
      'a reason that is missing',
      ['--study', 'both', '--seed', '1', '--leave-out', '1000'],
      'gives no reason',
    ],
    ['a number alone', ['--per-group', '3'], '--per-group belongs to --study'],
    ['a sample too', ['--study', 'both', '--seed', '1', '--sample', '2'], 'write one of them'],
  ])('%s is an error of usage that teaches', (_, args, words) => {
    const { code, err } = reedbed('identify', schools, ...options, ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
