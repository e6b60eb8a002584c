import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/groupings.ts';
import { listSchools, linkSchools, readSchool, unlinkSchools } from '../../src/contract/schools.ts';
import { addMember, ask, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

/** Groupings that people make, and what they say of schools that followed others. */
let server: TestServer;
let owner: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
});
beforeEach(async () => {
  workspace = (await owner.workspace()).id;
  await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
});
afterAll(() => server.stop());

const list = () => owner.call(listSchools, { workspace });
const idsOf = async (...names: string[]) => {
  const { schools } = await list();
  return names.map((name) => schools.find((one) => one.name === name)?.id ?? '');
};
const put = async (label: string, name: string | null, ...names: string[]) =>
  owner.call(contract.setGroup, { workspace, label, name, schools: await idsOf(...names) });
const groupingCalled = async (label: string) =>
  (await list()).groupings.find((one) => one.label === label) ?? { id: '', key: '', groups: [] };
const trail = async (kind: string) =>
  (
    await server.owner<{ detail: object }[]>`
      select detail from audit_entry where workspace_id = ${workspace} and object_kind = ${kind} order by sequence`
  ).map(({ detail }) => detail);

describe('a grouping made here', () => {
  it('is changed by nobody without a session, from elsewhere, without the right or without a name', async () => {
    await put('Cluster', 'Coast', 'Ash');
    const { id } = await groupingCalled('Cluster');
    const path = `/api/workspaces/${workspace}/schools/groupings/${id}`;
    for (const [method, one] of [
      ['PUT', path],
      ['DELETE', path],
      ['PUT', `${path}/groups`],
    ] as const) {
      expect((await ask(server.app, one, { method })).status).toBe(401);
    }
    const [stranger, viewer] = [await server.person(), await server.person()];
    await addMember(server, workspace, viewer, 'viewer');
    const theirs = (await stranger.workspace()).id;
    const input = { workspace, grouping: id };
    const calls = (client: Client, where: object) => [
      () => client.call(contract.renameGrouping, { ...input, label: 'Area', ...where }),
      () => client.call(contract.removeGrouping, { ...input, ...where }),
      () => client.call(contract.changeGroup, { ...input, name: 'Coast', to: 'Marsh', ...where }),
    ];
    for (const call of [...calls(stranger, {}), ...calls(stranger, { workspace: theirs })]) {
      await expect(call()).rejects.toMatchObject({ kind: 'not-found' });
    }
    for (const call of calls(viewer, {})) {
      await expect(call()).rejects.toMatchObject({ kind: 'not-allowed' });
    }
    for (const label of [' ', '–', 'all']) {
      await expect(owner.call(contract.renameGrouping, { ...input, label })).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
    expect((await groupingCalled('Cluster')).groups).toEqual([{ name: 'Coast', schools: 1 }]);
  });

  it('is renamed, and addresses name it by its new label', async () => {
    await put('Cluster', 'Coast', 'Ash');
    await put('Trial', 'Treated', 'Ash');
    const { id } = await groupingCalled('Cluster');
    const rename = (label: string) => owner.call(contract.renameGrouping, { workspace, grouping: id, label });
    await expect(rename('Trial')).rejects.toMatchObject({ kind: 'conflict' });
    await expect(rename('REGION')).rejects.toMatchObject({ kind: 'conflict' });
    expect(await rename('Local cluster')).toEqual({ key: 'local-cluster' });
    expect(await groupingCalled('Local cluster')).toMatchObject({ id, key: 'local-cluster', own: true });
    expect((await trail('grouping')).at(-1)).toEqual({ label: 'Local cluster', was: 'Cluster' });
  });

  it('has groups that are renamed, joined and removed; the last takes it along', async () => {
    await put('Cluster', 'Coast', 'Ash', 'Birch');
    await put('Cluster', 'Hill', 'Cedar');
    const { id } = await groupingCalled('Cluster');
    const change = (name: string, to: string | null) =>
      owner.call(contract.changeGroup, { workspace, grouping: id, name, to });
    expect(await change('Coast', 'Marsh')).toEqual({ moved: 2 });
    await expect(change('Coast', 'Marsh')).rejects.toMatchObject({ kind: 'not-found' });
    expect(await change('Hill', 'Marsh')).toEqual({ moved: 1 });
    expect((await groupingCalled('Cluster')).groups).toEqual([{ name: 'Marsh', schools: 3 }]);
    expect(await change('Marsh', null)).toEqual({ moved: 3 });
    expect(await groupingCalled('Cluster')).toMatchObject({ id: '' });
    expect((await list()).total).toBe(12);
    expect((await trail('grouping')).at(-1)).toEqual({
      label: 'Cluster',
      group: null,
      from: 'Marsh',
      moved: 3,
    });
  });

  it('is removed with its groups, and its schools stay', async () => {
    await put('Cluster', 'Coast', 'Ash', 'Birch');
    const { id } = await groupingCalled('Cluster');
    await owner.call(contract.removeGrouping, { workspace, grouping: id });
    expect(await groupingCalled('Cluster')).toMatchObject({ id: '' });
    expect((await list()).total).toBe(12);
    await expect(owner.call(contract.removeGrouping, { workspace, grouping: id })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await trail('grouping')).at(-1)).toEqual({ label: 'Cluster', removed: true });
  });

  it('is no grouping of a file, which stays as the file says', async () => {
    const { id } = await groupingCalled('Region');
    const input = { workspace, grouping: id };
    for (const call of [
      () => owner.call(contract.renameGrouping, { ...input, label: 'Area' }),
      () => owner.call(contract.removeGrouping, input),
      () => owner.call(contract.changeGroup, { ...input, name: 'North', to: 'South' }),
    ]) {
      await expect(call()).rejects.toMatchObject({ kind: 'conflict' });
    }
    expect((await groupingCalled('Region')).groups).toHaveLength(2);
  });
});

it('a link made by a person says its source, and is made once, whichever school is said to be first', async () => {
  const [ash = '', birch = ''] = await idsOf('Ash', 'Birch');
  const said = { workspace, predecessor: ash, successor: birch, kind: 'merger' } as const;
  const { link } = await owner.call(linkSchools, { ...said, on: '2020-09-01', source: 'the board' });
  const turned = { ...said, predecessor: birch, successor: ash };
  await expect(owner.call(linkSchools, turned)).rejects.toMatchObject({ kind: 'conflict' });
  const { predecessors } = await owner.call(readSchool, { workspace, school: birch });
  expect(predecessors).toMatchObject([{ link, on: '2020-09-01', source: 'the board', byHand: true }]);
  await owner.call(unlinkSchools, { workspace, link });
  expect((await owner.call(readSchool, { workspace, school: birch })).predecessors).toEqual([]);
  expect(await trail('school_link')).toEqual([
    { predecessor: ash, successor: birch, kind: 'merger', on: '2020-09-01', source: 'the board' },
    { deleted: true, predecessor: ash, successor: birch },
  ]);
});
