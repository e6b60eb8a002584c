import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import * as settings from '../../src/contract/settings.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { startNetwork } from '../support/network.ts';
import { addMember, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let workspace: string;
let owner: Client;
let alder: string;
let heron: string;

beforeAll(async () => {
  server = await testServer();
  ({ owner, workspace, alder, heron } = await startNetwork(server));
});
afterAll(() => server.stop());

const wanted = {
  threshold: 10,
  learners: 'students' as const,
  firstQuantile: 'highest' as const,
  neighbours: 'letters' as const,
  secondStep: 'own choice' as const,
  terms: [
    { name: 'Term 1', starts: '01-28', ends: '04-12' },
    { name: 'Term 2', starts: '04-29', ends: '12-18' },
  ],
};
const change = (part: object) => owner.call(settings.changeSettings, { workspace, ...wanted, ...part });

describe('settings', () => {
  it('have usual values, are changed by an owner with a line, and read by everybody', async () => {
    const usual = await owner.call(settings.readSettings, { workspace });
    expect(usual).toMatchObject({ threshold: 5, learners: 'pupils', firstQuantile: 'lowest' });
    expect(usual.terms).toHaveLength(6);
    // What is there from the first day is itself valid.
    expect(await owner.call(settings.changeSettings, { workspace, ...usual })).toEqual(usual);
    expect(await change({})).toEqual(wanted);
    const viewer = await server.person();
    await addMember(server, workspace, viewer, { role: 'viewer', school: alder });
    expect(await viewer.call(settings.readSettings, { workspace })).toEqual(wanted);
    expect((await viewer.call(me, {})).workspaces[0]).toMatchObject({
      learners: 'students',
      firstQuantile: 'highest',
    });
    const [line] = await server.owner`select before, after from audit_entry
      where workspace_id = ${workspace} order by sequence desc limit 1`;
    expect(line).toMatchObject({ before: { threshold: 5 }, after: { threshold: 10 } });
  });

  const term = (name: string, starts: string, ends: string) => ({ name, starts, ends });
  it.each([
    ['a threshold below three', { threshold: 2 }, '/threshold'],
    ['a threshold above fifty', { threshold: 51 }, '/threshold'],
    ['half a person', { threshold: 5.5 }, '/threshold'],
    ['no term', { terms: [] }, '/terms'],
    ['a term without a name', { terms: [term(' ', '09-01', '12-20')] }, '/terms/0/name'],
    ['a day that is none', { terms: [term('A', '02-30', '04-01')] }, '/terms/0/starts'],
    ['a term that ends before it begins', { terms: [term('A', '03-02', '03-01')] }, '/terms/0/ends'],
    [
      'terms that overlap',
      { terms: [term('A', '09-01', '12-20'), term('B', '12-20', '02-01')] },
      '/terms/1/starts',
    ],
    [
      'terms that overlap round the end of the year',
      { terms: [term('A', '09-01', '12-20'), term('B', '01-04', '09-02')] },
      '/terms/1/ends',
    ],
    [
      'two terms of one name',
      { terms: [term('A', '09-01', '12-20'), term('a', '01-04', '02-01')] },
      '/terms/1/name',
    ],
  ])('refuse %s, and say where', async (_, part, pointer) => {
    await expect(change(part)).rejects.toMatchObject({ status: 422, errors: [{ pointer }] });
  });
});

describe('other networks of a school', () => {
  it('are named, seen by those who know the school, and removed', async () => {
    const name = (client: Client, school: string, called = 'Coast Reading Network') =>
      client.call(settings.nameOtherNetwork, { workspace, school, name: called });
    const list = async (client: Client) =>
      (await client.call(settings.listOtherNetworks, { workspace })).networks.map(
        (one) => `${one.name}: ${one.school.name}`,
      );
    await name(owner, heron);
    const { id } = await name(owner, alder);
    await expect(name(owner, alder)).rejects.toMatchObject({ status: 409 });
    await expect(name(owner, newId())).rejects.toMatchObject({ status: 422 });
    expect(await list(owner)).toEqual([
      'Coast Reading Network: Alder Road',
      'Coast Reading Network: Heron Hill',
    ]);
    const [head, evaluator] = [await server.person(), await server.person()];
    await addMember(server, workspace, head, { role: 'school leader', school: alder });
    await addMember(server, workspace, evaluator, 'evaluator');
    expect(await list(head)).toEqual(['Coast Reading Network: Alder Road']);
    expect(await list(evaluator)).toEqual([]);
    await owner.call(settings.removeOtherNetwork, { workspace, network: id });
    expect(await list(head)).toEqual([]);
    await expect(owner.call(settings.removeOtherNetwork, { workspace, network: id })).rejects.toMatchObject({
      status: 404,
    });
  });
});
