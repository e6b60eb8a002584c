import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/standings.ts';
import { readFrame } from '../../src/contract/identification.ts';
import { listSchools } from '../../src/contract/schools.ts';
import * as settings from '../../src/contract/settings.ts';
import type { Role } from '../../src/contract/workspaces.ts';
import { network, networkCsv, networkMapping } from '../support/standings.ts';
import { addMember, ask, bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
/** By name. */
const schools = new Map<string, string>();
const idOf = (name: string) => schools.get(`${name} Primary`) ?? '';

beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Ines Marlow');
  workspace = (await owner.workspace('Marram')).id;
  await bring(owner, workspace, { name: 'network.csv', bytes: networkCsv() }, networkMapping);
  const { schools: listed } = await owner.call(listSchools, { workspace });
  for (const { id, name } of listed) schools.set(name, id);
});
afterAll(() => server.stop());

const member = async (held: Role | { role: Role; school: string }) => {
  const client = await server.person();
  await addMember(server, workspace, client, held);
  return client;
};
const headOf = (name: string) => member({ role: 'school leader', school: idOf(name) });
const publish = async (client = owner) => {
  const reading = (await owner.call(readFrame, { workspace })).measures.find(
    ({ label, period }) => label === 'Reading' && period === '2024',
  );
  const job = await client.call(contract.publishStanding, {
    workspace,
    ...(reading && { result: reading.key }),
  });
  return ended(client, workspace, job.id);
};
const pageOf = (client: Client, name: string) =>
  client.call(contract.readSchoolStanding, { workspace, school: idOf(name) });

describe('before anything is published', () => {
  it('nobody reads it without a session, from another workspace, or of a school that is not theirs', async () => {
    const path = `/api/workspaces/${workspace}/schools/${idOf('Alder')}/standing`;
    expect((await ask(server.app, path)).status).toBe(401);
    const stranger = await server.person();
    expect((await stranger.raw(path)).status).toBe(404);
    const head = await headOf('Ash');
    expect((await head.raw(path)).status).toBe(404);
    expect((await head.raw(`${path}/table.csv?figure=like`)).status).toBe(404);
  });

  it('a head, a researcher and an evaluator do not publish', async () => {
    for (const client of [await headOf('Ash'), await member('researcher'), await member('evaluator')]) {
      const asked = client.call(contract.publishStanding, { workspace });
      await expect(asked).rejects.toMatchObject({ kind: 'not-allowed' });
    }
  });

  it('settings that name nothing are refused by name', async () => {
    const asked = owner.call(contract.publishStanding, { workspace, context: 'shoe-size' });
    await expect(asked).rejects.toMatchObject({ kind: 'invalid', errors: [{ pointer: '/context' }] });
  });

  it('the page of a school is there, and says that nothing is', async () => {
    const head = await headOf('Alder');
    expect(await pageOf(head, 'Alder')).toMatchObject({ published: null, page: null, mayAsk: true });
    expect(await head.call(contract.readStanding, { workspace })).toEqual({ published: null, changed: null });
    const svg = await head.raw(
      `/api/workspaces/${workspace}/schools/${idOf('Alder')}/standing/figure.svg?figure=standing`,
    );
    expect(svg.status).toBe(404);
  });
});

describe('once a lead has published', () => {
  beforeAll(async () => {
    const lead = await member('partnership lead');
    const job = await publish(lead);
    expect(job).toMatchObject({ state: 'done', error: null, result: { schools: network.length } });
  });

  it('a head reads where their school stands, and how sure that is', async () => {
    const head = await headOf('Alder');
    const { page, published } = await pageOf(head, 'Alder');
    expect(published).toMatchObject({
      schools: network.length,
      method: { grouping: 'Region', lacking: null },
    });
    expect(page?.circumstances).toBe(1);
    expect(page?.place?.effect).toBeLessThan(-5);
    expect(page?.place?.highHalf).toBeLessThan(0);
    expect(page?.place?.tenfold?.[1]).toBeLessThan(page?.place?.high ?? 0);
    expect(page?.years.map(({ period, kind }) => [period, kind])).toEqual([
      ['2022', 2],
      ['2023', 2],
      ['2024', 2],
    ]);
    expect(page?.onePupil).toBeCloseTo(100 / (page?.pupils ?? NaN), 10);
    expect(page?.measures.map(({ label }) => label)).toEqual(['Reading', 'Writing', 'Attendance']);
    const reading = page?.measures[0];
    expect(reading?.among).toBe('North');
    for (const point of reading?.points ?? []) {
      expect(point.band?.schools).toBe(20);
      expect(point.low).toBeLessThan(point.value ?? NaN);
    }
    expect(page?.others?.schools).toBeGreaterThanOrEqual(8);
  });

  it('the ten nearest stand in order, with what they do better, and never with what one does worse', async () => {
    const head = await headOf('Alder');
    const { page } = await pageOf(head, 'Alder');
    const near = page?.like?.neighbours ?? [];
    // Behind the ten stand the others, in cells and without anything that says who they are.
    const field = page?.like?.field;
    expect(field?.schools).toBe(network.length - 11);
    expect(field?.times.reduce((sum, times) => sum + times, 0)).toBe(field?.schools);
    expect(Object.keys(field ?? {}).toSorted()).toEqual(['at', 'schools', 'steps', 'times']);
    expect(near.map(({ key }) => key).join('')).toBe('abcdefghij');
    const ash = near.find(({ name }) => name === 'Ash Primary');
    expect(ash?.better.map(({ measure }) => measure)).toContain('Reading, 2024');
    expect(ash?.better.every(({ by }) => by > 0)).toBe(true);
    expect(JSON.stringify(await pageOf(await headOf('Ash'), 'Ash'))).not.toMatch(/"by":-/);
  });

  it('tells a head of no other school’s id, and of no name beside the ten', async () => {
    const head = await headOf('Alder');
    const base = `/api/workspaces/${workspace}/schools/${idOf('Alder')}/standing`;
    const texts = await Promise.all(
      [
        '',
        ...['standing', 'years', 'like'].flatMap((one) => [
          `/table.csv?figure=${one}`,
          `/figure.svg?figure=${one}`,
        ]),
      ].map(async (path) => {
        const answer = await head.raw(`${base}${path}`);
        expect(answer.status).toBe(200);
        return answer.text();
      }),
    );
    const said = texts.join('\n');
    const { page } = await pageOf(head, 'Alder');
    const ten = page?.like?.neighbours.map(({ name }) => name) ?? [];
    expect(ten).toHaveLength(10);
    for (const [name, id] of schools) {
      if (name === 'Alder Primary') continue;
      expect(said).not.toContain(id);
      if (!ten.includes(name)) expect(said).not.toContain(name);
    }
  });

  it('under letters it tells no name, and figures only roughly', async () => {
    const before = await owner.call(settings.readSettings, { workspace });
    await owner.call(settings.changeSettings, { workspace, ...before, neighbours: 'letters' });
    const head = await headOf('Alder');
    const answer = await pageOf(head, 'Alder');
    const said = JSON.stringify(answer);
    for (const [name, id] of schools) {
      if (name === 'Alder Primary') continue;
      expect(said).not.toContain(id);
      expect(said).not.toContain(name);
    }
    for (const { circumstances } of answer.page?.like?.neighbours ?? [])
      for (const value of circumstances) expect(value).toBe(Number(value.toPrecision(2)));
    // Published anew, names are not even stored.
    await publish();
    const [stored] = await server.owner<{ text: string }[]>`
      select string_agg(found::text, '') as text from school_standing where workspace_id = ${workspace}`;
    expect(stored?.text).not.toContain('Primary');
    const lead = await pageOf(owner, 'Alder');
    expect(lead.page?.like?.neighbours[0]?.name).toMatch(/ Primary$/);
    await owner.call(settings.changeSettings, { workspace, ...before });
    expect((await pageOf(head, 'Alder')).page?.like?.neighbours[0]?.name).toBeNull();
    await publish();
    expect((await pageOf(head, 'Alder')).page?.like?.neighbours[0]?.name).toMatch(/ Primary$/);
  });

  it('an evaluator opens no school’s page, and a partner nothing', async () => {
    const evaluator = await member('evaluator');
    const { published, page } = await pageOf(evaluator, 'Alder');
    expect(published?.schools).toBe(network.length);
    expect(page).toBeNull();
    const partner = await member('partner');
    expect((await partner.call(contract.readStanding, { workspace })).published).toBeNull();
    const raw = await partner.raw(`/api/workspaces/${workspace}/schools/${idOf('Alder')}/standing`);
    expect(raw.status).toBe(404);
  });

  it('says to those who see all whether the data have changed, and changes with one cell', async () => {
    expect(await owner.call(contract.readStanding, { workspace })).toMatchObject({ changed: false });
    const head = await headOf('Alder');
    expect((await head.call(contract.readStanding, { workspace })).changed).toBeNull();
    const before = (await pageOf(head, 'Alder')).page;
    const bytes = networkCsv((line, school) =>
      school === 'Alder Primary' ? line.replace(/,[^,]*(,[^,]*,[^,]*)$/, ',83.0$1') : line,
    );
    await bring(owner, workspace, { name: 'network.csv', bytes }, networkMapping);
    expect(await owner.call(contract.readStanding, { workspace })).toMatchObject({ changed: true });
    expect((await pageOf(head, 'Alder')).page).toEqual(before);
    await publish();
    const after = (await pageOf(head, 'Alder')).page;
    expect(after?.place?.effect).toBeGreaterThan(before?.place?.effect ?? NaN);
    expect(after?.measures[0]?.points[2]?.value).toBe(83);
    const [count] = await server.owner<{ standings: number }[]>`
      select count(*)::int as standings from standing where workspace_id = ${workspace}`;
    expect(count?.standings).toBe(1);
  });

  it('leaves a line in the trail', async () => {
    const lines = await server.owner<{ detail: Record<string, unknown> }[]>`
      select detail from audit_entry where workspace_id = ${workspace} and act = 'standings.publish'
        and object_kind = 'standing' order by sequence`;
    expect(lines.at(-1)?.detail).toMatchObject({ schools: network.length });
  });
});

describe('a school without a result', () => {
  it('is told the reason that the file gives, and that data have come since', async () => {
    const { id: held } = await owner.workspace('Held back');
    const withoutLast = (line: string, school: string) =>
      school.startsWith('Alder') ? line.split(',').toSpliced(-3, 1, 'SUPP').join(',') : line;
    await bring(owner, held, { name: 'held.csv', bytes: networkCsv(withoutLast) }, networkMapping);
    const job = await owner.call(contract.publishStanding, { workspace: held });
    expect(await ended(owner, held, job.id)).toMatchObject({ state: 'done', error: null });
    const { schools: listed } = await owner.call(listSchools, { workspace: held, find: 'Alder' });
    const read = async () => {
      const asked = { workspace: held, school: listed[0]?.id ?? '' };
      return (await owner.call(contract.readSchoolStanding, asked)).page;
    };
    const page = await read();
    expect(page).toMatchObject({ circumstances: 0, place: null });
    expect(page?.lacking[0]).toMatch(/^Its result \(reading, 2024\) is not known: held back by the source/);
    await bring(owner, held, { name: 'whole.csv', bytes: networkCsv() }, networkMapping);
    expect((await read())?.lacking[0]).toMatch(/counts when it is published again/);
  });
});

describe('a network of which little is known', () => {
  it('says what is missing: one year, no pupils', async () => {
    const { id: small } = await owner.workspace('Small');
    const bytes = networkCsv()
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .slice(0, 4)
          .concat(line.split(',')[6] ?? '')
          .join(','),
      )
      .join('\n');
    const mapping = [...networkMapping.slice(0, 4), ...networkMapping.slice(6, 7)];
    await bring(owner, small, { name: 'small.csv', bytes }, mapping);
    const job = await owner.call(contract.publishStanding, { workspace: small });
    expect(await ended(owner, small, job.id)).toMatchObject({ state: 'done', error: null });
    const { schools: listed } = await owner.call(listSchools, { workspace: small });
    const { page, published } = await owner.call(contract.readSchoolStanding, {
      workspace: small,
      school: listed[0]?.id ?? '',
    });
    expect(page).toMatchObject({ place: null, others: null, pupils: null });
    expect(published?.method.lacking).toMatch(/cannot be told from these data/);
    expect(page?.lacking.join(' ')).toMatch(/Only one year of Reading/);
    expect(page?.like?.neighbours.every(({ better }) => better.length === 0)).toBe(true);
  });
});
