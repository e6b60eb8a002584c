import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, readFrame } from '../../src/contract/identification.ts';
import * as imports from '../../src/contract/imports.ts';
import { workbook } from '../reference/files/workbook.ts';
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

describe('labels', () => {
  it('gives no label the place of another that its address cannot tell apart', async () => {
    const workspace = await newWorkspace();
    await bring(person, workspace, { name: 'schools.csv', bytes: csv }, mapping);
    const role = mapping[4];
    if (role?.becomes !== 'measure') throw new Error('The fifth column is a measure.');
    const other = mapping.with(4, { ...role, label: 'Score %' });
    const job = await bring(person, workspace, { name: 'schools.csv', bytes: csv }, other);
    expect(job).toMatchObject({ state: 'failed', error: expect.stringContaining('the measure ‘Score’') });
    const grouping = mapping.with(2, { becomes: 'group', label: 'Region!' });
    const second = await bring(person, workspace, { name: 'schools.csv', bytes: csv }, grouping);
    expect(second).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('the grouping ‘Region’'),
    });
    const frame = await person.call(readFrame, { workspace });
    expect(frame.measures[1]?.label).toBe('Score');
  });

  it('makes keys that the question takes, however long the labels', async () => {
    const workspace = await newWorkspace();
    const long = mapping.map((role) =>
      role.becomes === 'measure'
        ? { ...role, label: role.label.padEnd(120, 'x'), period: 'y'.repeat(40) }
        : role,
    );
    await bring(person, workspace, { name: 'schools.csv', bytes: csv }, long);
    const [context, result] = (await person.call(readFrame, { workspace })).measures.map(({ key }) => key);
    const answer = await person.call(identify, {
      workspace,
      context: [context ?? ''],
      result,
      within: 'all',
    });
    expect(answer.counts).toMatchObject({ schools: 11, excluded: 1 });
  });
});

describe('characters that cannot be seen', () => {
  const hidden = [
    ['the end of a string in C', '\0'],
    ['an escape', '\u001b'],
    ['half a letter', '\ud83d'],
  ] as const;

  it.each(hidden)('%s in a label, a period or a unit is refused in words', async (_, character) => {
    const workspace = await newWorkspace();
    const found = await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);
    const input = { workspace, import: found.id };
    const [group, measure] = [mapping[2], mapping[4]];
    if (group?.becomes !== 'group' || measure?.becomes !== 'measure')
      throw new Error('The mapping is another.');
    for (const wrong of [
      mapping.with(2, { ...group, label: `Reg${character}ion` }),
      mapping.with(4, { ...measure, label: `Sc${character}ore` }),
      mapping.with(4, { ...measure, period: `20${character}24` }),
      mapping.with(4, { ...measure, unit: `po${character}ints` }),
    ]) {
      for (const endpoint of [imports.dryRun, imports.storeImport]) {
        await expect(person.call(endpoint, { ...input, mapping: wrong })).rejects.toMatchObject({
          kind: 'invalid',
          message: expect.stringContaining('cannot be seen'),
        });
      }
    }
  });

  it('in the name of a file are refused in words', async () => {
    const workspace = await newWorkspace();
    const path = `/api/workspaces/${workspace}/imports?name=a%00.csv`;
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await person.raw(path, { method: 'POST', headers, body: csv });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('cannot be seen');
  });

  it('in a text file become spaces, and one with a zero byte is refused in words', async () => {
    const workspace = await newWorkspace();
    const padded =
      csv.replace('000101,Ash', '000101,Ash\u001bPark').replace('SCORE', 'SCORE\u0001') + '\n'.repeat(4000);
    expect(
      (await bring(person, workspace, { name: 'schools.csv', bytes: padded }, mapping)).error,
    ).toBeNull();
    expect((await person.call(readFrame, { workspace })).schools.name[0]).toBe('Ash Park');
    await expect(
      person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv.replace('Ash', 'A\0sh')),
    ).rejects.toMatchObject({ kind: 'not-readable' });
  });

  it('in a workbook become spaces, in headers and cells and in the name of the sheet', async () => {
    const workspace = await newWorkspace();
    const lines = csv.trim().split('\n');
    const cells = lines.map((line) => line.split(','));
    cells[0] = ['URN', 'SCHNAME', 'REGION', 'FSM', 'SCORE_x0000_'];
    cells[1] = ['000101', 'Ash_x0000_Park', 'North_xD83D_', '60', '71'];
    const bytes = workbook({ Sheet_x0000_: cells });
    const job = await bring(person, workspace, { name: 'schools.xlsx', bytes }, mapping);
    expect(job).toMatchObject({ state: 'done', error: null });
    const frame = await person.call(readFrame, { workspace });
    expect(frame.schools.name[0]).toBe('Ash Park');
    expect(frame.groupings[0]?.groups).toContain('North\ufffd');
  });

  it('never come in a suggestion, which would then be refused', async () => {
    const workspace = await newWorkspace();
    const text = 'id,name,FSM,"FSM\n%"\n1,Ash,1,2\n2,Elm,2,3\n';
    const job = await bring(person, workspace, { name: 'schools.csv', bytes: text }, 'suggested');
    expect(job.error).toBeNull();
    expect((await person.call(readFrame, { workspace })).measures).toHaveLength(2);
  });
});

it('a dry run leaves a line in the audit trail where it changes the mapping that is kept', async () => {
  const workspace = await newWorkspace();
  const found = await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);
  for (let time = 0; time < 2; time++)
    await person.call(imports.dryRun, { workspace, import: found.id, mapping });
  const lines = await server.owner`
    select act, object_kind, object_id, detail from audit_entry
    where workspace_id = ${workspace} and detail ? 'dryRun'`;
  const line = {
    act: 'schools.import',
    object_kind: 'file_import',
    object_id: found.id,
    detail: { dryRun: true },
  };
  expect(lines).toEqual([line]);
});

it('a file that is stored keeps the mapping it was stored by, whatever is tried with it afterwards', async () => {
  const workspace = await newWorkspace();
  const found = await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);
  const input = { workspace, import: found.id };
  expect(found.mapping).toBeNull();
  const job = await person.call(imports.storeImport, { ...input, mapping });
  expect(await ended(person, workspace, job.id)).toMatchObject({ state: 'done' });
  const other = mapping.with(4, { becomes: 'ignored' });
  expect((await person.call(imports.dryRun, { ...input, mapping: other })).measures).toHaveLength(1);
  expect((await person.call(imports.readImport, input)).mapping).toEqual(mapping);
  expect(
    await server.owner`select from audit_entry where workspace_id = ${workspace} and detail ? 'dryRun'`,
  ).toHaveLength(0);
});
