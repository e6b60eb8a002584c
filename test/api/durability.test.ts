import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Connection } from '../../src/contract/client.ts';
import { me } from '../../src/contract/accounts.ts';
import * as imports from '../../src/contract/imports.ts';
import { readFrame } from '../../src/contract/identification.ts';
import { readJob } from '../../src/contract/jobs.ts';
import { createWorkspace } from '../../src/contract/workspaces.ts';
import { temporaryData } from '../support/temporary.ts';
import {
  databaseProcess,
  runCommand,
  signInTo,
  startServer,
  type ServerProcess,
} from '../support/process.ts';
import { csv, mapping } from '../support/schools.ts';

const long = process.env['REEDBED_LONG'] === '1';
const kills = long ? 20 : 3;

let data: string;
let server: ServerProcess;
let cookie: string;
beforeAll(async () => {
  data = temporaryData();
  server = await startServer(data);
  cookie = await signInTo(server, data);
}, 120_000);
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(data, { recursive: true, force: true });
});

/** The cookie is named after the port, and each start of the test takes another one. */
const cookieHere = () => cookie.replace(/_\d+=/, `_${new URL(server.url).port}=`);

const connection = (): Connection => ({
  origin: server.url,
  headers: { cookie: cookieHere() },
  fetch: (url, init) => fetch(url, init),
});

interface Acknowledged {
  names: string[];
  jobs: string[];
}

/** Writes until the server is gone, and notes what was acknowledged by then. */
async function writeUntilKilled(
  round: number,
  writer: number,
  workspace: string,
  done: Acknowledged,
): Promise<void> {
  try {
    for (let i = 0; ; i++) {
      const name = `Round ${String(round)}, writer ${String(writer)}, ${String(i)}`;
      await call(connection(), createWorkspace, { name });
      done.names.push(name);
      if (i % 3 !== 0) continue;
      const own = csv.replaceAll(/^0001/gm, `${String(round)}-${String(writer)}-${String(i)}-`);
      const file = await call(connection(), imports.uploadFile, { workspace, name: 'schools.csv' }, own);
      const job = await call(connection(), imports.storeImport, { workspace, import: file.id, mapping });
      done.jobs.push(job.id);
    }
  } catch {
    // The server is gone.
  }
}

describe('kill -9 amid acknowledged writes', () => {
  it(`loses nothing that was acknowledged, ${String(kills)} times`, { timeout: kills * 60_000 }, async () => {
    const done: Acknowledged = { names: [], jobs: [] };
    const { names, jobs } = done;
    const { id: workspace } = await call(connection(), createWorkspace, { name: 'Imports' });
    for (let round = 0; round < kills; round++) {
      const before = { names: names.length, jobs: jobs.length };
      const writers = [1, 2, 3].map((writer) => writeUntilKilled(round, writer, workspace, done));
      // On a slow machine too there must be something to lose, in each round.
      while (names.length < before.names + 4 || jobs.length === before.jobs) await sleep(20);
      await sleep(400 + 150 * (round % 5));
      const database = databaseProcess(data);
      server.child.kill('SIGKILL');
      // Every other time the database dies as hard as its server, and must recover from its log.
      if (round % 2 === 1) process.kill(database, 'SIGKILL');
      await server.ended;
      await Promise.all(writers);
      server = await startServer(data);
    }
    expect(names.length).toBeGreaterThan(kills * 3);
    expect(jobs.length).toBeGreaterThanOrEqual(kills);
    const found = new Set((await call(connection(), me, {})).workspaces.map((one) => one.name));
    expect(names.filter((name) => !found.has(name))).toEqual([]);
    // An acknowledged job is carried on by the next server, and each one stored its twelve schools wholly, once.
    for (const job of jobs) {
      for (const limit = Date.now() + 40_000; Date.now() < limit; await sleep(50)) {
        const { state, error } = await call(connection(), readJob, { workspace, job });
        if (state === 'done') break;
        expect({ state, error }).not.toMatchObject({ state: 'failed' });
      }
      expect((await call(connection(), readJob, { workspace, job })).state).toBe('done');
    }
    const frame = await call(connection(), readFrame, { workspace });
    expect(new Set(frame.schools.reference).size).toBe(frame.schools.reference.length);
    // A job may have been stored whose acknowledgement never arrived; none is ever stored in part.
    expect(frame.schools.reference.length % 12).toBe(0);
    expect(frame.schools.reference.length).toBeGreaterThanOrEqual(12 * jobs.length);
  });
});

describe('a second process on the same folder', () => {
  it('is refused by name', async () => {
    const second = await runCommand(data, ['serve', '--port', '0']);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`process ${String(server.child.pid)}`);
    expect(second.stderr).toContain(data);
    expect(second.stderr).toContain(server.url);
  });

  it('and the first goes on', async () => {
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });
});

describe('a second start', () => {
  it('keeps data and session, and brings the example and the demonstration only once', async () => {
    const before = (await call(connection(), me, {})).workspaces.map((one) => one.id);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    server = await startServer(data);
    const after = (await call(connection(), me, {})).workspaces;
    expect(after.map((one) => one.id)).toEqual(before);
    for (const kind of ['example', 'demonstration'])
      expect(after.filter((one) => one.kind === kind)).toHaveLength(1);
  });

  it('prints no sign-in link into a file, only how to get one', () => {
    expect(server.output()).not.toContain('sign-in#');
    expect(server.output()).toContain('user link');
  });
});
