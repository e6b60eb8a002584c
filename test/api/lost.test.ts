import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addressOf } from '../../src/server/platform/database.ts';
import { connect } from '../../src/server/platform/db.ts';
import { holderOf } from '../../src/server/platform/lock.ts';
import { readSecrets } from '../../src/server/platform/postgres.ts';
import { databaseProcess, signInTo, startServer, type ServerProcess } from '../support/process.ts';
import { startedData } from '../support/started.ts';

/** Asks again and again, as many at once as there are `askers`, and notes each answer. */
function keepAsking(askers: number, ask: () => Promise<string>) {
  let over = false;
  const answers: string[] = [];
  const loops = Array.from({ length: askers }, async () => {
    while (!over) {
      answers.push(await ask());
      await sleep(2);
    }
  });
  return {
    answers,
    stop: async () => {
      over = true;
      await Promise.all(loops);
    },
  };
}

let data: string;
let server: ServerProcess;
let cookie: string;
beforeAll(async () => {
  data = startedData();
  server = await startServer(data);
  cookie = await signInTo(server, data);
}, 120_000);
afterAll(() => {
  server.child.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

async function answered(): Promise<string> {
  const response = await fetch(`${server.url}/api/me`, { headers: { cookie } });
  const body = (await response.json()) as { type?: string };
  if (response.ok) return String(response.status);
  const kind = body.type?.split('/').at(-1) ?? '';
  return `${String(response.status)} ${kind} ${response.headers.get('retry-after') ?? ''}`;
}

/** A server that is ending may cut an answer short. */
const ask = () => answered().catch(() => 'gone');

describe('connections to the database that are lost amid requests', () => {
  it('are answered with a problem, and the next ones work', async () => {
    const { socket = '' } = holderOf(data) ?? {};
    const address = addressOf({ host: socket, port: 5432, secrets: await readSecrets(data) });
    const superuser = connect(address('postgres', 'postgres'), 1);
    onTestFinished(() => superuser.end());
    const asking = keepAsking(20, ask);
    for (let i = 0; i < 10; i++) {
      await sleep(60);
      await superuser`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reedbed_login'`;
    }
    // Every request is answered: none waits for a connection that is not there.
    await asking.stop();
    expect(new Set(asking.answers)).toEqual(new Set(['200', '503 not-ready 5']));
    const after = await Promise.all(Array.from({ length: 40 }, ask));
    expect(new Set(after)).toEqual(new Set(['200']));
  });
});

describe('a database that dies amid requests', () => {
  it('ends its server in order, which says so', async () => {
    const asking = keepAsking(20, ask);
    await expect.poll(() => asking.answers.length).toBeGreaterThan(100);
    process.kill(databaseProcess(data), 'SIGKILL');
    expect(await server.ended, server.output()).toBe(1);
    await asking.stop();
    expect(asking.answers).toContain('200');
    expect(server.output()).toContain('The database of this server has ended');
    expect(server.output()).not.toContain('TypeError');
    expect(existsSync(join(data, 'server.json'))).toBe(false);
  });
});
