import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/server/platform/ids.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { addMember, someSchool, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
let school: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
  workspace = (await owner.workspace('Ours')).id;
  school = await someSchool(server, workspace);
});
afterAll(() => server.stop());

/** As whom the database lets somebody work, and how many schools they see. */
async function standingOf(person: string) {
  return inScope(server.pool, { person, workspace }, async ({ sql }) => {
    const [row] = await sql<{ role: string; roles: string; schools: number }[]>`
      select current_user as role, current_setting('app.roles') as roles, (select count(*)::int from school) as schools`;
    return row;
  });
}

async function memberAs(held: Parameters<typeof addMember>[3]): Promise<string> {
  const person = await server.person();
  await addMember(server, workspace, person, held);
  return person.id;
}

it('gives the role of the whole to those only who see every school by name', async () => {
  expect((await standingOf(owner.id))?.role).toBe('reedbed_whole');
  expect((await standingOf(await memberAs('researcher')))?.role).toBe('reedbed_whole');
  for (const role of ['evaluator', 'partner'] as const)
    expect((await standingOf(await memberAs(role)))?.role, role).toBe('reedbed_part');
  expect(await standingOf(await memberAs({ role: 'school leader', school }))).toMatchObject({
    role: 'reedbed_part',
    schools: 1,
  });
  expect(await standingOf((await server.person()).id)).toEqual({
    role: 'reedbed_part',
    roles: '',
    schools: 0,
  });
});

it('follows roles as they are given, changed, ended and taken', async () => {
  const person = await memberAs('partner');
  expect(await standingOf(person)).toMatchObject({ roles: 'partner', schools: 0 });
  await server.owner`insert into member_role (workspace_id, id, person_id, role, expires_at)
    values (${workspace}, ${newId()}, ${person}, 'researcher', now() + interval '1.5 seconds')`;
  const both = await standingOf(person);
  expect(both).toMatchObject({ roles: 'partner,researcher', role: 'reedbed_whole' });
  expect(both?.schools).toBeGreaterThan(0);
  await expect.poll(() => standingOf(person)).toMatchObject({ roles: 'partner', schools: 0 });
  await server.owner`update member_role set role = 'coordinator' where person_id = ${person} and role = 'partner'`;
  expect(await standingOf(person)).toMatchObject({ roles: 'coordinator', role: 'reedbed_whole' });
  await server.owner`delete from member_role where person_id = ${person}`;
  expect(await standingOf(person)).toEqual({ role: 'reedbed_part', roles: '', schools: 0 });
});

it('comes before whatever is asked at once', async () => {
  const roles = await inScope(server.pool, { person: owner.id, workspace }, ({ sql }) =>
    Promise.all([1, 2, 3].map(() => sql`select current_user as role`.execute())),
  );
  expect(roles.map(([row]) => row?.['role'] as string)).toEqual(Array(3).fill('reedbed_whole'));
});

it('leaves the whole behind when an owner looks as somebody of one school', async () => {
  const seen = await inScope(server.pool, { person: owner.id, workspace }, async ({ sql }) => {
    await sql`select app.look_as('staff', ${school}::uuid)`;
    return sql<{ role: string; id: string }[]>`select current_user as role, id from school`;
  });
  expect([...seen]).toEqual([{ role: 'reedbed_part', id: school }]);
});
