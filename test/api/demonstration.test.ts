import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { me } from '../../src/contract/accounts.ts';
import { listFrameworks } from '../../src/contract/frameworks.ts';
import {
  identify,
  identificationFigure,
  identificationTable,
  readFrame,
} from '../../src/contract/identification.ts';
import { urlOf } from '../../src/contract/client.ts';
import { listHistory, historyTable } from '../../src/contract/history.ts';
import * as people from '../../src/contract/people.ts';
import { deleteWorkspace, type Membership } from '../../src/contract/workspaces.ts';
import { Administration } from '../../src/server/accounts/index.ts';
import { restoreWorkspace } from '../../src/server/backup/restoreWorkspace.ts';
import { erasePerson } from '../../src/server/erasure/erase.ts';
import { firstPerson } from '../../src/server/platform/auth.ts';
import { readConfig } from '../../src/server/platform/config.ts';
import { bringDemonstration } from '../../src/server/provided.ts';
import { backUp, configOf, opened, ownerConnection, restored } from '../support/archives.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';

const config = readConfig({ data: inject('database').data }, {});

const bring = (server: TestServer, person: string) =>
  bringDemonstration({ config, pool: server.pool, app: server.app, person });

/** A server with the demonstration, and the person who owns it. */
async function withDemonstration(): Promise<{ server: TestServer; owner: Client; here: Membership }> {
  const server = await testServer();
  const owner = await server.person('Runs the server');
  const begun = await bring(server, owner.id);
  expect(await begun?.outcome(AbortSignal.timeout(60_000))).toBe('done');
  const { workspaces } = await owner.call(me, {});
  const here = workspaces.find(({ kind }) => kind === 'demonstration');
  if (here === undefined) throw new Error('There is no demonstration.');
  return { server, owner, here };
}

let server: TestServer;
let owner: Client;
let here: Membership;
let workspace: string;
beforeAll(async () => {
  ({ server, owner, here } = await withDemonstration());
  workspace = here.id;
});
afterAll(() => server.stop());

const everybody = async () => (await owner.call(people.listPeople, { workspace })).people;
const named = async (name: string) => {
  const found = (await everybody()).find((one) => one.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
};

describe('the demonstration', () => {
  it('is a workspace of whoever runs the server, and says what it is', () => {
    expect(here).toMatchObject({ name: 'Marram Schools Partnership', roles: ['owner'], schools: 214 });
    expect(here.source).toContain('Invented schools and people');
  });

  it('has taken the language of elements', async () => {
    const { frameworks } = await owner.call(listFrameworks, { workspace });
    expect(frameworks).toMatchObject([
      { title: 'Effective and ineffective school elements', latest: { number: 1 }, changed: false },
    ]);
  });

  it('answers with three years of figures, and with the schools that beat the odds', async () => {
    const frame = await owner.call(readFrame, { workspace });
    expect(frame.groupings.map(({ label, groups }) => [label, groups.length])).toEqual([
      ['Region', 4],
      ['Cluster', 43],
    ]);
    const periods = new Set(frame.measures.map(({ period }) => period));
    expect([...periods]).toEqual(['2022/23', '2023/24', '2024/25']);
    const answer = await owner.call(identify, { workspace });
    // Each indicator once, of the latest year.
    expect(answer.method.context.map(({ name }) => name).every((name) => name.endsWith('2024-25'))).toBe(
      true,
    );
    expect(answer.method.context).toHaveLength(6);
    expect(answer.counts).toMatchObject({ hardest: 53, resilient: 7 });
    const resilient = frame.schools.name.filter((_, i) => answer.kind[i] === 1);
    expect(resilient).toContain('Linden Park Primary');
    expect(frame.source).toBe(here.source);
  });

  it('follows what is stored: with other figures the answer is another', async () => {
    const before = await owner.call(identify, { workspace });
    const [measure] = await server.owner<{ dataset_id: string; column_number: number }[]>`
      select dataset_id, column_number from measure where workspace_id = ${workspace}
      and label = 'Reading, writing and mathematics' and period = '2024/25'`;
    const change = (by: number) => server.owner`
      update school_values v set values[${measure?.column_number ?? 0}] = v.values[${measure?.column_number ?? 0}] + ${by}
      from school_identity i where i.workspace_id = v.workspace_id and i.school_id = v.school_id
        and v.dataset_id = ${measure?.dataset_id ?? ''} and i.name = 'Linden Park Primary'`;
    await change(-20);
    const after = await owner.call(identify, { workspace });
    await change(20);
    expect(after.counts.resilient).toBeLessThan(before.counts.resilient + 1);
    expect(after.kind).not.toEqual(before.kind);
  });

  it('links the schools that closed with those that followed', async () => {
    const links = await server.owner`
      select a.name as before, b.name as after from school_link l
      join school_identity a on a.school_id = l.predecessor_id join school_identity b on b.school_id = l.successor_id
      where l.workspace_id = ${workspace} order by 1`;
    expect([...links]).toEqual([
      { before: 'Saltern Street Primary', after: 'Osier Road Primary' },
      { before: 'Turnstone Street Primary', after: 'Turnstone Park Primary' },
    ]);
  });

  it('is told of in the trail, in words', async () => {
    const { lines } = await owner.call(listHistory, { workspace });
    expect(lines.map(({ detail }) => detail)).toContainEqual({ invented: 16 });
  });

  it('is not brought again, not even after it was deleted', async () => {
    expect(await bring(server, owner.id)).toBeNull();
    const own = await withDemonstration();
    onTestFinished(() => own.server.stop());
    await own.owner.call(deleteWorkspace, { workspace: own.here.id });
    expect(await bring(own.server, own.owner.id)).toBeNull();
    // Its people are nobody elsewhere.
    expect(await own.server.owner`select name from person where invented`).toEqual([]);
  });

  it('is not half there when its start is cut short before it is noted', async () => {
    const own = await testServer();
    onTestFinished(() => own.stop());
    await own.owner.unsafe(`
      create function cut_short() returns trigger language plpgsql as 'begin raise exception ''cut short''; end';
      create trigger cut_short before update on installation for each statement execute function cut_short()`);
    const person = await firstPerson(own.pool);
    await expect(bring(own, person)).rejects.toThrow('cut short');
    expect(await own.owner`select 1 from workspace`).toHaveLength(0);
    await own.owner`drop trigger cut_short on installation`;
    expect(await (await bring(own, person))?.outcome(AbortSignal.timeout(60_000))).toBe('done');
  });
});

describe('its people', () => {
  it('are there in every role, each said to be invented', async () => {
    const all = await everybody();
    expect(all.filter((one) => !one.invented).map((one) => one.id)).toEqual([owner.id]);
    expect(all.filter((one) => one.invented)).toHaveLength(16);
    const held = new Set(all.flatMap((one) => one.roles.map(({ role }) => role)));
    expect(held.size).toBe(9);
    expect((await named('Tom Reeve')).roles).toMatchObject([
      { role: 'school leader', school: { name: 'Linden Park Primary' } },
    ]);
  });

  it('have no account, and no way leads to one', async () => {
    const ids = (await everybody()).filter((one) => one.invented).map((one) => one.id);
    for (const table of ['account', 'session', 'sign_in_link', 'passkey', 'external_identity'])
      expect(
        await server.owner`select 1 from ${server.owner(table)} where person_id = any (${ids}::uuid[])`,
      ).toEqual([]);
    expect((await new Administration(server.pool).list()).map((one) => one.name)).toEqual([
      'Runs the server',
    ]);
  });

  it('are never whom a sign-in link of the server is for', async () => {
    const own = await withDemonstration();
    onTestFinished(() => own.server.stop());
    await own.server.owner`update person set created_at = '2000-01-01' where invented`;
    expect(await firstPerson(own.server.pool)).toBe(own.owner.id);
  });

  it('are seen as by their role: a school leader sees one school', async () => {
    const { roles } = await named('Tom Reeve');
    const school = roles[0]?.school?.id;
    const looked = await owner.call(people.lookAs, { workspace, role: 'school leader', school });
    expect(looked.counts.find(({ what }) => what === 'schools by name')).toMatchObject({ seen: 1, all: 214 });
  });

  it('cannot own a workspace, which would be nobody’s', async () => {
    const { id: person } = await named('Ines Marlow');
    const refusal = {
      kind: 'conflict',
      message: expect.stringContaining('is invented and cannot own') as string,
    };
    await expect(
      owner.call(people.changeRoles, { workspace, person, roles: [{ role: 'owner', school: null }] }),
    ).rejects.toMatchObject(refusal);
    await expect(owner.call(people.handOver, { workspace, person, yourself: 'leave' })).rejects.toMatchObject(
      refusal,
    );
  });

  it('are not added to a workspace of one’s own', async () => {
    const own = await owner.workspace('Own');
    const { connection } = owner;
    expect(connection).toBeDefined();
    const add = server.pool.begin(async (sql) => {
      await sql`select app.enter(${owner.id}, ${own.id}, '', ''), set_config('role', 'reedbed_member', true)`;
      await sql`select app.add_invented_people('[]'::jsonb)`;
    });
    await expect(add).rejects.toThrow('People are invented for the demonstration only.');
  });
});

describe('what is taken out of it', () => {
  const download = async (path: string) => {
    const response = await owner.raw(path);
    expect(response.status).toBe(200);
    return { name: response.headers.get('content-disposition') ?? '', text: await response.text() };
  };
  const rowsOf = (csv: string) =>
    Papa.parse<string[]>(csv.replace('\uFEFF', ''), { skipEmptyLines: true }).data;

  it('bears the mark: tables in their name and a last column, figures in name and caption', async () => {
    const table = await download(urlOf(identificationTable, { workspace }));
    expect(table.name).toContain('filename="invented-schools.csv"');
    const [header = [], ...rows] = rowsOf(table.text);
    expect(header.at(-1)).toBe('invented');
    expect(rows).toHaveLength(212);
    expect(rows.every((row) => row.length === header.length && row.at(-1) === 'yes')).toBe(true);
    const figure = await download(urlOf(identificationFigure, { workspace }));
    expect(figure.name).toContain('filename="invented-circumstances-and-results.svg"');
    expect(figure.text).toContain('Invented schools');
    const trail = await download(urlOf(historyTable, { workspace }));
    expect(trail.name).toContain('filename="invented-what-happened.csv"');
    expect(rowsOf(trail.text).every((row, i) => row.at(-1) === (i === 0 ? 'invented' : 'yes'))).toBe(true);
  });

  it('bears none elsewhere', async () => {
    const own = await owner.workspace('Own, without a mark');
    const trail = await download(urlOf(historyTable, { workspace: own.id }));
    expect(trail.name).toContain('filename="what-happened.csv"');
    expect(rowsOf(trail.text)[0]?.at(-1)).toBe('request');
  });
});

describe('backup, restore and erasure', () => {
  it('keep with the installation that its people are invented', async () => {
    const { file } = await backUp(server.owner);
    const there = await restored(file);
    expect(await there.owner`select 1 from person where invented`).toHaveLength(16);
    const [row] = await there.owner`select demonstration_at is not null as brought from installation`;
    expect(row).toEqual({ brought: true });
  });

  it('bring the workspace to another installation, where they stay invented and own nothing', async () => {
    const { file, manifest } = await backUp(server.owner, { workspace });
    expect(manifest.people.filter((one) => one.invented)).toHaveLength(16);
    const there = await testServer();
    onTestFinished(() => there.stop());
    const restorer = await there.person('Somebody there');
    const archive = await opened(file);
    const arrived = await restoreWorkspace(archive, {
      config: configOf(inject('database').data),
      owner: await ownerConnection(there.owner),
    });
    await archive.close();
    expect(arrived).toMatchObject({ named: 17, newOwner: true });
    const found = await restorer.call(people.listPeople, { workspace });
    expect(found.people.filter((one) => one.invented)).toHaveLength(16);
    expect((await restorer.call(me, {})).workspaces).toMatchObject([{ kind: 'demonstration' }]);
  });

  it('erase one of them as anybody', async () => {
    const own = await withDemonstration();
    onTestFinished(() => own.server.stop());
    const listed = await own.owner.call(people.listPeople, { workspace: own.here.id });
    const tom = listed.people.find((one) => one.name === 'Tom Reeve');
    const connection = (await ownerConnection(own.server.owner))();
    await erasePerson(connection, tom?.id ?? '', { really: true });
    await connection.end();
    const after = await own.owner.call(people.listPeople, { workspace: own.here.id });
    expect(after.people.map((one) => one.name)).not.toContain('Tom Reeve');
    expect(after.people.filter((one) => one.invented)).toHaveLength(15);
    await own.owner.call(deleteWorkspace, { workspace: own.here.id });
    expect(await own.server.owner`select name from person where invented`).toEqual([]);
  });
});

it('its files are in the package, and said to be invented beside it', () => {
  const data = (name: string) => join(config.root, 'data', name);
  expect(existsSync(data('marram_schools.csv'))).toBe(true);
  for (const text of [
    readFileSync(data('README.md'), 'utf8'),
    readFileSync(join(config.root, 'NOTICE'), 'utf8'),
  ])
    expect(text).toMatch(/invented/i);
});
