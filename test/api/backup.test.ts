import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as workspaces from '../../src/contract/workspaces.ts';
import { blobColumns, inOrderOfReference, readCatalogue } from '../../src/server/backup/catalogue.ts';
import { classOf, unknownNames } from '../../src/server/backup/classes.ts';
import type { Manifest } from '../../src/server/backup/manifest.ts';
import { addressOf } from '../../src/server/platform/database.ts';
import { connect } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { migrate } from '../../src/server/platform/migrate.ts';
import { addMember, bring, testServer, type Client, type TestServer } from '../support/server.ts';
import { backUp, configOf, dump, freshFolder, opened, restored, textOf } from '../support/archives.ts';
import { csv, mapping } from '../support/schools.ts';

const passing = ['session', 'sign_in_link', 'challenge'];

let server: TestServer;
let owner: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Öwner ‘with’ a tab\t, a \\ and a line\nbreak');
  ({ id: workspace } = await owner.workspace('Marsh network'));
  await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
  await addMember(server, workspace, await server.person('Somebody else'), 'researcher');
  await server.owner`insert into account (person_id, email) values (${owner.id}, 'owner@school.example')`;
  await server.owner`insert into one_time_secret (person_id, sealed_secret) values (${owner.id}, '\\x00ff10')`;
});
afterAll(() => server.stop());

describe('every table', () => {
  it('has a class, so that nobody forgets to say what a backup does with it', async () => {
    const tables = await readCatalogue(server.owner);
    expect(tables.filter((table) => classOf(table) === null).map((table) => table.name)).toEqual([]);
    expect(unknownNames(tables)).toEqual([]);
    expect(tables.filter((table) => table.primaryKey.length === 0)).toEqual([]);
  });

  it('can be filled in an order in which each row finds what it refers to', async () => {
    const tables = await readCatalogue(server.owner);
    expect(
      inOrderOfReference(tables)
        .map((one) => one.name)
        .toSorted(),
    ).toEqual(tables.map((one) => one.name));
  });

  it('names its files in columns that sweeping knows, and a backup the same', async () => {
    const columns = await blobColumns(server.owner);
    expect(columns.length).toBeGreaterThan(0);
    const found = await Promise.all(
      columns.map(({ table, column }) =>
        server.owner.unsafe<{ hash: string }[]>(`select distinct ${column} as hash from ${table}`),
      ),
    );
    const known = await server.owner<{ hash: string }[]>`select app.named_blobs() as hash`;
    expect(new Set(found.flat().map((row) => row.hash))).toEqual(new Set(known.map((row) => row.hash)));
  });
});

describe('a backup of the installation', () => {
  it('comes back byte for byte, with its files', async () => {
    const { file, manifest } = await backUp(server.owner);
    const back = await restored(file);
    const leftOut = [...passing, 'one_time_secret'];
    const before = await dump(server.owner, leftOut);
    expect(await dump(back.owner, leftOut)).toEqual(before);
    expect(before['person']).toContain('‘with’');
    expect(manifest.blobs.length).toBeGreaterThan(0);
    for (const { hash } of manifest.blobs) {
      const was = readFileSync(join(inject('database').data, 'blobs', hash.slice(0, 2), hash));
      expect(Buffer.compare(was, await back.blobs.read(hash))).toBe(0);
    }
    expect((await back.blobs.list()).toSorted()).toEqual(manifest.blobs.map((one) => one.hash).toSorted());
  });

  it('holds nothing that lets anybody in, and says what it leaves out', async () => {
    const { file, manifest } = await backUp(server.owner);
    expect(await server.owner`select 1 from session limit 1`).toHaveLength(1);
    const tables = manifest.tables.map((one) => one.table);
    expect(tables.filter((name) => [...passing, 'one_time_secret'].includes(name))).toEqual([]);
    expect(manifest.withoutKey).toEqual([{ table: 'one_time_secret', rows: 1 }]);
    const back = await restored(file);
    const note = JSON.parse(readFileSync(join(back.config.data, 'restored.json'), 'utf8')) as Manifest;
    expect(note.withoutKey).toEqual(manifest.withoutKey);
  });

  it('is made and restored by an owner of the tables who is no superuser', async () => {
    const back = await restored((await backUp(server.owner)).file);
    for (const sql of [server.owner, back.owner]) {
      const [role] = await sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
      expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
      const others = await sql`
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
          and pg_get_userbyid(relowner) <> current_user`;
      expect(others).toEqual([]);
    }
    const shape = `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition, convalidated
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`;
    const before = await server.owner.unsafe(shape);
    expect([...(await back.owner.unsafe(shape))]).toEqual([...before]);
    const triggers = `select tgname, tgenabled from pg_trigger where not tgisinternal order by 1`;
    const firing = await server.owner.unsafe(triggers);
    expect([...(await back.owner.unsafe(triggers))]).toEqual([...firing]);
  });

  it('is of one moment while people write', async () => {
    let over = false;
    let written = 0;
    const writers = [1, 2, 3].map(async () => {
      while (!over) {
        const started = await owner.workspace(`Written meanwhile ${String(written++)}`);
        await owner.call(workspaces.changeWorkspace, { workspace: started.id, name: 'Renamed' });
      }
    });
    await expect.poll(() => written).toBeGreaterThan(20);
    const { file, manifest } = await backUp(server.owner);
    over = true;
    await Promise.all(writers);
    const back = await restored(file);
    expect(
      await server.owner`select 1 from workspace where created_at > ${manifest.moment} limit 1`,
    ).toHaveLength(1);
    // What one transaction wrote is there together or not at all, and no trail has a gap.
    expect(
      await back.owner`
      select w.id from workspace w where not exists (select from member_role r where r.workspace_id = w.id)
        or not exists (select from audit_entry e where e.workspace_id = w.id)`,
    ).toEqual([]);
    expect(
      await back.owner`
      select c.workspace_id from audit_chain c where c.sequence <>
        (select count(*) from audit_entry e where e.workspace_id = c.workspace_id)`,
    ).toEqual([]);
    const archive = await opened(file);
    const sorted = (text: string) => text.split('\n').toSorted().join('\n');
    const now = await dump(back.owner, [...passing, 'one_time_secret']);
    for (const { table, name } of archive.manifest.tables) {
      expect(sorted(now[table] ?? ''), table).toBe(sorted(await textOf(await archive.read(name))));
    }
    await archive.close();
  });

  it('tells of a file that is not there any more, and restores the rest', async () => {
    const elsewhere = await testServer();
    try {
      const person = await elsewhere.person();
      const { id } = await person.workspace();
      const own = csv.replace('Ash', `Ash ${newId()}`);
      await bring(person, id, { name: 'lost.csv', bytes: own }, mapping);
      const [row] = await elsewhere.owner<{ hash: string }[]>`select content_hash as hash from file_import`;
      const hash = row?.hash ?? '';
      rmSync(join(inject('database').data, 'blobs', hash.slice(0, 2), hash));
      const { file, manifest } = await backUp(elsewhere.owner);
      expect(manifest.missing).toEqual([hash]);
      expect(await (await restored(file)).owner`select 1 from school`).toHaveLength(12);
    } finally {
      await elsewhere.stop();
    }
  });

  it('stops when it is told to, and leaves no file', async () => {
    const folder = freshFolder();
    const stop = new AbortController();
    const progress = () => stop.abort(new Error('told to stop'));
    const file = join(folder, 'stopped.zip');
    await expect(backUp(server.owner, { file, progress, signal: stop.signal })).rejects.toThrow(
      'told to stop',
    );
    expect(readdirSync(folder)).toEqual([]);
    const held = () => server.owner`
      select 1 from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(async () => (await held()).length).toBe(0);
  });
});

describe('an encrypted backup', () => {
  it('opens with its key only, and then holds the secrets too', async () => {
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const key = randomBytes(32).toString('base64');
    const { file, manifest } = await backUp(server.owner, { lock: { recipient } }, { key: () => key });
    expect(manifest.withoutKey).toEqual([]);
    await expect(opened(file)).rejects.toThrow('is encrypted');
    await expect(opened(file, { identity: await generateIdentity() })).rejects.toThrow(
      'cannot be opened with what was given',
    );
    expect(readFileSync(file).includes(key)).toBe(false);
    const changed = join(freshFolder(), 'changed.reedbed');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(changed, bytes);
    await expect(opened(changed, { identity })).rejects.toThrow(
      /was not used: what is encrypted in it was changed, or its end is missing\. Nothing was written\./,
    );
    const back = await restored(file, { identity });
    expect(await dump(back.owner, passing)).toEqual(await dump(server.owner, passing));
    expect(readFileSync(join(back.config.data, 'key'), 'utf8').trim()).toBe(key);
  });

  it('opens with its passphrase', async () => {
    const { file } = await backUp(server.owner, { lock: { passphrase: 'marsh reed heron otter' } });
    await expect(opened(file, { passphrase: 'marsh reed heron' })).rejects.toThrow(
      'cannot be opened with what was given',
    );
    const archive = await opened(file, { passphrase: 'marsh reed heron otter' });
    expect(archive.manifest.kind).toBe('installation');
    await archive.close();
  });
});

describe('a backup of an older version', () => {
  it('is brought to this one', async () => {
    const address = addressOf(inject('database'));
    const superuser = connect(address('postgres', 'postgres'), 1);
    const name = `old_${newId().replaceAll('-', '')}`;
    await superuser.unsafe(`create database ${name} owner reedbed_owner`);
    const old = connect(address('reedbed_owner', name), 1);
    try {
      await migrate(old, join(configOf('').root, 'migrations'), (one) => one < '0003');
      const [person, place] = [newId(), newId()];
      await old`insert into person (id, name) values (${person}, 'Owner')`;
      await old`insert into workspace (id, name, kind) values (${place}, 'Old network', 'own')`;
      await old`insert into workspace_member (workspace_id, person_id, role) values (${place}, ${person}, 'owner')`;
      const { file, manifest } = await backUp(old);
      expect(manifest.migrations.map((one) => one.name)).toEqual(['0001_ground.sql', '0002_schools.sql']);
      const back = await restored(file);
      expect([...(await back.owner`select person_id, role from member_role`)]).toEqual([
        { person_id: person, role: 'owner' },
      ]);
    } finally {
      await old.end();
      await superuser.unsafe(`drop database ${name} with (force)`);
      await superuser.end();
    }
  });
});
