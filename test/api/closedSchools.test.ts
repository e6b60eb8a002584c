import { afterAll, beforeAll, expect, it } from 'vitest';
import * as identification from '../../src/contract/identification.ts';
import * as standings from '../../src/contract/standings.ts';
import { drawStudy } from '../../src/contract/studies.ts';
import { listSchools } from '../../src/contract/schools.ts';
import { urlOf } from '../../src/contract/client.ts';
import { network, networkCsv, networkMapping } from '../support/standings.ts';
import { addMember, bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';

/** A network in which two schools had closed before 2024, and one closed in the course of it. */

let server: TestServer;
let owner: Client;
let workspace: string;
let result: string;
const schools = new Map<string, string>();
const left = network.length - 2;
const gone = ['Yew Primary', 'Yarrow Primary'];
const idOf = (name: string) => schools.get(`${name} Primary`) ?? '';

/** The last year's cells of those that had closed, which are the last three, are blank. */
const withoutLastYear = (line: string, name: string) =>
  gone.includes(name) ? line.split(',').with(-3, '').with(-2, '').with(-1, '').join(',') : line;

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ines Marlow');
  workspace = (await owner.workspace('Marram')).id;
  await bring(owner, workspace, { name: 'network.csv', bytes: networkCsv(withoutLastYear) }, networkMapping);
  const { schools: listed } = await owner.call(listSchools, { workspace });
  for (const { id, name } of listed) schools.set(name, id);
  await server.owner`update school_identity set closed = '2023-08-31' where school_id = ${idOf('Yew')}`;
  await server.owner`update school_identity set status = 'Closed' where school_id = ${idOf('Yarrow')}`;
  await server.owner`update school_identity set closed = '2024-08-31' where school_id = ${idOf('Willow')}`;
  const { measures } = await owner.call(identification.readFrame, { workspace });
  result = measures.find(({ label, period }) => label === 'Reading' && period === '2024')?.key ?? '';
});
afterAll(() => server.stop());

const publish = async () => {
  const job = await owner.call(standings.publishStanding, { workspace, result });
  return ended(owner, workspace, job.id);
};
const pageOf = (name: string) => owner.call(standings.readSchoolStanding, { workspace, school: idOf(name) });

it('the answer is about the others, and says which it passes over', async () => {
  const frame = await owner.call(identification.readFrame, { workspace });
  const answer = await owner.call(identification.identify, { workspace, result });
  expect(answer.closed.map((row) => frame.schools.name[row])).toEqual(gone.toSorted());
  expect(answer.counts).toMatchObject({ schools: left, excluded: 0 });
  expect(answer.kind).toHaveLength(left);
  const table = await owner.raw(urlOf(identification.identificationTable, { workspace, result }));
  const text = await table.text();
  expect(text.trim().split('\n')).toHaveLength(1 + left);
  for (const name of gone) expect(text).not.toContain(name);
});

it('whoever sees letters counts the same schools, and is not told the day', async () => {
  const evaluator = await server.person();
  await addMember(server, workspace, evaluator, 'evaluator');
  const frame = await evaluator.call(identification.readFrame, { workspace });
  const since = frame.closed?.map(({ on }) => on).toSorted();
  expect(since).toEqual(['2023-09-01', '2024-09-01', null]);
  const answer = await evaluator.call(identification.identify, { workspace, result });
  expect(answer.closed).toHaveLength(gone.length);
  expect(answer.counts).toMatchObject({ schools: left, excluded: 0 });
  expect(JSON.stringify(frame)).not.toContain('2023-08-31');
  const page = await evaluator.raw(
    urlOf(standings.readSchoolStanding, { workspace, school: idOf('Willow') }),
  );
  expect(await page.text()).not.toContain('2024-08-31');
});

it.each([
  ['2023-01-01', '2023-01-01'],
  ['2023-01-02', '2023-09-01'],
  ['2023-09-01', '2023-09-01'],
  ['2023-09-02', '2024-01-01'],
  ['2023-12-31', '2024-01-01'],
])('one that closed on %s was no more from %s', async (day, from) => {
  const before =
    await server.owner`select closed::text from school_identity where school_id = ${idOf('Willow')}`;
  await server.owner`update school_identity set closed = ${day} where school_id = ${idOf('Willow')}`;
  const { schools: shown, closed } = await owner.call(identification.readFrame, { workspace });
  const row = shown.name.indexOf('Willow Primary');
  expect(closed?.find((one) => one.row === row)?.on).toBe(from);
  await server.owner`
    update school_identity set closed = ${String(before[0]?.['closed'])} where school_id = ${idOf('Willow')}`;
});

it('of a year in which they were there, they count', async () => {
  const { measures } = await owner.call(identification.readFrame, { workspace });
  const before = measures.find(({ label, period }) => label === 'Reading' && period === '2023')?.key ?? '';
  const answer = await owner.call(identification.identify, { workspace, result: before });
  expect(answer.closed).toEqual([]);
  expect(answer.counts.schools).toBe(network.length);
});

it('a study counts them neither as known nor as covered', async () => {
  const study = await owner.call(drawStudy, {
    workspace,
    settings: { context: [], result },
    design: 'both kinds together',
    perGroup: 1,
    seed: 1,
  });
  expect(study.found.groups.map(({ schools: covered, known }) => [covered, known])).toEqual([
    [19, 19],
    [19, 19],
  ]);
});

it('no page is published of them; that of a school that closed later says so', async () => {
  expect(await publish()).toMatchObject({ state: 'done', result: { schools: left } });
  expect(await pageOf('Yew')).toMatchObject({ page: null, closed: { on: '2023-08-31' } });
  expect(await pageOf('Yarrow')).toMatchObject({ page: null, closed: { on: null } });
  const willow = await pageOf('Willow');
  expect(willow.closed).toEqual({ on: '2024-08-31' });
  // Nor is a school that is no more among those that are like another.
  expect(willow.page?.like?.candidates).toBe(left);
  expect(await pageOf('Alder')).toMatchObject({ closed: null });
});

it('what the registry learns about closing asks for publishing again, of those who know names', async () => {
  const evaluator = await server.person();
  await addMember(server, workspace, evaluator, 'evaluator');
  const changed = async (client: Client) =>
    (await client.call(standings.readStanding, { workspace })).changed;
  expect(await changed(owner)).toBe(false);
  expect(await changed(evaluator)).toBeNull();
  await server.owner`update school_identity set closed = null where school_id = ${idOf('Yew')}`;
  expect(await changed(owner)).toBe(true);
});
