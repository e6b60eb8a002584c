import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '#contract/problem';
import { limits } from '../../../src/server/imports/rules/limits.ts';
import { readTable } from '../../../src/server/imports/rules/readTable.ts';

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];
const parquet = (columnData: Columns, rest: object = {}) =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...rest }));

async function problem(bytes: Uint8Array): Promise<ProblemError> {
  const error = await readTable(bytes, 'schools.parquet').then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw new Error(`expected a problem, got ${String(error)}`);
  return error;
}

const schools: Columns = [
  { name: 'id', data: ['007', '008', '009'], type: 'STRING' },
  { name: 'name', data: ['Ash', 'École – 1', null], type: 'STRING' },
  { name: 'score', data: [0.1, null, NaN], type: 'DOUBLE' },
  { name: 'share', data: [Math.fround(0.1), 33.5, 2], type: 'FLOAT' },
  { name: 'pupils', data: [420, null, -3], type: 'INT32' },
  { name: 'long', data: [12345678901234567n, null, 1n], type: 'INT64' },
  { name: 'open', data: [true, false, null], type: 'BOOLEAN' },
  {
    name: 'opened',
    data: [new Date('2019-05-01'), null, new Date('2019-05-01T08:30:00Z')],
    type: 'TIMESTAMP',
  },
];

describe('Parquet', () => {
  it('becomes text without losing digits: text, numbers, truth, days and nothing', async () => {
    const table = await readTable(parquet(schools), 'schools.csv');
    expect(table).toMatchObject({ format: 'parquet', readAs: 'Parquet', decimal: 'point' });
    expect(table.headers).toEqual(['id', 'name', 'score', 'share', 'pupils', 'long', 'open', 'opened']);
    expect(table.rows).toEqual([
      ['007', 'Ash', '0.1', '0.1', '420', '12345678901234567', 'true', '2019-05-01'],
      ['008', 'École – 1', '', '33.5', '', '', 'false', ''],
      ['009', '', '', '2', '-3', '1', '', '2019-05-01 08:30:00'],
    ]);
    expect([...table.rowNumbers]).toEqual([2, 3, 4]);
  });

  it.each(['UNCOMPRESSED', 'SNAPPY'] as const)('is read as %s, in many groups of rows', async (codec) => {
    const ids = Array.from({ length: 5000 }, (_, i) => `S${i}`);
    const bytes = parquet(
      [
        { name: 'id', data: ids },
        { name: 'x', data: ids.map((_, i) => i % 7) },
      ],
      {
        codec,
        rowGroupSize: 700,
      },
    );
    const { rows } = await readTable(bytes, 'a.parquet');
    expect(rows).toHaveLength(5000);
    expect(rows.every(([id, x], i) => id === `S${i}` && x === String(i % 7))).toBe(true);
  });

  it('holds one value a cell: lists and records are refused by their column', async () => {
    const list = parquet([{ name: 'marks', data: [[1, 2], [3]] }], {
      schema: [
        { name: 'root', num_children: 1 },
        { name: 'marks', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
      ],
    });
    expect((await problem(list)).message).toContain('Column ‘marks’');
  });

  it('is refused before memory is spent where it says that it is too large', async () => {
    const wide = Array.from({ length: limits.columns + 1 }, (_, i) => ({ name: `c${i}`, data: [1] }));
    expect(await problem(parquet(wide))).toMatchObject({ kind: 'too-large' });
    const long = [{ name: 'id', data: new Int32Array(limits.rows + 1) }];
    expect(await problem(parquet(long))).toMatchObject({ kind: 'too-large' });
    const text = 'x'.repeat(limits.unpackedBytes / 4);
    const bomb = parquet([{ name: 'id', data: ['1', '2', '3', '4', '5'].map((one) => one + text) }]);
    expect(bomb.length).toBeLessThan(limits.fileBytes);
    expect(await problem(bomb)).toMatchObject({ kind: 'too-large' });
  });

  it('is refused where it is cut off, packed twice or only called so', async () => {
    const whole = parquet(schools);
    expect((await problem(whole.subarray(0, whole.length - 9))).message).toContain('damaged Parquet');
    expect((await problem(new TextEncoder().encode('PAR1PAR1'))).message).toContain('damaged Parquet');
    expect((await readTable(gzipSync(whole), 'a.parquet.gz')).readAs).toBe('Parquet, unpacked from gzip');
  });

  it('that claims a value a billion times is given up, and the process goes on', async () => {
    const ids = Array.from({ length: 64 }, (_, i) => `s${i % 2}`);
    const bytes = parquet([{ name: 'id', data: ids }], { codec: 'UNCOMPRESSED' });
    expect((await readTable(bytes, 'a.parquet')).rows).toHaveLength(64);
    // The length of the first run of values stands here in one byte; in five it says a billion.
    bytes.set([0xfe, 0xff, 0xff, 0xff, 0x0f], 53);
    expect((await problem(bytes)).message).toContain('damaged Parquet');
  }, 90_000);
});
