import { gzipSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { readFrame } from '../../src/contract/identification.ts';
import { workbook } from '../reference/files/workbook.ts';
import { bring, testServer, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

it('a workbook and a Parquet file bring the same schools as the table they were made from', async () => {
  const person = await server.person();
  const lines = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const bytes = workbook({ Schools: lines });
  const [names = [], ...rows] = lines;
  const columnData = names.map((name, i) => ({ name, data: rows.map((row) => row[i] ?? null) }));
  const frames = [];
  for (const file of [
    { name: 'schools.xlsx', bytes },
    { name: 'schools.parquet', bytes: new Uint8Array(parquetWriteBuffer({ columnData })) },
    { name: 'schools.csv', bytes: csv },
  ]) {
    const { id: workspace } = await person.workspace();
    expect((await bring(person, workspace, file, mapping)).state).toBe('done');
    const { schools, groupings, measures } = await person.call(readFrame, { workspace });
    frames.push({ names: schools.name, references: schools.reference, groupings, measures });
  }
  expect(frames[0]).toEqual(frames[2]);
  expect(frames[1]).toEqual(frames[2]);
  const { id } = await person.workspace();
  const found = await person.call(imports.uploadFile, { workspace: id, name: 'misnamed.csv' }, bytes);
  expect(found.format).toBe('xlsx');
});

it('what is made to do harm is refused in words, nothing of it is kept, and the server goes on', async () => {
  const person = await server.person();
  const { id: workspace } = await person.workspace();
  const sheet = unzipSync(workbook({ A: [['id'], ['1']] }));
  const entity = strToU8('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>');
  const parquet = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'id', data: ['1'] }] }));
  const harmful: [name: string, bytes: Uint8Array, kind: string][] = [
    ['bomb.csv.gz', gzipSync(Buffer.alloc(300 * 1024 * 1024, 0x61), { level: 1 }), 'too-large'],
    ['entity.xlsx', zipSync({ ...sheet, 'xl/worksheets/sheet1.xml': entity }), 'not-readable'],
    ['cut.parquet', parquet.subarray(0, parquet.length - 20), 'not-readable'],
  ];
  for (const [name, bytes, kind] of harmful) {
    await expect(person.call(imports.uploadFile, { workspace, name }, bytes)).rejects.toMatchObject({ kind });
  }
  expect(await server.owner`select from file_import where workspace_id = ${workspace}`).toHaveLength(0);
  const strange = { workspace, name: '../../etc/passwd\\..\\=cmd.csv' };
  const found = await person.call(imports.uploadFile, strange, csv);
  expect(found.fileName).toBe('=cmd.csv');
});
