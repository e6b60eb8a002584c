import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, readFrame } from '../../src/contract/identification.ts';
import * as imports from '../../src/contract/imports.ts';
import { bring, testServer, type Client, type TestServer } from '../support/server.ts';
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

it('a dry run leaves a line in the audit trail, because it keeps the mapping', async () => {
  const workspace = await newWorkspace();
  const found = await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, csv);
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
