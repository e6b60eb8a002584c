import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { readFrame } from '../../src/contract/identification.ts';
import * as workspaces from '../../src/contract/workspaces.ts';
import { restoreWorkspace, type Home } from '../../src/server/backup/restoreWorkspace.ts';
import { columnList, quoted, readCatalogue } from '../../src/server/backup/catalogue.ts';
import { personColumns } from '../../src/server/backup/selection.ts';
import { addressOf } from '../../src/server/platform/database.ts';
import { connect, type Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { migrate } from '../../src/server/platform/migrate.ts';
import {
  backUp,
  configOf,
  dump,
  freshFolder,
  opened,
  ownerConnection,
  rewritten,
} from '../support/archives.ts';
import { csv, mapping } from '../support/schools.ts';
import { addMember, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { readFileSync } from 'node:fs';

let here: TestServer;
let there: TestServer;
let owner: Client;
let colleague: Client;
let workspace: string;
beforeAll(async () => {
  [here, there] = await Promise.all([testServer(), testServer()]);
  owner = await here.person('Owner here');
  colleague = await here.person('Colleague');
  ({ id: workspace } = await owner.workspace('Marsh network'));
  await addMember(here, workspace, colleague, 'researcher');
  await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
  await owner.workspace('Another one');
  await withAddress(here, owner, 'owner@school.example');
  await withAddress(here, colleague, 'colleague@school.example');
});
afterAll(async () => {
  await here.stop();
  await there.stop();
});

const withAddress = (server: TestServer, { id }: Client, email: string) =>
  server.owner`insert into account (person_id, email) values (${id}, ${email})`;

async function bringTo(server: TestServer, file: string, home: Partial<Home> = {}) {
  const archive = await opened(file);
  try {
    const target = await ownerConnection(server.owner);
    return await restoreWorkspace(archive, {
      config: configOf(inject('database').data),
      owner: target,
      ...home,
    });
  } finally {
    await archive.close();
  }
}

/** All rows of the workspace in tables that name nobody: whoever is known elsewhere has another id there. */
async function rowsOf(sql: Sql): Promise<Record<string, unknown[]>> {
  const catalogue = await readCatalogue(sql);
  const people = personColumns(catalogue);
  const rows: Record<string, unknown[]> = {};
  for (const { name, columns, primaryKey } of catalogue) {
    const isOurs = columns.some((column) => column.name === 'workspace_id');
    if (!isOurs || people.get(name)?.size !== 0 || name.startsWith('audit_')) continue;
    const order = columnList(primaryKey);
    rows[name] = [
      ...(await sql.unsafe(
        `select * from ${quoted(name)} where workspace_id = '${workspace}' order by ${order}`,
      )),
    ];
  }
  return rows;
}

const trailOf = async (sql: Sql): Promise<number> => {
  const [row] = await sql<
    { n: number }[]
  >`select sequence as n from audit_chain where workspace_id = ${workspace}`;
  return row?.n ?? 0;
};

describe('a backup of a workspace', () => {
  it('holds its rows and nobody else’s', async () => {
    const { manifest } = await backUp(here.owner, { workspace });
    expect(manifest).toMatchObject({
      kind: 'workspace',
      workspace: { id: workspace, name: 'Marsh network' },
    });
    expect(manifest.people.map((one) => one.email ?? '').toSorted()).toEqual([
      'colleague@school.example',
      'owner@school.example',
    ]);
    const rows = new Map(manifest.tables.map((one) => [one.table, one.rows]));
    expect(rows.get('workspace')).toBe(1);
    expect(rows.get('school')).toBe(12);
    expect(
      [...rows.keys()].filter((name) => ['person', 'account', 'session', 'passkey'].includes(name)),
    ).toEqual([]);
  });

  it('is not made of a workspace that is not there', async () => {
    await expect(backUp(here.owner, { workspace: newId() })).rejects.toThrow('There is no workspace');
  });

  it('comes to another installation, where people are known by their address', async () => {
    const { file } = await backUp(here.owner, { workspace });
    const stranger = await there.person('First there');
    const same = await there.person('Owner, as known there');
    await withAddress(there, same, 'owner@school.example');
    const before = await rowsOf(here.owner);
    expect(Object.values(before).flat().length).toBeGreaterThan(50);
    const arrived = await bringTo(there, file);
    expect(arrived).toEqual({
      workspace: { id: workspace, name: 'Marsh network' },
      known: 1,
      named: 1,
      newOwner: false,
    });
    expect(await rowsOf(there.owner)).toEqual(before);
    expect(
      await there.owner`select person_id, role from member_role where workspace_id = ${workspace} order by role`,
    ).toEqual([
      { person_id: same.id, role: 'owner' },
      { person_id: colleague.id, role: 'researcher' },
    ]);
    expect((await same.call(readFrame, { workspace })).schools.reference).toHaveLength(12);
    await expect(stranger.call(readFrame, { workspace })).rejects.toMatchObject({ kind: 'not-found' });
    const sequence = await trailOf(here.owner);
    // The trail goes on where it was, with two lines more (it was restored, and looked at), and nothing in it was touched.
    const [chain] = await there.owner`
      select c.sequence - 2 as before, (select count(*)::int from audit_entry e where e.workspace_id = c.workspace_id) as lines,
        (select bool_and(e.hash = app.audit_hash(coalesce((select p.hash from audit_entry p
          where p.workspace_id = e.workspace_id and p.sequence = e.sequence - 1), sha256('Reedbed')), e))
          from audit_entry e where e.workspace_id = c.workspace_id) as whole
      from audit_chain c where c.workspace_id = ${workspace}`;
    expect(chain).toEqual({
      before: sequence,
      lines: sequence + 2,
      whole: true,
    });
    await expect(bringTo(there, file)).rejects.toThrow('is here already, as ‘Marsh network’');
    expect(
      await there.owner`select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'`,
    ).toEqual([]);
  });

  it('is owned by whoever restores it where nobody is known', async () => {
    const third = await testServer();
    onTestFinished(() => third.stop());
    const { file } = await backUp(here.owner, { workspace });
    await expect(bringTo(third, file)).rejects.toThrow('Nobody is here yet');
    expect(await third.owner`select 1 from workspace`).toEqual([]);
    const first = await third.person('First');
    expect(await bringTo(third, file)).toMatchObject({ known: 0, named: 2, newOwner: true });
    expect((await first.call(workspaces.readWorkspace, { workspace })).name).toBe('Marsh network');
  });

  it('comes back where it was deleted, and its trail goes on', async () => {
    const person = await here.person('Deletes');
    await withAddress(here, person, 'deletes@school.example');
    const { id } = await person.workspace('Deleted by mistake');
    const { file } = await backUp(here.owner, { workspace: id });
    await person.call(workspaces.deleteWorkspace, { workspace: id });
    const [trail] = await here.owner`select sequence from audit_chain where workspace_id = ${id}`;
    await bringTo(here, file);
    expect((await person.call(workspaces.readWorkspace, { workspace: id })).name).toBe('Deleted by mistake');
    const [after] = await here.owner`select sequence from audit_chain where workspace_id = ${id}`;
    expect(after?.['sequence']).toBe((trail?.['sequence'] as number) + 1);
  });

  it('is refused when a row of it belongs elsewhere', async () => {
    const { file } = await backUp(here.owner, { workspace });
    const changed = join(freshFolder(), 'changed.zip');
    const foreign = newId();
    const { createHash } = await import('node:crypto');
    let school = Buffer.alloc(0);
    await rewritten(readFileSync(file), changed, (name, bytes) => {
      if (name === 'tables/school.copy') {
        const text = bytes.toString();
        school = Buffer.from(text.replace(workspace, foreign));
        return school;
      }
      if (name !== 'manifest.json') return bytes;
      const manifest = JSON.parse(bytes.toString()) as { tables: { table: string; sha256: string }[] };
      for (const one of manifest.tables) {
        if (one.table === 'school') one.sha256 = createHash('sha256').update(school).digest('hex');
      }
      return Buffer.from(JSON.stringify(manifest));
    });
    const fourth = await testServer();
    onTestFinished(() => fourth.stop());
    await fourth.person('First');
    const before = await dump(fourth.owner, []);
    await expect(bringTo(fourth, changed)).rejects.toThrow('holds rows of another workspace');
    expect(await dump(fourth.owner, [])).toEqual(before);
  });

  it('of an older version is brought to this one', async () => {
    const address = addressOf(inject('database'));
    const superuser = connect(address('postgres', 'postgres'), 1);
    const name = `old_${newId().replaceAll('-', '')}`;
    await superuser.unsafe(`create database ${name} owner reedbed_owner`);
    const old = connect(address('reedbed_owner', name), 1);
    onTestFinished(async () => {
      await old.end();
      await superuser.unsafe(`drop database ${name} with (force)`);
      await superuser.end();
    });
    await migrate(old, join(configOf('').root, 'migrations'), (one) => one < '0004');
    const [person, place] = [newId(), newId()];
    await old`insert into person (id, name) values (${person}, 'Owner')`;
    await old`insert into account (person_id, email) values (${person}, 'older@school.example')`;
    await old`insert into workspace (id, name, kind) values (${place}, 'Old network', 'own')`;
    await old`insert into workspace_member (workspace_id, person_id, role) values (${place}, ${person}, 'owner')`;
    const { file } = await backUp(old, { workspace: place });
    const target = await here.person('Older');
    await withAddress(here, target, 'older@school.example');
    expect(await bringTo(here, file)).toMatchObject({ known: 1, named: 0, newOwner: false });
    expect(await target.call(workspaces.readWorkspace, { workspace: place })).toMatchObject({
      name: 'Old network',
    });
  });
});
