import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { deleteWorkspace } from '../../src/contract/workspaces.ts';
import { sweepFiles } from '../../src/server/imports/index.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';
import { csv } from '../support/schools.ts';

let server: TestServer;
let person: Client;
beforeAll(async () => {
  server = await testServer();
  person = await server.person();
});
afterAll(() => server.stop());

const newWorkspace = async () => (await person.workspace()).id;

describe('files that nobody names any more', () => {
  const placeOf = (hash: string) => join(inject('database').data, 'blobs', hash.slice(0, 2), hash);
  const age = (hash: string) => utimesSync(placeOf(hash), new Date(0), new Date(0));
  const bringOwn = async (workspace: string, name: string) => {
    const text = csv.replace('Ash', `${name} ${newId()}`);
    await person.call(imports.uploadFile, { workspace, name: 'schools.csv' }, text);
    const hash = createHash('sha256').update(text).digest('hex');
    age(hash);
    return hash;
  };

  it('go an hour after their workspace; those of others stay', async () => {
    const [gone, kept] = [await newWorkspace(), await newWorkspace()];
    const [orphan, named] = [await bringOwn(gone, 'Orphan'), await bringOwn(kept, 'Named')];
    // Other tests of this run share the folder, not the database: only what is younger than an hour is theirs.
    await person.call(deleteWorkspace, { workspace: gone });
    const young = await server.app.blobs.write(new TextEncoder().encode(newId()));
    expect(await sweepFiles(server.pool, server.app.blobs)).toBeGreaterThan(0);
    expect([orphan, named, young].map((hash) => existsSync(placeOf(hash)))).toEqual([false, true, true]);
  });

  it('stay where they belong to another database than the one that is asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reedbed-foreign-'));
    const blobs = blobsIn(folder);
    await blobs.claim('another database');
    const hash = await blobs.write(new TextEncoder().encode(newId()));
    const file = join(folder, hash.slice(0, 2), hash);
    utimesSync(file, new Date(0), new Date(0));
    expect(await sweepFiles(server.pool, blobs)).toBe(0);
    expect(existsSync(file)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it('are no business of a member: only the system may ask for the names', async () => {
    await expect(
      inScope(server.pool, { person: person.id }, ({ sql }) => sql`select app.named_blobs()`),
    ).rejects.toThrow(/permission denied/);
  });
});
