import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import * as people from '../../src/contract/people.ts';
import type { GivenRole } from '../../src/contract/people.ts';
import { readWorkspace } from '../../src/contract/workspaces.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { memberOf, startNetwork } from '../support/network.ts';
import { addSchool, type addMember, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let workspace: string;
let owner: Client;
let alder: string;
let heron: string;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

async function network(): Promise<void> {
  ({ owner, workspace, alder, heron } = await startNetwork(server));
}

const member = (name: string, ...roles: Parameters<typeof addMember>[3][]) =>
  memberOf(server, workspace, name, ...roles);

const list = (client: Client) => client.call(people.listPeople, { workspace });
const namesIn = async (client: Client) => (await list(client)).people.map((one) => one.name).toSorted();
const change = (client: Client, person: Client, ...roles: GivenRole[]) =>
  client.call(people.changeRoles, { workspace, person: person.id, roles });
const whole = (role: GivenRole['role']): GivenRole => ({ role, school: null });

describe('the list of people', () => {
  beforeAll(network);

  it('says of each the roles, the schools and whether they are you', async () => {
    const lead = await member('Grace Okafor', { role: 'school leader', school: alder }, 'partnership lead');
    const { people: found, gives } = await list(owner);
    expect(found.map((one) => [one.name, one.you])).toEqual([
      ['Ines Marlow', true],
      ['Grace Okafor', false],
    ]);
    expect(found[1]?.roles).toEqual([
      { role: 'partnership lead', school: null, until: null, mayTake: true },
      { role: 'school leader', school: { id: alder, name: 'Alder Road' }, until: null, mayTake: true },
    ]);
    expect(gives.whole).toContain('owner');
    expect((await list(lead)).gives).toEqual({ whole: [], inSchool: ['school leader', 'staff', 'viewer'] });
  });

  it('shows each only whom they may know of, and an evaluator nobody of a school', async () => {
    const alderHead = await member('Alder head', { role: 'school leader', school: alder });
    await member('Heron head', { role: 'school leader', school: heron });
    const evaluator = await member('Evaluator', 'evaluator');
    const partner = await member('Partner', 'partner');
    expect(await namesIn(alderHead)).toEqual(['Alder head', 'Grace Okafor', 'Ines Marlow']);
    expect(await namesIn(evaluator)).toEqual(['Evaluator', 'Grace Okafor', 'Ines Marlow', 'Partner']);
    expect(JSON.stringify(await list(evaluator))).not.toMatch(/Alder|Heron/);
    expect(await namesIn(partner)).toEqual(['Grace Okafor', 'Ines Marlow', 'Partner']);
    expect(await namesIn(owner)).toHaveLength(6);
  });

  it('says when somebody was last here, and writes that at most every ten minutes', async () => {
    await list(owner);
    const seen = async () =>
      (
        await server.owner<{ seen_at: string | null }[]>`select seen_at from workspace_member
          where workspace_id = ${workspace} and person_id = ${owner.id}`
      )[0]?.seen_at ?? null;
    await expect.poll(seen).not.toBeNull();
    const first = await seen();
    await list(owner);
    await server.owner`update workspace_member set seen_at = now() - interval '5 minutes'
      where workspace_id = ${workspace} and person_id = ${owner.id}`;
    await list(owner);
    expect(first).not.toBe(await seen());
    expect((await list(owner)).people[0]?.seen).toBe(await seen());
  });

  it('finds the schools in which the asker may give a role, and no other', async () => {
    const head = await member('Another head', { role: 'school leader', school: alder });
    const found = (client: Client, find: string) => client.call(people.findSchools, { workspace, find });
    expect((await found(owner, '')).schools.map((one) => one.name)).toEqual(['Alder Road', 'Heron Hill']);
    expect((await found(owner, 'HERON')).found).toBe(1);
    expect((await found(owner, '%')).found).toBe(0);
    expect((await found(head, '')).schools.map((one) => one.name)).toEqual(['Alder Road']);
    expect((await found(head, 'heron')).found).toBe(0);
  });
});

describe('roles', () => {
  beforeAll(network);

  it('are several for one person, given and taken in one act that leaves a line', async () => {
    const person = await member('Saira Khan', { role: 'staff', school: heron });
    const after = await change(owner, person, whole('researcher'), { role: 'school leader', school: heron });
    expect(after.roles.map((one) => one.role)).toEqual(['school leader', 'researcher']);
    const [line] = await server.owner`select act, object_id, before, after from audit_entry
      where workspace_id = ${workspace} order by sequence desc limit 1`;
    expect(line).toMatchObject({
      act: 'people.invite',
      object_id: person.id,
      before: { roles: [{ role: 'staff', school: heron }] },
      after: { roles: [{ role: 'school leader', school: heron }, whole('researcher')] },
    });
  });

  it('that the asker may not take stay as they are', async () => {
    const lead = await member('Lead', 'partnership lead');
    const person = await member('Both', 'researcher', { role: 'staff', school: alder });
    const after = await change(lead, person, { role: 'viewer', school: alder });
    expect(after.roles.map((one) => one.role)).toEqual(['researcher', 'viewer']);
  });

  it('must fit: a leader leads a school of this workspace, an owner owns the whole', async () => {
    const person = await member('Person', 'viewer');
    const foreign = await server.person();
    const theirs = await foreign.workspace();
    const elsewhere = await addSchool(server, theirs.id, { name: 'Elsewhere', reference: '1' });
    for (const wrong of [
      whole('staff'),
      { role: 'owner', school: alder } as const,
      { role: 'staff', school: elsewhere } as const,
    ]) {
      await expect(change(owner, person, wrong), JSON.stringify(wrong)).rejects.toMatchObject({
        status: 422,
      });
    }
    await expect(change(owner, person)).rejects.toMatchObject({ status: 422 });
    await expect(change(owner, foreign, whole('viewer'))).rejects.toMatchObject({ status: 404 });
  });

  it('end: an owner ends a membership, a school leader what is held in their own school', async () => {
    const head = await member('Head', { role: 'school leader', school: alder });
    const person = await member(
      'Two schools',
      { role: 'staff', school: alder },
      { role: 'staff', school: heron },
    );
    await head.call(people.removePerson, { workspace, person: person.id });
    const left = (await list(owner)).people.find((one) => one.id === person.id);
    expect(left?.roles.map((one) => one.school?.name)).toEqual(['Heron Hill']);
    await expect(head.call(people.removePerson, { workspace, person: person.id })).rejects.toMatchObject({
      status: 404,
    });
    await expect(head.call(people.removePerson, { workspace, person: owner.id })).rejects.toMatchObject({
      status: 403,
    });
    await owner.call(people.removePerson, { workspace, person: person.id });
    expect((await person.call(me, {})).workspaces).toEqual([]);
    await expect(person.call(readWorkspace, { workspace })).rejects.toMatchObject({ status: 404 });
  });

  it('whose time is over count for nothing, and can be given anew', async () => {
    const person = await member('Former', { role: 'staff', school: alder });
    await server.owner`update member_role set expires_at = now() - interval '1 day' where person_id = ${person.id}`;
    await expect(list(person)).rejects.toMatchObject({ status: 404 });
    const after = await change(owner, person, { role: 'staff', school: alder });
    expect(after.roles).toMatchObject([{ role: 'staff', until: null }]);
    expect(await namesIn(person)).toContain('Former');
  });
});

describe('looking as another role', () => {
  beforeAll(network);

  it('counts what the database shows to that role, and changes nothing', async () => {
    await member('Head', { role: 'school leader', school: alder });
    const look = (role: GivenRole['role'], school?: string) =>
      owner.call(people.lookAs, { workspace, role, ...(school === undefined ? {} : { school }) });
    const counts = async (role: GivenRole['role'], school?: string) =>
      Object.fromEntries((await look(role, school)).counts.map((one) => [one.what, one.seen]));
    expect(await counts('owner')).toMatchObject({ 'schools by name': 2, people: 2 });
    expect(await counts('evaluator')).toMatchObject({ 'schools by name': 0, people: 1, invitations: 0 });
    expect(await counts('school leader', alder)).toMatchObject({ 'schools by name': 1, people: 2 });
    expect(await counts('viewer', heron)).toMatchObject({ 'schools by name': 1, people: 1 });
    expect(await counts('partner')).toMatchObject({ 'schools by name': 0, 'lines of what happened': 0 });
    expect((await look('evaluator')).may).toContain('See figures of a school: letters for names');
    await expect(look('staff')).rejects.toMatchObject({ status: 422 });
    await expect(look('staff', newId())).rejects.toMatchObject({ status: 422 });
    expect((await owner.call(readWorkspace, { workspace })).roles).toEqual(['owner']);
  });
});

it('tells how far somebody sees', async () => {
  await network();
  const sight = async (client: Client) => (await client.call(readWorkspace, { workspace })).sight;
  expect(await sight(owner)).toBe('all');
  expect(await sight(await member('A', 'evaluator'))).toBe('letters');
  expect(await sight(await member('B', 'evaluator', 'researcher'))).toBe('all');
  expect(await sight(await member('C', { role: 'viewer', school: alder }))).toBe('own');
  expect(await sight(await member('D', 'viewer'))).toBe('all');
  const partner = await member('E', 'partner');
  expect(await sight(partner)).toBe('shared');
  await owner.call(people.grantSchool, {
    workspace,
    person: partner.id,
    school: alder,
    until: '2027-02-01',
    reason: 'Why',
  });
  expect(await sight(partner)).toBe('own');
});
