import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '#contract/problem';
import { readTable } from '../../../src/server/imports/rules/readTable.ts';
import { workbook, workbookOfXml } from './workbook.ts';

const runs = process.env.REEDBED_LONG === undefined ? 500 : 10_000;
/** However busy the machine is. */
const timeout = Math.max(30_000, runs * 20);

async function problem(bytes: Uint8Array): Promise<ProblemError> {
  const error = await readTable(bytes, 'schools.xlsx').then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error(`expected a problem, got ${String(error)}`);
  return error;
}

describe('workbooks', () => {
  it('become text without losing digits: numbers, dates, truth and formulas', async () => {
    const bytes = workbook({
      Schools: [
        ['id', 'name', 'score', 'opened', 'open', 'sum'],
        ['007', 'Ash', 0.1, { date: 43586 }, true, { formula: 'C2+1', value: 1.1 }],
        [{ raw: '12345678901234567890' }, 'Elm', { raw: '0.30000000000000004' }, null, false, null],
      ],
    });
    const table = await readTable(bytes, 'schools.xlsx');
    expect(table).toMatchObject({ format: 'xlsx', readAs: 'sheet ‘Schools’' });
    expect(table.rows).toEqual([
      ['007', 'Ash', '0.1', '2019-05-01', 'true', '1.1'],
      ['12345678901234567890', 'Elm', '0.30000000000000004', '', 'false', ''],
    ]);
  });

  it('are read from the first sheet with data, whatever the file is called', async () => {
    const bytes = workbook({
      Notes: [],
      Data: [
        ['id', 'name'],
        ['1', 'Ash'],
      ],
    });
    const table = await readTable(bytes, 'schools.csv');
    expect(table.readAs).toBe('sheet ‘Data’, the first with data of 2');
  });

  it('keep the row numbers of the sheet', async () => {
    const bytes = workbook({ A: [[], ['id', 'name'], ['1', 'Ash'], [], ['2', 'Elm']] });
    expect([...(await readTable(bytes, 'a.xlsx')).rowNumbers]).toEqual([3, 5]);
  });

  it('are refused where a cell lies a million rows away, before memory is spent', async () => {
    const start = '<row r="1"><c r="A1"><v>1</v></c></row>';
    for (const far of [
      '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
      '<row r="2"><c r="XFD2"><v>1</v></c></row>',
    ]) {
      expect(await problem(workbookOfXml(start + far))).toMatchObject({ kind: 'too-large' });
    }
    const prefixed = '<row x:r="1048576"><c x:r="A1048576"><v>1</v></c></row>';
    expect(await problem(workbookOfXml(start + prefixed))).toMatchObject({ kind: 'too-large' });
    for (const odd of ['1e9', 'Infinity', '&#49;e9', '']) {
      expect(await problem(workbookOfXml(`${start}<row r="${odd}"/>`))).toMatchObject({
        kind: 'not-readable',
      });
    }
  });

  it('are refused where they unpack to more than can be read', async () => {
    const bomb = Buffer.from(
      workbook({
        A: [
          ['id', 'name'],
          ['1', 'Ash'],
        ],
      }),
    );
    const entry = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(300 * 1024 * 1024, entry + 24);
    expect(await problem(bomb)).toMatchObject({ kind: 'too-large' });
  });

  it('are refused where they announce more parts than a workbook has', async () => {
    const whole = Buffer.from(
      workbook({
        A: [
          ['id', 'name'],
          ['1', 'Ash'],
        ],
      }),
    );
    const end = whole.length - 22;
    const record = Buffer.alloc(56);
    record.writeUInt32LE(0x06064b50, 0);
    record.writeUInt32LE(4_000_000_000, 32);
    record.writeUInt32LE(whole.length, 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeUInt32LE(end, 8);
    const bytes = Buffer.concat([whole.subarray(0, end), record, locator, whole.subarray(end)]);
    expect(await problem(bytes)).toMatchObject({ kind: 'not-readable' });
  });

  it('are refused where they declare entities, whichever part does', async () => {
    const whole = unzipSync(
      workbook({
        A: [
          ['id', 'name'],
          ['1', 'Ash'],
        ],
      }),
    );
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    for (const part of Object.keys(whole)) {
      const xml = strFromU8(whole[part] ?? new Uint8Array())
        .replace('?>', `?>${bomb}`)
        .replace('Ash', '&b;&f;');
      const error = await problem(zipSync({ ...whole, [part]: strToU8(xml) }));
      expect(error).toMatchObject({ kind: 'not-readable', message: expect.stringContaining('entities') });
    }
  });

  it('are read from their own parts alone, whatever names stand in the archive', async () => {
    const whole = unzipSync(
      workbook({
        A: [
          ['id', 'name'],
          ['1', 'Ash'],
        ],
      }),
    );
    const strange = {
      '../../etc/passwd': strToU8('x'),
      '/xl/worksheets/sheet9.xml': strToU8('<x/>'),
      'xl/vbaProject.bin': strToU8('x'),
    };
    const table = await readTable(zipSync({ ...whole, ...strange }), '../../schools.xlsx');
    expect(table.rows).toEqual([['1', 'Ash']]);
  });

  it('are told from other archives', async () => {
    expect((await problem(zipSync({ 'word/document.xml': strToU8('<a/>') }))).message).toContain(
      'holds none',
    );
  });

  it('become a table or a problem, however damaged', { timeout }, async () => {
    const whole = workbook({
      A: [
        ['id', 'name'],
        ['1', 'Ash'],
        ['2', 'Elm'],
      ],
    });
    const place = fc.nat({ max: whole.length - 1 });
    const damage = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, place, async (changes, end) => {
        const bytes = whole.slice(0, end % 3 === 0 ? end : whole.length);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        try {
          const table = await readTable(bytes, 'any');
          expect(table.rows.every((row) => row.length >= table.headers.length)).toBe(true);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
        }
      }),
      { numRuns: runs },
    );
  });

  const lessons = join(
    import.meta.dirname,
    '../../../../shared/data/talkmoves_xlsx/Comparing Fractions 1_Grade 4.xlsx',
  );
  it('of real spreadsheets are read as far as a name is missing', async ({ skip }) => {
    if (!existsSync(lessons)) skip('the workbooks are not in ../shared/data');
    expect((await problem(readFileSync(lessons))).message).toContain('Column A has no name in row 1');
  });
});
