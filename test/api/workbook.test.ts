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

it('a workbook brings the same schools as the table it was made from', async () => {
  const person = await server.person();
  const lines = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const bytes = workbook({ Schools: lines });
  const frames = [];
  for (const file of [
    { name: 'schools.xlsx', bytes },
    { name: 'schools.csv', bytes: csv },
  ]) {
    const { id: workspace } = await person.workspace();
    expect((await bring(person, workspace, file, mapping)).state).toBe('done');
    const { schools, groupings, measures } = await person.call(readFrame, { workspace });
    frames.push({ names: schools.name, references: schools.reference, groupings, measures });
  }
  expect(frames[0]).toEqual(frames[1]);
  const { id } = await person.workspace();
  const found = await person.call(imports.uploadFile, { workspace: id, name: 'misnamed.csv' }, bytes);
  expect(found.format).toBe('xlsx');
});
