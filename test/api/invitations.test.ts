import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as invitations from '../../src/contract/invitations.ts';
import { leaveWorkspace, listPeople } from '../../src/contract/people.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { asSystem } from '../../src/server/platform/scope.ts';
import { addSchool, addMember, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let workspace: string;
let owner: Client;
let alder: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ines Marlow');
  workspace = (await owner.workspace('Marram')).id;
  alder = await addSchool(server, workspace, { name: 'Alder Road', reference: '1' });
});
afterAll(() => server.stop());

const headOfAlder = () => ({
  workspace,
  roles: [{ role: 'school leader' as const, school: alder }],
  name: 'Jo Ferris',
  email: 'J.Ferris@example.org',
  message: 'Please join us.\nInes',
});
const list = async (client: Client) =>
  (await client.call(invitations.listInvitations, { workspace })).invitations;
const tokenOf = (link: string) => link.split('#')[1] ?? '';
const hashOf = (link: string) => createHash('sha256').update(tokenOf(link)).digest();
const opened = (link: string) =>
  asSystem(server.pool, ({ sql }) => sql`select * from app.open_invitation(${hashOf(link)})`);
const accept = async (link: string, person: Client) => {
  const [row] = await asSystem(
    server.pool,
    ({ sql }) => sql`select app.accept_invitation(${hashOf(link)}, ${person.id}) as workspace`,
  );
  return row?.['workspace'] as string | null;
};

describe('an invitation', () => {
  it('is told its link once; what is kept is a hash, and lists show little of the address', async () => {
    const made = await owner.call(invitations.makeInvitation, headOfAlder());
    expect(made.link).toMatch(/^http:\/\/127\.0\.0\.1\/invitation#[\w-]{43}$/);
    expect(made.invitation).toMatchObject({
      email: 'j.ferris@…',
      by: 'Ines Marlow',
      open: true,
      roles: [{ role: 'school leader', school: { id: alder, name: 'Alder Road' } }],
    });
    const listed = await list(owner);
    expect(listed).toEqual([made.invitation]);
    const rows = await server.owner`select * from invitation where workspace_id = ${workspace}`;
    expect(JSON.stringify(rows)).not.toContain(tokenOf(made.link));
    const lines =
      await server.owner`select before, after, detail from audit_entry where workspace_id = ${workspace}`;
    expect(JSON.stringify(lines)).not.toMatch(/ferris|join us|Jo Ferris/i);
    expect(JSON.stringify(lines)).toMatch(/"email":"hmac:[0-9a-f]{64}"/);
  });

  it('says to whoever holds the link who asks, what for and where', async () => {
    const { link } = await owner.call(invitations.makeInvitation, headOfAlder());
    const [row] = await opened(link);
    expect(row).toMatchObject({
      workspace: 'Marram',
      inviter: 'Ines Marlow',
      email: 'j.ferris@example.org',
      schools: ['Alder Road'],
      message: 'Please join us.\nInes',
    });
  });

  it('makes a member once, and not of whoever sent it', async () => {
    const { link } = await owner.call(invitations.makeInvitation, headOfAlder());
    const [head, second] = [await server.person('Jo Ferris'), await server.person('Second')];
    expect(await accept(link, owner)).toBeNull();
    expect(await accept(link, head)).toBe(workspace);
    expect(await accept(link, second)).toBeNull();
    const names = (await head.call(listPeople, { workspace })).people.map((one) => one.name);
    expect(names).toEqual(['Ines Marlow', 'Jo Ferris']);
  });

  it('ends when it is withdrawn, sent again, too old, or its sender may not give it any more', async () => {
    const lead = await server.person('Lead');
    await addMember(server, workspace, lead, 'partnership lead');
    const make = () => lead.call(invitations.makeInvitation, headOfAlder());
    const withdrawn = await make();
    await lead.call(invitations.withdrawInvitation, { workspace, invitation: withdrawn.invitation.id });
    expect(await opened(withdrawn.link)).toHaveLength(0);

    const first = await make();
    const again = await owner.call(invitations.sendAgain, { workspace, invitation: first.invitation.id });
    expect(await opened(first.link)).toHaveLength(0);
    expect(await opened(again.link)).toHaveLength(1);
    expect(again.invitation).toMatchObject({ by: 'Ines Marlow', message: 'Please join us.\nInes' });

    const old = await make();
    await server.owner`update invitation set expires_at = now() - interval '1 hour' where id = ${old.invitation.id}`;
    expect(await opened(old.link)).toHaveLength(0);
    expect((await list(owner)).find((one) => one.id === old.invitation.id)?.open).toBe(false);

    const orphaned = await make();
    expect(await opened(orphaned.link)).toHaveLength(1);
    await lead.call(leaveWorkspace, { workspace });
    expect(await opened(orphaned.link)).toHaveLength(0);
  });

  it('carries several roles, none beyond what the sender may give', async () => {
    const lead = await server.person('Other lead');
    await addMember(server, workspace, lead, 'partnership lead');
    const mixed = [
      { role: 'staff' as const, school: alder },
      { role: 'researcher' as const, school: null },
    ];
    await expect(lead.call(invitations.makeInvitation, { workspace, roles: mixed })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Researcher') as string,
    });
    const { link } = await owner.call(invitations.makeInvitation, { workspace, roles: mixed });
    const person = await server.person('Both');
    await accept(link, person);
    const found = (await person.call(listPeople, { workspace })).people.find((one) => one.you);
    expect(found?.roles.map((one) => one.role)).toEqual(['staff', 'researcher']);
  });

  it('is seen only by those who could have sent it', async () => {
    const { invitation } = await owner.call(invitations.makeInvitation, {
      workspace,
      roles: [{ role: 'owner', school: null }],
      name: 'Next owner',
    });
    const head = await server.person('Alder head');
    await addMember(server, workspace, head, { role: 'school leader', school: alder });
    const seen = (await list(head)).map((one) => one.name);
    expect(seen).not.toContain('Next owner');
    for (const act of [invitations.withdrawInvitation, invitations.sendAgain])
      await expect(head.call(act, { workspace, invitation: invitation.id })).rejects.toMatchObject({
        status: 404,
      });
  });

  it('is refused with words where it is wrong', async () => {
    const wrong = (change: object) => owner.call(invitations.makeInvitation, { ...headOfAlder(), ...change });
    await expect(wrong({ email: 'nobody' })).rejects.toMatchObject({ errors: [{ pointer: '/email' }] });
    await expect(wrong({ roles: [] })).rejects.toMatchObject({ errors: [{ pointer: '/roles' }] });
    await expect(wrong({ roles: [{ role: 'staff', school: null }] })).rejects.toMatchObject({
      errors: [{ pointer: '/roles/0/school' }],
    });
    await expect(wrong({ roles: [{ role: 'staff', school: newId() }] })).rejects.toMatchObject({
      status: 422,
    });
    await expect(wrong({ message: 'x'.repeat(1001) })).rejects.toMatchObject({ status: 422 });
  });
});
