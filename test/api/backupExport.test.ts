import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { downloadBackup, startBackup } from '../../src/contract/backup.ts';
import { urlOf } from '../../src/contract/client.ts';
import { cancelJob } from '../../src/contract/jobs.ts';
import { sweepExports } from '../../src/server/backup/exports.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { freshFolder, opened } from '../support/archives.ts';
import { csv, mapping } from '../support/schools.ts';
import { addMember, bring, ended, testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let owner: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.person('Owner');
  ({ id: workspace } = await owner.workspace('Märsh network'));
  await bring(owner, workspace, { name: 'schools.csv', bytes: csv }, mapping);
});
afterAll(() => server.stop());

const fetched = (client: Client, job: string) => client.raw(urlOf(downloadBackup, { workspace, job }));

describe('an owner who takes everything out', () => {
  it('gets a whole archive of the workspace, and the trail tells of it', async () => {
    const { id } = await owner.call(startBackup, { workspace });
    const job = await ended(owner, workspace, id);
    expect(job).toMatchObject({ state: 'done', error: null, result: { files: 1 } });
    const response = await fetched(owner, id);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('Märsh network'));
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBe(job.result?.['bytes']);
    const file = join(freshFolder(), 'fetched.zip');
    writeFileSync(file, bytes);
    const archive = await opened(file);
    expect(archive.manifest).toMatchObject({ kind: 'workspace', workspace: { id: workspace } });
    expect(archive.manifest.tables.find((one) => one.table === 'school')?.rows).toBe(12);
    await archive.close();
    const trail =
      await server.owner`select detail from audit_entry where act = 'workspace.export' order by sequence`;
    expect(trail.map((line) => line['detail'] as unknown)).toEqual([
      { backup: true },
      { exported: 'backup.download' },
    ]);
  });

  it('gets nothing that is not such a file, and nobody else gets it', async () => {
    expect((await fetched(owner, newId())).status).toBe(404);
    const other = await bring(owner, workspace, { name: 'again.csv', bytes: csv }, mapping);
    expect((await fetched(owner, other.id)).status).toBe(404);
    const coordinator = await server.person('Coordinator');
    await addMember(server, workspace, coordinator, 'coordinator');
    await expect(coordinator.call(startBackup, { workspace })).rejects.toMatchObject({ kind: 'not-allowed' });
  });

  it('may stop it, and finds it gone after a day', async () => {
    const { id } = await owner.call(startBackup, { workspace });
    await owner.call(cancelJob, { workspace, job: id }).catch(() => undefined);
    const { state } = await ended(owner, workspace, id);
    expect(['cancelled', 'done']).toContain(state);
    const folder = join(inject('database').data, 'exports');
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const { id: kept } = await owner.call(startBackup, { workspace });
    const { result } = await ended(owner, workspace, kept);
    const file = join(folder, `${String(result?.['file'])}.zip`);
    await sweepExports(folder);
    expect(existsSync(file)).toBe(true);
    await sweepExports(folder, Date.now() + 25 * 3_600_000);
    expect(existsSync(file)).toBe(false);
    expect((await fetched(owner, kept)).status).toBe(404);
  });
});
