import { serve } from '@hono/node-server';
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call } from '../../src/contract/client.ts';
import * as imports from '../../src/contract/imports.ts';
import { deleteWorkspace } from '../../src/contract/workspaces.ts';
import { sweepFiles } from '../../src/server/imports/index.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';
import { csv, mapping } from '../support/schools.ts';

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
    await sweepFiles(server.pool, server.app.blobs);
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

describe('reading files in threads', () => {
  const bringRows = async (rows: number) => {
    const lines = Array.from(
      { length: rows },
      (_, i) => `${String(100_000 + i)},School ${String(i)},North,5,6`,
    );
    const text = `URN,SCHNAME,REGION,FSM,SCORE\n${lines.join('\n')}\n`;
    const workspace = await newWorkspace();
    const { id } = await person.call(imports.uploadFile, { workspace, name: 'rows.csv' }, text);
    return { workspace, import: id, mapping };
  };

  it('is done by at most two at once, however many ask', async () => {
    const input = await bringRows(5_000);
    const threads = watchThreads();
    const reports = await Promise.all(Array.from({ length: 6 }, () => person.call(imports.dryRun, input)));
    threads.end();
    expect(reports.map((report) => report.rows)).toEqual(Array(6).fill(5_000));
    expect(threads.started).toBe(6);
    expect(threads.most).toBe(2);
  });

  it('is given up when whoever asked has gone, and those behind them move up', async () => {
    const input = await bringRows(190_000);
    const small = await bringRows(10);
    const listening = serve({ fetch: server.app.hono.fetch, hostname: '127.0.0.1', port: 0 });
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const leaving = new AbortController();
    const threads = watchThreads();
    const gone = Array.from({ length: 5 }, () =>
      call(
        {
          origin: `http://127.0.0.1:${String(port)}`,
          headers: { cookie: person.cookie.replace('=', `_${String(port)}=`) },
          fetch: (url, init) => fetch(url, { ...init, signal: leaving.signal }),
        },
        imports.dryRun,
        input,
      ).catch((error: unknown) => error),
    );
    await threads.until(() => threads.online === 2);
    leaving.abort();
    await Promise.all(gone);
    expect((await person.call(imports.dryRun, small)).rows).toBe(10);
    // Two had begun and were stopped, three had not and never did; the last is the one that was waited for.
    await threads.until(() => threads.codes.length === 3);
    expect(threads.codes).toEqual([1, 1, 0]);
    expect(threads.started).toBe(3);
    threads.end();
    listening.close();
  });
});

/** Counts the threads of this process from now on: how many began and run, how many there were at once, how they ended. */
function watchThreads() {
  const seen = {
    started: 0,
    online: 0,
    most: 0,
    codes: [] as number[],
    end: () => process.off('worker', count),
    /** Waits for it as long as a test may take, however slow the machine is. */
    until: async (holds: () => boolean) => {
      while (!holds()) await once(news, 'change');
    },
  };
  const news = new EventEmitter();
  let alive = 0;
  function count(worker: Worker): void {
    seen.started++;
    alive++;
    seen.most = Math.max(seen.most, alive);
    worker.once('online', () => {
      seen.online++;
      news.emit('change');
    });
    worker.once('exit', (code) => {
      alive--;
      seen.codes.push(code);
      news.emit('change');
    });
  }
  process.on('worker', count);
  return seen;
}
