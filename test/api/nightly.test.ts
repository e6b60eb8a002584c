import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { backUpIfDue, type Nightly } from '../../src/server/backup/nightly.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import { freshFolder, opened, ownerConnection } from '../support/archives.ts';
import { startServer } from '../support/process.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { temporaryData } from '../support/temporary.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const named = /^reedbed-\d{4}-\d\d-\d\dT\d{6}Z\.zip$/;

describe('the backup of every night', () => {
  it('is made once, and the oldest of more than enough goes', async () => {
    const folder = freshFolder();
    const nightly: Nightly = { folder, hour: 2, keep: 14, recipient: undefined };
    const source = {
      owner: await ownerConnection(server.owner),
      blobs: blobsIn(join(inject('database').data, 'blobs')),
      version: '0.0.0-test',
      key: () => undefined,
    };
    const first = await backUpIfDue(source, nightly);
    expect((await opened(first ?? '')).manifest.kind).toBe('installation');
    expect(await backUpIfDue(source, nightly)).toBeNull();
    for (let day = 1; day <= 20; day++) {
      writeFileSync(join(folder, `reedbed-2020-01-${String(day).padStart(2, '0')}T020000Z.zip`), '');
    }
    const mine = ['reedbed-before-the-holidays.zip', 'reedbed-2020-01-01.zip'];
    for (const name of mine) writeFileSync(join(folder, name), '');
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    expect(await backUpIfDue(source, nightly, { now: tomorrow })).not.toBeNull();
    const left = readdirSync(folder);
    expect(left.filter((name) => named.test(name))).toHaveLength(14);
    expect(left).not.toContain('reedbed-2020-01-08T020000Z.zip');
    expect(left).toContain('reedbed-2020-01-09T020000Z.zip');
    expect(left).toEqual(expect.arrayContaining(mine));
  });

  it('is made by the server itself', { timeout: 120_000 }, async () => {
    const folder = freshFolder();
    vi.stubEnv('REEDBED_BACKUP_DIR', folder);
    const data = temporaryData();
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(data, { recursive: true, force: true });
    });
    const running = await startServer(data);
    const made = () => readdirSync(folder).filter((name) => named.test(name));
    // Told once the file has its name.
    await expect.poll(() => running.output()).toContain('"event":"backup"');
    expect(made()).toHaveLength(1);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    const archive = await opened(join(folder, made()[0] ?? ''));
    expect(archive.manifest.tables.find((one) => one.table === 'school')?.rows).toBe(6_194);
    await archive.close();
  });
});
