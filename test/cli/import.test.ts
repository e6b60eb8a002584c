import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DryRunReport, FileColumn } from '#contract/imports';
import type { FileLayout } from '#contract/importCodes';
import { reedbed, root } from './run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reedbed-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

interface Answer {
  schools: number;
  layout: FileLayout;
  columns: FileColumn[];
  report: DryRunReport;
}

/** Invented schools in the columns of a national table, with a line of totals and a slip. */
const ks2 = [
  'RECTYPE,LEA,URN,SCHNAME,TELIG,PTRWM_EXP,PTRWM_EXP_18,PTRWM_HIGH',
  '1,841,900214,Alder Road,45,71%,70%,9%',
  '2,841,900377,Heron Hill,34,SUPP,65%,8%',
  '1,842,900411,Marsh End,30,6O%,61%,7%',
  '3,841,,Darlington,1200,66%,65%,8%',
];

describe('reedbed import --dry-run', () => {
  it('says what the file is, what would be stored, and what is refused and missing and why', () => {
    const { code, out, err } = reedbed('import', file('ks2_2019.csv', ks2), '--dry-run');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(
      'Key stage 2, England, 2018/19\n\nks2_2019.csv: comma, UTF-8; 4 rows, 8 columns, 8 of them known.',
    );
    expect(out).toMatch(
      / 1 {2}lines of totals, kept apart from schools\n +1 {2}refused\n +2 {2}schools that would be stored/,
    );
    expect(out).toMatch(/^PTRWM_HIGH +9%, 8%, 7% +Higher standard in reading, writing and mathematics$/m);
    expect(out).toMatch(/^Higher standard in reading, writing and mathematics +2018\/19 +2 +0 +8 +9$/m);
    expect(out).toMatch(/^ *SUPP +Suppressed +1$/m);
    expect(out).toMatch(/^ *4 +PTRWM_EXP +6O% +Not a number: a letter O stands for a zero$/m);
    expect(out).toMatch(/^ *5 +authority +841 +Darlington$/m);
  });

  it('takes all that is known where it is told to, and writes the refused rows', () => {
    const refused = join(folder, 'refused.csv');
    const { code, out } = reedbed(
      'import',
      file('ks2_2019.csv', ks2),
      '--dry-run',
      '--all',
      '--refused',
      refused,
      '--format',
      'json',
    );
    expect(code).toBe(0);
    const { layout, columns, schools, report } = JSON.parse(out) as Answer;
    expect(layout).toMatchObject({ id: 'ks2-wide', period: '2018/19' });
    expect(columns.find(({ header }) => header === 'PTRWM_EXP_18')?.suggestion).toMatchObject({
      period: '2017/18',
    });
    expect(schools).toBe(2);
    expect(report).toMatchObject({ rows: 4, refused: 1 });
    expect(report.refusals).toEqual([
      { row: 4, column: 'PTRWM_EXP', value: '6O%', reason: 'Not a number: a letter O stands for a zero' },
    ]);
    expect(readFileSync(refused, 'utf8')).toContain(
      '6O%,61%,7%,4,PTRWM_EXP,Not a number: a letter O stands for a zero',
    );
  });

  it('reads a file as the kind it is told, or says what it lacks', () => {
    const path = file('ks2_2019.csv', ks2);
    const generic = reedbed('import', path, '--dry-run', '--layout', 'generic', '--format', 'json');
    expect((JSON.parse(generic.out) as Answer).layout.id).toBe('generic');
    const wrong = reedbed('import', path, '--dry-run', '--layout', 'census');
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toContain(
      'no file of the kind census (School census, England): it lacks NOR, NORG, NORB',
    );
  });

  it('ends with 1 where nothing could be stored, and with 2 where it is asked wrongly', () => {
    const path = file('no-id.csv', ['name,score', 'Ash,1', 'Ash,2']);
    const fault = reedbed('import', path, '--dry-run');
    expect(fault.code).toBe(1);
    expect(fault.err).toContain('No column holds the reference');
    const wrong: [string[], string][] = [
      [[path], 'Write --workspace NAME'],
      [['--dry-run'], 'Which file?'],
      [[path, path, '--dry-run'], 'one too many'],
      [[path, '--dry-run', '--layout', 'ks3'], '--layout takes gias'],
      [[path, '--dry-run', '--format', 'xml'], '--format takes table or json'],
    ];
    for (const [args, words] of wrong) {
      const { code, err } = reedbed('import', ...args);
      expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    }
    const nowhere = reedbed('import', path, '--dry-run', '--refused', join(folder, 'none', 'x.csv'));
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('cannot be written')]);
  });

  it('knows the schools of California that come with Reedbed', () => {
    const path = join(root, 'data/california_api_1999_2000.csv.gz');
    const { code, out } = reedbed('import', path, '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('Academic Performance Index, California, 2000');
    expect(out).toContain('    6,194  schools that would be stored');
  });

  const pisa = join(root, '../shared/data/pisa_schools_2000_2022.csv.gz');
  it('reads 131,385 schools of PISA', ({ skip }) => {
    if (!existsSync(pisa)) skip('the file of PISA is not in ../shared/data');
    const { code, out } = reedbed('import', pisa, '--dry-run', '--format', 'json');
    expect(code).toBe(0);
    const { schools, report } = JSON.parse(out) as Answer;
    expect(schools).toBe(131_385);
    expect(report).toMatchObject({ rows: 131_385, refused: 0, faults: [] });
  });
});
