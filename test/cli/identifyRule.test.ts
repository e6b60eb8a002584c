import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { reedbed, root } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'reedbed-rule-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const california = [
  'identify',
  join(root, 'data/california_api_1999_2000.csv.gz'),
  '--id',
  'cds',
  '--name',
  'sname',
  '--region',
  'cname',
  ...['meals:harder', 'avg.ed:easier', 'ell:harder', 'mobility:harder'].flatMap((one) => ['--context', one]),
];
const results = ['--result', 'api99', '--result', 'api00'];
const model = ['--model', '--pupils', 'api.stu'];

interface School {
  type: string;
  yearsHeld: number | null;
  yearsTold: number;
  pupils: number;
  firmness: number | null;
  standing: string;
  [other: string]: unknown;
}
interface Answer {
  method: {
    choices?: { weights: number[] | null; missing: { schools: number } | null };
    [other: string]: unknown;
  };
  counts: Record<string, number>;
  years?: { columns: string[]; transitions: { from: string; to: string; table: number[][] }[] };
  model?: { rule: string; schools: number; lacking?: string; firmness: { weak: number } };
  schools: School[];
}
const answer = (...args: string[]) =>
  JSON.parse(reedbed(...california, ...args, '--format', 'json').out) as Answer;

describe('California, by another rule', () => {
  it('weighs by hand, cuts fifths and takes schools in that lack an indicator', () => {
    const usual = answer('--result', 'api00');
    expect(usual.method.choices).toBeUndefined();
    expect(usual).not.toHaveProperty('years');
    expect(usual.schools[0]).not.toHaveProperty('firmness');
    const other = answer(
      ...'--result api00 --weights 2,1,1,0.5 --missing available --hardest fifth --top 15'.split(' '),
    );
    expect(other.method.choices?.weights).toEqual([2, 1, 1, 0.5].map((one) => one / 4.5));
    expect(other.counts['schools']).toBe(6194);
    expect(other.method.choices?.missing?.schools).toBe(182);
    expect(other.counts['hardest']).toBeLessThan(1300);
  });

  it('does not say of schools that take part without an indicator that they have all values', () => {
    const { out } = reedbed(...california, '--result', 'api00', '--missing', 'mean');
    expect(out).toMatch(/No school is excluded\.\s+182 schools take part without an indicator\./);
    expect(out).not.toContain('every value');
  });

  it('asks labels to hold for two years, and tells what became of them', () => {
    const one = answer(...results);
    const two = answer(...results, '--years', '2');
    expect(one.counts).toMatchObject({ resilient: 11, struggling: 1049 });
    const held = one.schools.filter(({ type, yearsHeld }) => type === 'resilient' && yearsHeld === 2);
    expect(two.counts['resilient']).toBe(held.length);
    expect(two.years?.columns).toEqual(['api99', 'api00']);
    expect(two.years?.transitions[0]).toMatchObject({ from: 'api99', to: 'api00' });
  });

  it('says how firm types are and what the model makes of them, in every form', () => {
    const { model: told, schools } = answer(...results, ...model);
    expect(told).toMatchObject({ rule: 'size-and-change', schools: 6012 });
    const small = schools.find(({ name }) => name === 'Solano Avenue Elementary');
    expect(small).toMatchObject({ type: 'resilient', pupils: 131 });
    expect(small?.firmness).toBeLessThan(0.3);
    const report = join(folder, 'answer.html');
    const { out } = reedbed(...california, ...results, ...model, '--report', report);
    expect(out).toMatch(/Solano Avenue Elementary .* 131 +2 in 10/);
    expect(out).toContain('In 1,000 draws of the true results');
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('How firm'.toLowerCase());
    expect(page).toContain('2 in 10');
    const { data } = Papa.parse<Record<string, string>>(
      reedbed(...california, ...results, ...model, '--format', 'csv').out,
      { header: true, skipEmptyLines: true },
    );
    const row = data.find(({ name }) => name === 'Solano Avenue Elementary');
    expect(Number(row?.['firmness'])).toBe(small?.firmness);
    expect(row?.['standing']).toBe(small?.standing);
    // The excluded have nothing beside the rule, and their type stands in its column all the same.
    expect(data.filter(({ type }) => type === 'excluded')).toHaveLength(182);
  });

  it('says what is missing where chance cannot be told', () => {
    const { model: told, counts } = answer('--result', 'api00', '--model');
    expect(told?.lacking).toContain('how many pupils are behind each result');
    expect(counts['resilient']).toBe(11);
  });
});

describe('a rule that cannot be', () => {
  it.each([
    [['--weights', '1,2'], 'a number above 0 for each --context'],
    [['--missing', 'guess'], 'listwise, mean or available, not ‘guess’'],
    [['--hardest', 'half'], '--hardest takes third, quarter, fifth, tenth or a percentage'],
    [['--top', '50'], '--top takes'],
    [['--years', '2'], 'give --result once for each'],
    [['--pupils', 'enroll'], '--pupils belongs to --model'],
    [['--model', '--spread', '0'], '--spread takes a number above 0'],
    [['--result', 'api99:worse'], 'a high value means the same in each'],
  ])('%s is an error of usage that teaches', (args, words) => {
    const { code, out, err } = reedbed(...california, '--result', 'api00', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });

  it('says of how many schools of each region the quarters are cut', () => {
    const { coverage } = JSON.parse(reedbed(...california, '--result', 'api00', '--format', 'json').out) as {
      coverage: {
        frame: number;
        covered: number;
        groups: { group: string; frame: number; covered: number }[];
      };
    };
    expect(coverage).toMatchObject({ frame: 6194, covered: 6012 });
    expect(coverage.groups.reduce((sum, { covered }) => sum + covered, 0)).toBe(6012);
    const { out } = reedbed(...california, '--result', 'api00', '--format', 'csv');
    const rows = Papa.parse<Record<string, string>>(out, { header: true, skipEmptyLines: true }).data;
    for (const { group, frame, covered } of coverage.groups) {
      const own = rows.filter(({ region }) => region === group);
      expect([own.length, own.filter(({ type }) => type !== 'excluded').length]).toEqual([frame, covered]);
      expect(
        new Set(own.map((row) => `${row['regionCovered'] ?? ''} of ${row['regionSchools'] ?? ''}`)),
      ).toEqual(new Set([`${String(covered)} of ${String(frame)}`]));
    }
  });
});
