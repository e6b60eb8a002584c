import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { space } from '../../src/server/doctor/machine.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import { addressOf } from '../../src/server/platform/database.ts';
import { databaseUser } from '../../src/server/platform/databaseUser.ts';
import { connect } from '../../src/server/platform/db.ts';
import { knownProblem } from '../../src/server/platform/problems.ts';
import { requireRoom } from '../../src/server/platform/room.ts';
import { backUp } from '../support/archives.ts';
import { ended, testServer, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

/** A file system of its own that is soon full. Only root may mount one. */
function mountSmall(size: string): string | null {
  const folder = mkdtempSync('/var/tmp/reedbed-full-');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  return folder;
}

function unmount(folder: string): void {
  spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}

const resize = (folder: string, size: string) =>
  spawnSync('mount', ['-o', `remount,size=${size}`, folder], { encoding: 'utf8' });

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

describe('a full disk', () => {
  it('refuses a file in words, leaves nothing half, and takes it when there is room', async (context) => {
    const folder = mountSmall('1m');
    if (folder === null) return context.skip('needs the right to mount a small file system');
    onTestFinished(() => unmount(folder));
    const blobs = blobsIn(join(folder, 'blobs'));
    const bytes = new Uint8Array(2 ** 21).fill(7);
    const error = await blobs.write(bytes).catch((one: unknown) => one);
    expect(knownProblem(error)).toMatchObject({ kind: 'storage-full', status: 507 });
    expect(filesIn(folder)).toEqual([]);
    expect(resize(folder, '8m').status).toBe(0);
    const hash = await blobs.write(bytes);
    expect(await blobs.read(hash)).toHaveLength(bytes.length);
  });

  it('is told beforehand, while the database still has room to go on', async (context) => {
    const folder = mountSmall('8m');
    if (folder === null) return context.skip('needs the right to mount a small file system');
    onTestFinished(() => unmount(folder));
    await expect(requireRoom(folder)).rejects.toMatchObject({ kind: 'storage-full' });
    expect((await space('Disk', folder)).state).toBe('wrong');
    expect(resize(folder, '80m').status).toBe(0);
    await requireRoom(folder);
    expect((await space('Disk', folder)).state).toBe('note');
  });

  it('fails an import of which nothing is stored, and the next one works', async (context) => {
    const folder = mountSmall('200k');
    if (folder === null) return context.skip('needs the right to mount a small file system');
    const person = await server.person();
    const { id: workspace } = await person.workspace();
    await holdValuesIn(folder);
    const big = manySchools(4_000);
    const file = await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, big);
    const store = async () => {
      const job = await person.call(imports.storeImport, { workspace, import: file.id, mapping });
      return ended(person, workspace, job.id);
    };
    const failed = await store();
    expect(failed).toMatchObject({ state: 'failed' });
    expect(failed.error).toContain('The disk of the server is full');
    expect(await server.owner`select 1 from school where workspace_id = ${workspace} limit 1`).toEqual([]);
    expect(resize(folder, '64m').status).toBe(0);
    expect(await store()).toMatchObject({ state: 'done', result: { schools: 4_000 } });
  });

  it('ends a backup in words, which leaves no file and lets the next one be made', async (context) => {
    const folder = mountSmall('300k');
    if (folder === null) return context.skip('needs the right to mount a small file system');
    onTestFinished(() => unmount(folder));
    const { id } = await (await server.person()).workspace();
    // Words that cannot be packed.
    await server.owner`insert into school (workspace_id, id, number)
      select ${id}, gen_random_uuid(), i from generate_series(1, 20000) i`;
    await server.owner`insert into school_identity (workspace_id, school_id, reference, name)
      select workspace_id, id, number::text, sha256(number::text::bytea)::text from school where workspace_id = ${id}`;
    const file = join(folder, 'backup.zip');
    const error: unknown = await backUp(server.owner, { file }).catch((one: unknown) => one);
    expect(knownProblem(error)).toMatchObject({ kind: 'storage-full' });
    expect(filesIn(folder)).toEqual([]);
    expect(resize(folder, '64m').status).toBe(0);
    expect((await backUp(server.owner, { file })).manifest.kind).toBe('installation');
  });

  /** Only the values go to the small disk: the log of the database stays where there is room. */
  async function holdValuesIn(folder: string): Promise<void> {
    const place = join(folder, 'values');
    mkdirSync(place);
    const user = databaseUser();
    if (user !== null) chownSync(place, user.uid, user.gid);
    const superuser = connect(addressOf(inject('database'))('postgres', 'postgres'), 1);
    await superuser.unsafe(`create tablespace small owner reedbed_owner location '${place}'`);
    await server.owner`alter table school_values set tablespace small`;
    onTestFinished(async () => {
      await server.owner`alter table school_values set tablespace pg_default`;
      await superuser`drop tablespace small`;
      await superuser.end();
      unmount(folder);
    });
  }
});

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => one.name);
}

function manySchools(count: number): string {
  const [head = '', ...rows] = csv.trim().split('\n');
  const numbered = Array.from({ length: count }, (_, i) =>
    (rows[i % rows.length] ?? '').replace(/^\d+/, String(i + 100_000)),
  );
  return [head, ...numbered].join('\n');
}
