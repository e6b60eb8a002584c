import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '#contract/problem';
import { limits } from './limits.ts';
import { readTable } from './readTable.ts';
import { columnLetters } from './table.ts';

const runs = process.env.REEDBED_LONG === undefined ? 500 : 20_000;
/** However busy the machine is. */
const timeout = Math.max(30_000, runs * 20);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readTable(bytesOf(text), 'schools.csv');

async function problem(bytes: Uint8Array): Promise<ProblemError> {
  const error = await readTable(bytes, 'schools.csv').then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error(`expected a problem, got ${String(error)}`);
  return error;
}

describe('separated text', () => {
  it.each([
    [',', 'comma, UTF-8'],
    [';', 'semicolon, UTF-8'],
    ['\t', 'tab, UTF-8'],
    ['|', 'pipe, UTF-8'],
  ])('finds the separator %j', async (separator, readAs) => {
    const table = await read(['id', 'name', 'x\n1', 'Ash', '2\n2', 'Elm', '3\n'].join(separator));
    expect(table).toMatchObject({ readAs, headers: ['id', 'name', 'x'], format: 'csv' });
    expect(table.rows).toEqual([
      ['1', 'Ash', '2'],
      ['2', 'Elm', '3'],
    ]);
  });

  it('drops a byte order mark and keeps leading zeros, quoted separators and line breaks', async () => {
    const table = await read('\uFEFFid,name\r\n007,"Ash, ""The"" School"\r\n008,"Elm\r\nPrimary"\r\n');
    expect(table.headers).toEqual(['id', 'name']);
    expect(table.rows).toEqual([
      ['007', 'Ash, "The" School'],
      ['008', 'Elm\nPrimary'],
    ]);
  });

  it('says when the text is Windows-1252 or UTF-16', async () => {
    const western = new Uint8Array([
      ...bytesOf('id,name\n1,'),
      0xc9,
      0x63,
      0x6f,
      0x6c,
      0x65,
      0x20,
      0x96,
      0x20,
      0x31,
    ]);
    const table = await readTable(western, 'a.csv');
    expect(table.readAs).toBe('comma, Windows-1252');
    expect(table.rows[0]?.[1]).toBe('École – 1');
    const wide = Buffer.from('\uFEFFid,name\n1,École', 'utf16le');
    expect((await readTable(wide, 'a.csv')).readAs).toBe('comma, UTF-16');
  });

  it.each(['le', 'be'])(
    'reads UTF-16 without its mark (%s), also where a name has other letters',
    async (order) => {
      const bytes = Buffer.from('id,name\r\n1,École\r\n2,Школа № 5\r\n3,学校\r\n', 'utf16le');
      const table = await readTable(order === 'le' ? bytes : bytes.swap16(), 'a.csv');
      expect(table.readAs).toBe('comma, UTF-16');
      expect(table.rows.map(([, name]) => name)).toEqual(['École', 'Школа № 5', '学校']);
    },
  );

  it.each([
    ['zeros on both sides', [0x31, 0, 0, 0x2c, 0x31, 0, 0x0a, 0]],
    ['a few zeros', [...bytesOf('id,name\n1,Ash and Elm'), 0, ...bytesOf(' \n2,Oak\n')]],
    ['half a letter at the end', [...Buffer.from('id,name\n1,Ash\n', 'utf16le'), 0x31]],
  ])('takes for no text what holds %s', async (_, bytes) => {
    await expect(readTable(new Uint8Array(bytes), 'a.csv')).rejects.toThrow('bytes that are no text');
  });

  it('counts rows as a spreadsheet does: the header, blank lines and quoted line breaks', async () => {
    const table = await read('\n\nid,name\n1,Ash\n\n , \n2,"Elm\nPrimary"\n3,Oak\n');
    expect([...table.rowNumbers]).toEqual([4, 7, 8]);
  });

  it('fills up rows that end early, and says how many; keeps longer ones for the plan to refuse', async () => {
    const table = await read('id,name,x\n1,Ash\n2,Elm,5,6\n3,Oak,7,\n');
    expect(table.rows).toEqual([
      ['1', 'Ash', ''],
      ['2', 'Elm', '5', '6'],
      ['3', 'Oak', '7'],
    ]);
    expect(table.readAs).toBe('comma, UTF-8; 1 row ended early');
  });

  it('reads one kind of line end and another in one file', async () => {
    const table = await read('id,name\r\n1,Ash\n2,Elm\r3,Oak');
    expect(table.rows.map(([id]) => id)).toEqual(['1', '2', '3']);
  });

  it('unpacks gzip', async () => {
    const table = await readTable(gzipSync('id,name\n1,Ash\n'), 'schools.csv.gz');
    expect(table.readAs).toBe('comma, UTF-8, unpacked from gzip');
  });

  it('takes the decimal comma from files with semicolons only', async () => {
    expect((await read('id;x\n1;3,5\n')).decimal).toBe('comma');
    expect((await read('id;x\n1;3.5\n')).decimal).toBe('point');
    expect((await read('id,x\n1,"3,5"\n')).decimal).toBe('point');
  });
});

describe('what cannot be read says what to do', () => {
  it.each([
    ['', 'no bytes'],
    ['\n \n', 'empty'],
    ['id,name\n', 'no row beneath'],
    ['id,,name\n1,2,3\n', 'Column B has no name'],
    ['Schools of 2019,,\nid,name,x\n', 'If row 1 is a title, delete it'],
    ['id,name,id\n1,2,3\n', 'Columns A and C are both called ‘id’'],
    ['1,2,3\n4,5,6\n', 'Row 1 holds numbers'],
    ['id,name\n1,"Ash\n2,Elm\n', 'a quotation mark is opened and never closed'],
    ['id,name\n1,"Ash"x\n2,Elm\n', 'row 2'],
    ['id,name\n1,\0\n', 'neither CSV, XLSX nor Parquet'],
    ['%PDF-1.7 and so on', 'a PDF'],
  ])('%j', async (text, words) => {
    const error = await problem(bytesOf(text));
    expect(error.kind).toBe('not-readable');
    expect(error.message).toContain(words);
  });

  it('refuses old workbooks, other archives and damaged gzip', async () => {
    expect((await problem(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).message).toContain('.xls');
    expect((await problem(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).message).toContain('damaged workbook');
    expect((await problem(new Uint8Array([0x1f, 0x8b, 8, 0, 9]))).message).toContain('damaged');
    expect((await problem(gzipSync(gzipSync('id,name\n1,Ash\n')))).message).toContain('packed twice');
  });

  it('refuses what is too large before reading it', async () => {
    expect((await problem(new Uint8Array(limits.fileBytes + 1))).kind).toBe('too-large');
    const bomb = gzipSync(Buffer.alloc(limits.unpackedBytes + 1, 0x61), { level: 1 });
    expect(await problem(bomb)).toMatchObject({ kind: 'too-large' });
    const wide = Array.from({ length: limits.columns + 1 }, (_, i) => `c${i}`).join(',');
    expect((await problem(bytesOf(`${wide}\n1\n`))).message).toContain('columns');
    const long = `id\n${'1\n'.repeat(limits.rows + 1)}`;
    expect((await problem(bytesOf(long))).message).toContain('rows');
  });
});

describe('any bytes', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 200, unit: fc.constantFrom(...Array.from('abé",;\t|\n\r 1.')) }).map(bytesOf),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array([0x1f, 0x8b, 8, ...bytes])),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array([0x50, 0x4b, 3, 4, ...bytes])),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(gzipSync(bytes))),
  );

  it('become a table whose rows fit its header, or a problem that explains', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        try {
          const table = await readTable(bytes, 'any');
          expect(table.rows.every((row) => row.length >= table.headers.length)).toBe(true);
          expect(table.rows).toHaveLength(table.rowNumbers.length);
          expect(new Set(table.headers).size).toBe(table.headers.length);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          expect(error.message.length).toBeGreaterThan(20);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('what a program writes as CSV', () => {
  const cell = fc.string({ maxLength: 12, unit: fc.constantFrom(...Array.from('abcé"\',;|\n\t 0123.')) });
  const table = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 8 }))
    .chain(([columns, rows]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );

  it('is read back cell by cell', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, newline) => {
        // A first cell that is filled keeps the row from being blank.
        const filled = rows.map((row, i) => [`s${i}`, ...row]);
        const headers = (filled[0] ?? []).map((_, i) => `column ${columnLetters(i)}`);
        const text = Papa.unparse([headers, ...filled], { newline, quotes: true });
        const read = await readTable(bytesOf(text), 'a.csv');
        expect(read.headers).toEqual(headers);
        expect(read.rows).toEqual(filled);
      }),
      { numRuns: runs },
    );
  });
});
