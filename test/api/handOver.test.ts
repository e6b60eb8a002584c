import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import * as people from '../../src/contract/people.ts';
import type { GivenRole } from '../../src/contract/people.ts';
import { readWorkspace } from '../../src/contract/workspaces.ts';
import { memberOf, startNetwork } from '../support/network.ts';
import { type addMember, testServer, type Client, type TestServer } from '../support/server.ts';

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
const change = (client: Client, person: Client, ...roles: GivenRole[]) =>
  client.call(people.changeRoles, { workspace, person: person.id, roles });
const whole = (role: GivenRole['role']): GivenRole => ({ role, school: null });

describe('the last owner', () => {
  beforeAll(network);

  it('stays until somebody else owns the workspace, and is told so', async () => {
    const leave = () => owner.call(people.leaveWorkspace, { workspace });
    await expect(leave()).rejects.toMatchObject({ status: 409, message: /at least one owner/ });
    await expect(change(owner, owner, whole('viewer'))).rejects.toMatchObject({ status: 409 });
    expect((await owner.call(readWorkspace, { workspace })).roles).toEqual(['owner']);
  });

  it('hands over and stays, as coordinator, or leaves', async () => {
    const next = await member('Next', 'viewer');
    const hand = (from: Client, to: Client, yourself: 'stay owner' | 'coordinator' | 'leave') =>
      from.call(people.handOver, { workspace, person: to.id, yourself });
    await hand(owner, next, 'stay owner');
    expect((await next.call(readWorkspace, { workspace })).roles).toEqual(['owner', 'viewer']);
    await hand(owner, next, 'coordinator');
    expect((await owner.call(readWorkspace, { workspace })).roles).toEqual(['coordinator']);
    await expect(hand(owner, owner, 'leave')).rejects.toMatchObject({ status: 403 });
    await expect(hand(next, next, 'leave')).rejects.toMatchObject({ status: 409 });
    await hand(next, owner, 'leave');
    expect((await next.call(me, {})).workspaces).toEqual([]);
    await next.call(me, {});
  });

  it('is kept also when two owners go at once', async () => {
    const second = await member('Second', 'owner');
    const outcomes = await Promise.allSettled(
      [owner, second].map((one) => one.call(people.leaveWorkspace, { workspace })),
    );
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const left =
      await server.owner`select from member_role where workspace_id = ${workspace} and role = 'owner'`;
    expect(left).toHaveLength(1);
  });

  it('does not keep a workspace from being deleted', async () => {
    await network();
    const response = await owner.raw(`/api/workspaces/${workspace}`, { method: 'DELETE' });
    expect(response.status).toBe(200);
  });
});

describe('a school shown for a while', () => {
  beforeAll(network);
  const until = '2027-02-01';
  const grant = (client: Client, person: Client, school: string, day = until) =>
    client.call(people.grantSchool, {
      workspace,
      person: person.id,
      school,
      until: day,
      reason: 'Peer review',
    });

  it('is seen until it is ended, and by nobody else', async () => {
    const reviewer = await member('Marta Lis', { role: 'staff', school: heron });
    const before = await reviewer.call(readWorkspace, { workspace });
    const shown = await grant(owner, reviewer, alder);
    expect(shown.grants).toMatchObject([
      { school: { name: 'Alder Road' }, reason: 'Peer review', mayEnd: true },
    ]);
    expect(before.sight).toBe('own');
    const seen = async () => (await list(reviewer)).people.find((one) => one.you)?.grants.length;
    expect(await seen()).toBe(1);
    await owner.call(people.endGrant, { workspace, grant: shown.grants[0]!.id });
    expect(await seen()).toBe(0);
    await expect(
      owner.call(people.endGrant, { workspace, grant: shown.grants[0]!.id }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('is given by who leads it or runs the network, to a member, with a day that comes', async () => {
    const head = await member('Head', { role: 'school leader', school: alder });
    const staff = await member('Staff', { role: 'staff', school: alder });
    await grant(head, staff, alder);
    await expect(grant(head, staff, heron)).rejects.toMatchObject({
      kind: expect.stringMatching(/invalid|not-allowed/) as string,
    });
    await expect(grant(staff, head, alder)).rejects.toMatchObject({ status: 403 });
    await expect(grant(head, head, alder)).rejects.toMatchObject({ status: 409 });
    await expect(grant(head, await server.person(), alder)).rejects.toMatchObject({ status: 404 });
    for (const day of ['2026-01-01', '2030-01-01', 'soon'])
      await expect(grant(owner, staff, alder, day), day).rejects.toMatchObject({ status: 422 });
  });
});
