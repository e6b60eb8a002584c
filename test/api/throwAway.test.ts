import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHistory } from '../../src/contract/history.ts';
import { tell } from '../../src/contract/historyWords.ts';
import * as imports from '../../src/contract/imports.ts';
import { throwAway, undoImport } from '../../src/contract/importUndo.ts';
import { bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const newWorkspace = async () => (await person.workspace()).id;
const upload = (workspace: string, text: string, name = 'schools.csv') =>
  person.call(imports.uploadFile, { workspace, name }, text);

describe('throwing a file away', () => {
  const aDayOld = (id: string) =>
    server.owner`update file_import set created_at = now() - interval '1 day' where id = ${id}`;
  const list = async (workspace: string) =>
    (await person.call(imports.listImports, { workspace })).map(({ id }) => id);

  it('waits until it no longer counts towards the share of a day', async () => {
    const workspace = await newWorkspace();
    const { id } = await upload(workspace, csv);
    const input = { workspace, import: id };
    await expect(person.call(throwAway, input)).rejects.toMatchObject({ kind: 'conflict' });
    await aDayOld(id);
    await person.call(throwAway, input);
    expect(await list(workspace)).toEqual([]);
    await expect(person.call(throwAway, input)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is told in the trail by the name of the file', async () => {
    const workspace = await newWorkspace();
    const { id } = await upload(workspace, csv, 'mistaken.csv');
    await aDayOld(id);
    await person.call(throwAway, { workspace, import: id });
    const { lines, names } = await person.call(listHistory, { workspace, what: 'changes' });
    const [line] = lines;
    expect(line === undefined ? null : tell(line, names)).toEqual({
      verb: 'threw away',
      what: 'the file mistaken.csv, of which nothing was stored',
    });
  });

  it('keeps what was stored, and what is undone', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const [id = ''] = await list(workspace);
    await aDayOld(id);
    const refused = { kind: 'conflict', message: expect.stringContaining('stays in the list') };
    await expect(person.call(throwAway, { workspace, import: id })).rejects.toMatchObject(refused);
    const undoing = await person.call(undoImport, { workspace, import: id });
    await ended(person, workspace, undoing.id);
    await expect(person.call(throwAway, { workspace, import: id })).rejects.toMatchObject(refused);
    expect(await list(workspace)).toEqual([id]);
  });
});
