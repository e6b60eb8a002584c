import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import { readFrame } from '../../src/contract/identification.ts';
import { endGrant, grantSchool } from '../../src/contract/people.ts';
import { readWorkspace } from '../../src/contract/workspaces.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { addMember, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

/** Who sees which schools, and whether by name. */
let server: TestServer;
let owner: Client;
let workspace: string;
let ash: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person();
  workspace = (await owner.workspace()).id;
  await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
  const { schools } = await owner.call(readFrame, { workspace });
  ash = schools.id[schools.name.indexOf('Ash')] ?? '';
});
afterAll(() => server.stop());

const member = async (held: Parameters<typeof addMember>[3]) => {
  const client = await server.person();
  await addMember(server, workspace, client, held);
  return client;
};
const letters = 'ABCDEFGHIJKL'.split('');
const names = ['Ash', 'Birch', 'Cedar', 'Maple', '000101'];

describe('an evaluator', () => {
  it('sees every school and value, and letters for names, in the page and in every file', async () => {
    const evaluator = await member('evaluator');
    const frame = await evaluator.call(readFrame, { workspace });
    expect(frame.schools.name).toEqual(letters.map((letter) => `School ${letter}`));
    expect(frame.schools.reference).toEqual(letters);
    const byName = await owner.call(readFrame, { workspace });
    expect(new Set(frame.measures[0]?.values)).toEqual(new Set(byName.measures[0]?.values));
    for (const file of ['schools.csv', 'figure.svg']) {
      const text = await (await evaluator.raw(`/api/workspaces/${workspace}/identification/${file}`)).text();
      expect(text).toContain('School ');
      expect(names.filter((name) => text.includes(name))).toEqual([]);
    }
  });

  it('finds no name in any table', async () => {
    const evaluator = await member('evaluator');
    const found = await inScope(server.pool, { person: evaluator.id, workspace }, async ({ sql }) => [
      await sql`select from school_identity`,
      await sql`select from import_change`,
      await sql`select from file_import`,
      await sql`select from school_shown where named`,
      await sql`select from school_shown`,
    ]);
    expect(found.map((rows) => rows.length)).toEqual([0, 0, 0, 0, 12]);
  });
});

it('letters are drawn at random, not in the order of the file', async () => {
  const orders = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const { id } = await owner.workspace();
    await bring(owner, id, { name: 'schools.csv', bytes: csv }, mapping);
    const rows = await server.owner<{ reference: string }[]>`
      select i.reference from school s join school_identity i on i.school_id = s.id
      where s.workspace_id = ${id} order by s.number`;
    orders.add(rows.map((row) => row.reference).join());
  }
  // Three draws alike would happen once in 2 × 10^17 times.
  expect(orders.size).toBeGreaterThan(1);
});

it('a school leader sees the own school, by name, and the words of the measures', async () => {
  const leader = await member({ role: 'school leader', school: ash });
  const frame = await leader.call(readFrame, { workspace });
  expect(frame.schools.name).toEqual(['Ash']);
  expect(frame.measures.map(({ label, values }) => [label, values])).toEqual([
    ['Free school meals', [60]],
    ['Score', [71]],
  ]);
});

it('each is told how many schools they see, in the list of workspaces as in the workspace', async () => {
  const told = async (person: Client) => {
    const { workspaces } = await person.call(me, {});
    const { schools } = await person.call(readWorkspace, { workspace });
    return [workspaces.find(({ id }) => id === workspace)?.schools, schools];
  };
  expect(await told(await member('evaluator'))).toEqual([12, 12]);
  expect(await told(await member('partner'))).toEqual([0, 0]);
  const leader = await member({ role: 'school leader', school: ash });
  expect(await told(leader)).toEqual([1, 1]);
  const { schools } = await owner.call(readFrame, { workspace });
  const birch = schools.id[schools.name.indexOf('Birch')] ?? '';
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const shown = { workspace, person: leader.id, school: birch, reason: 'a visit', until };
  const { grants } = await owner.call(grantSchool, shown);
  const grant = grants[0]?.id ?? '';
  expect(await told(leader)).toEqual([2, 2]);
  await owner.call(endGrant, { workspace, grant });
  expect(await told(leader)).toEqual([1, 1]);
});

it('a partner sees no school, and only what is shared: as figures of all schools', async () => {
  const partner = await member('partner');
  expect(await partner.call(readFrame, { workspace })).toMatchObject({
    schools: { id: [], reference: [], name: [] },
    measures: [],
  });
  await server.owner`update measure set shared = true where workspace_id = ${workspace} and label = 'Score'`;
  const frame = await partner.call(readFrame, { workspace });
  expect(frame.schools.id).toEqual([]);
  expect(frame.measures.map(({ label }) => label)).toEqual(['Score']);
  const [summary] = await inScope(
    server.pool,
    { person: partner.id, workspace },
    ({ sql }) => sql`select schools, lower_quartile, median, upper_quartile from app.shared_summaries()`,
  );
  expect(summary).toEqual({ schools: 11, lower_quartile: 47.5, median: 60, upper_quartile: 65.5 });
  await server.owner`update workspace set threshold = 12 where id = ${workspace}`;
  const [withheld] = await inScope(
    server.pool,
    { person: partner.id, workspace },
    ({ sql }) => sql`select schools, median from app.shared_summaries()`,
  );
  expect(withheld).toEqual({ schools: 11, median: null });
});
