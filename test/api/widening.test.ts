import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as invitations from '../../src/contract/invitations.ts';
import * as people from '../../src/contract/people.ts';
import type { GivenRole } from '../../src/contract/people.ts';
import { roles, type Role } from '../../src/contract/workspaces.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { addSchool, addMember, testServer, type Client, type TestServer } from '../support/server.ts';

/**
 * Nobody widens themselves. Each of the nine roles tries to give each appointment, to themselves and to somebody else, by
 * the interface, by an invitation and by SQL in their own scope; what gets through is written here once more, by hand.
 */
let server: TestServer;
let workspace: string;
let own: string;
let other: string;
const holders = new Map<Role, Client>();
/** A member of no consequence, made anew for each try. */
let target: Client;

beforeAll(async () => {
  server = await testServer();
  const founder = await server.person('Founder');
  workspace = (await founder.workspace('Marram')).id;
  own = await schoolCalled('Own school', '1');
  other = await schoolCalled('Other school', '2');
  for (const role of roles) {
    const client = await server.person(role);
    const held = role === 'school leader' || role === 'staff' ? { role, school: own } : role;
    await addMember(server, workspace, client, held);
    holders.set(role, client);
  }
  target = await server.person('Target');
  await addMember(server, workspace, target, { role: 'viewer', school: own });
});
afterAll(() => server.stop());

const schoolCalled = (name: string, reference: string) => addSchool(server, workspace, { name, reference });

const ofSchools: readonly Role[] = ['school leader', 'staff', 'viewer'];
type Where = 'whole' | 'own' | 'other';
const tries: { role: Role; where: Where }[] = roles.flatMap((role) => {
  if (role === 'school leader' || role === 'staff') return [at(role, 'own'), at(role, 'other')];
  return role === 'viewer' ? [at(role, 'whole'), at(role, 'own'), at(role, 'other')] : [at(role, 'whole')];
});
function at(role: Role, where: Where) {
  return { role, where };
}
const given = ({ role, where }: { role: Role; where: Where }): GivenRole => ({
  role,
  school: where === 'whole' ? null : where === 'own' ? own : other,
});

/** What the giver may give to somebody else. */
function mayGive(giver: Role, { role, where }: { role: Role; where: Where }): boolean {
  if (giver === 'owner') return true;
  if (!ofSchools.includes(role) || where === 'whole') return false;
  if (giver === 'coordinator' || giver === 'partnership lead') return true;
  return giver === 'school leader' && where === 'own';
}

const rolesOf = async (person: string) => {
  const rows = await server.owner<{ role: string; school_id: string | null }[]>`
    select role, school_id from member_role where workspace_id = ${workspace} and person_id = ${person} order by role`;
  return rows.map((row) => `${row.role} ${row.school_id ?? ''}`);
};

/** Undone by the owner of the tables, so that each try begins with the same roles. */
async function restored(person: string, work: () => Promise<unknown>): Promise<{ gained: string[] }> {
  const before = await server.owner`select * from member_role where person_id = ${person}`;
  await work().catch(() => undefined);
  const after = await rolesOf(person);
  const held = before.map((row) => `${String(row['role'])} ${(row['school_id'] as string | null) ?? ''}`);
  const known = before.map((row) => row['id'] as string);
  await server.owner`delete from member_role where person_id = ${person} and not (id = any (${known}::uuid[]))`;
  for (const row of before) {
    await server.owner`insert into member_role ${server.owner(row)} on conflict do nothing`;
  }
  return { gained: after.filter((one) => !held.includes(one)) };
}

const bySql = (giver: Client, to: string, { role, school }: GivenRole) =>
  inScope(
    server.pool,
    { person: giver.id, workspace },
    ({ sql }) => sql`insert into member_role (workspace_id, id, person_id, role, school_id, created_by)
      values (${workspace}, ${newId()}, ${to}, ${role}, ${school}, ${giver.id})`,
  );

/** The whole set, so that nothing is taken meanwhile. */
async function byHttp(giver: Client, to: string, wanted: GivenRole): Promise<unknown> {
  const held = await server.owner<GivenRole[]>`select role, school_id as school from member_role
    where workspace_id = ${workspace} and person_id = ${to}`;
  return giver.call(people.changeRoles, { workspace, person: to, roles: [...held, wanted] });
}

async function byInvitation(giver: Client, to: string, wanted: GivenRole): Promise<unknown> {
  const { link } = await giver.call(invitations.makeInvitation, { workspace, roles: [wanted] });
  const token = link.split('#')[1] ?? '';
  return server.owner`select app.accept_invitation(sha256(${Buffer.from(token)}::bytea), ${to})`;
}

const ways = { 'the interface': byHttp, SQL: bySql, 'an invitation': byInvitation };
const cases = roles.flatMap((giver) =>
  Object.entries(ways).flatMap(([name, way]) => tries.map((one) => ({ giver, name, way, one }))),
);

describe('to themselves', () => {
  it.each(cases)('$giver by $name: $one.role, $one.where', async ({ giver, name, way, one }) => {
    const client = holders.get(giver)!;
    const held = await rolesOf(client.id);
    const wanted = `${one.role} ${given(one).school ?? ''}`;
    const { gained } = await restored(client.id, () => way(client, client.id, given(one)));
    const owners = giver === 'owner' && name !== 'an invitation' && !held.includes(wanted);
    expect(gained).toEqual(owners ? [wanted] : []);
  });
});

describe('to somebody else', () => {
  it.each(cases)('$giver by $name: $one.role, $one.where', async ({ giver, way, one }) => {
    const held = await rolesOf(target.id);
    const wanted = `${one.role} ${given(one).school ?? ''}`;
    const { gained } = await restored(target.id, () => way(holders.get(giver)!, target.id, given(one)));
    expect(gained).toEqual(mayGive(giver, one) && !held.includes(wanted) ? [wanted] : []);
  });
});

describe('by other doors', () => {
  const others = roles.filter((role) => role !== 'owner');
  const sqlAs = (role: Role, statement: string) =>
    inScope(server.pool, { person: holders.get(role)!.id, workspace }, ({ sql }) => sql.unsafe(statement));

  it.each(others)('%s cannot change a role that is held, or make it last', async (role) => {
    const id = holders.get(role)!.id;
    for (const statement of [
      `update member_role set role = 'owner' where person_id = '${id}'`,
      `update member_role set school_id = '${other}' where person_id = '${id}'`,
      `update member_role set expires_at = null where person_id = '${id}'`,
      `insert into school_grant (workspace_id, id, person_id, school_id, reason, granted_by, expires_at)
        values ('${workspace}', '${newId()}', '${id}', '${other}', 'Mine', '${id}', now() + interval '1 day')`,
      `update invitation set accepted_by = '${id}', accepted_at = now()`,
      `select app.accept_invitation('\\x00', '${id}')`,
      `select app.look_as('owner', null)`,
      `update workspace set threshold = 3`,
    ]) {
      await sqlAs(role, statement).then(
        (rows) => expect(rows.count, statement).toBe(0),
        (error: Error) => expect(error.message).toMatch(/permission denied|row-level security|Only an owner/),
      );
    }
  });

  it.each(others)('%s takes no role of somebody above', async (role) => {
    const before = await server.owner`select id from member_role where workspace_id = ${workspace}`;
    await sqlAs(
      role,
      `delete from member_role where role in ('owner', 'coordinator', 'researcher', 'evaluator')
      and person_id <> '${holders.get(role)!.id}'`,
    );
    await sqlAs(role, `delete from workspace_member where person_id <> '${holders.get(role)!.id}'`);
    expect(await server.owner`select id from member_role where workspace_id = ${workspace}`).toEqual(before);
  });
});
