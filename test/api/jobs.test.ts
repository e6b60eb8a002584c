import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Jobs } from '../../src/server/platform/jobs.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import type { Tools, Work } from '../../src/server/platform/work.ts';
import { testServer, type Client, type TestServer } from '../support/server.ts';

let server: TestServer;
let person: Client;
let workspace: string;
beforeAll(async () => {
  server = await testServer();
  // The jobs of this file are worked off by the queues that it makes itself.
  await server.app.jobs.stop();
  person = await server.person();
  workspace = (await person.workspace()).id;
});
afterAll(() => server.stop());

/** A gate that the test opens. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

/** Work that renames the workspace, so that one sees whether it was stored. */
const renaming = (to: string, during: (tools: Tools) => Promise<unknown>): Work<unknown, null, null> => ({
  kind: 'test',
  read: () => Promise.resolve(null),
  compute: async (_, tools) => {
    await during(tools);
    return null;
  },
  write: async (scope) => {
    await scope.sql`update workspace set name = ${to} where id = ${workspace}`;
    return { renamed: to };
  },
});

const queue = (work: Work<unknown, null, null>) => {
  const jobs = new Jobs(server.pool);
  jobs.register(work);
  return jobs;
};
const actor = () => ({ person: person.id, workspace });
const add = (jobs: Jobs) => inScope(server.pool, actor(), (scope) => jobs.add(scope, 'test', {}));
const find = (jobs: Jobs, id: string) => inScope(server.pool, actor(), (scope) => jobs.find(scope, id));
const nameNow = async () => {
  const [row] = await server.owner`select name from workspace where id = ${workspace}`;
  return row?.['name'] as string;
};
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 20_000; Date.now() < limit; await sleep(20)) if (await condition()) return;
  throw new Error('It did not come to that within twenty seconds.');
}

describe('a job', () => {
  it('stores its work and its end together', async () => {
    const jobs = queue(renaming('Done', () => Promise.resolve()));
    const { id } = await add(jobs);
    jobs.start();
    await until(async () => (await find(jobs, id)).state === 'done');
    expect(await nameNow()).toBe('Done');
    expect((await find(jobs, id)).result).toEqual({ renamed: 'Done' });
    await jobs.stop();
  });

  it('is put back unharmed when the server stops, however often', async () => {
    const waiting = gate();
    const { id } = await add(queue(renaming('', () => Promise.resolve())));
    for (let stop = 0; stop < 5; stop++) {
      const jobs = queue(renaming('Never', (tools) => Promise.race([waiting.passed, aborted(tools)])));
      jobs.start();
      await until(async () => (await find(jobs, id)).state === 'running');
      await jobs.stop();
      const [row] = await server.owner`select state, attempts from job where id = ${id}`;
      expect(row).toEqual({ state: 'waiting', attempts: 0 });
    }
    const last = queue(renaming('Carried on', () => Promise.resolve()));
    last.start();
    await until(async () => (await find(last, id)).state === 'done');
    expect(await nameNow()).toBe('Carried on');
    await last.stop();
  });

  it('that was taken over by another worker stores nothing for the first', async () => {
    const slow = gate();
    const first = queue(renaming('First', () => slow.passed));
    const { id } = await add(first);
    first.start();
    await until(async () => (await find(first, id)).state === 'running');
    // As after a long pause of the machine: the other one takes it for dead.
    await server.owner`update job set heartbeat = now() - interval '1 minute' where id = ${id}`;
    const second = queue(renaming('Second', () => Promise.resolve()));
    second.start();
    await until(async () => (await find(second, id)).state === 'done');
    slow.open();
    await first.stop();
    expect(await nameNow()).toBe('Second');
    expect((await find(second, id)).state).toBe('done');
    await second.stop();
  });

  it('that went down with its worker lets the others go before it', async () => {
    const jobs = queue(renaming('Anything', () => Promise.resolve()));
    const { id: fallen } = await add(jobs);
    const { id: fresh } = await add(jobs);
    await server.owner`update job set state = 'running', attempts = 1, heartbeat = now() - interval '1 minute'
      where id = ${fallen}`;
    jobs.start();
    await until(async () => (await find(jobs, fallen)).state === 'done');
    const ended =
      await server.owner`select id from job where id in (${fallen}, ${fresh}) order by finished_at`;
    expect(ended.map((row) => row['id'] as string)).toEqual([fresh, fallen]);
    await jobs.stop();
  });

  it('stops when asked, also when another process is asked', async () => {
    const jobs = queue(renaming('Too late', (tools) => aborted(tools)));
    const { id } = await add(jobs);
    jobs.start();
    await until(async () => (await find(jobs, id)).state === 'running');
    const elsewhere = new Jobs(server.pool);
    await inScope(server.pool, actor(), (scope) => elsewhere.cancel(scope, id));
    await until(async () => (await find(jobs, id)).state === 'cancelled');
    expect(await nameNow()).not.toBe('Too late');
    const again = inScope(server.pool, actor(), (scope) => elsewhere.cancel(scope, id));
    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
    await jobs.stop();
  });

  it('that waits is stopped at once and never begun', async () => {
    const jobs = queue(renaming('Begun', () => Promise.resolve()));
    const { id } = await add(jobs);
    const stopped = await inScope(server.pool, actor(), (scope) => jobs.cancel(scope, id));
    expect(stopped.state).toBe('cancelled');
    jobs.start();
    await sleep(300);
    expect((await find(jobs, id)).state).toBe('cancelled');
    await jobs.stop();
  });

  it('that fails says what people can do, and hides what is ours', async () => {
    const jobs = queue(renaming('', () => Promise.reject(new Error('secret detail'))));
    const { id } = await add(jobs);
    jobs.start();
    await until(async () => (await find(jobs, id)).state === 'failed');
    expect((await find(jobs, id)).error).toBe('Something went wrong on our side. Nothing was stored.');
    await jobs.stop();
  });
});

function aborted(tools: Tools): Promise<never> {
  return new Promise((_, reject) => {
    tools.signal.addEventListener('abort', () => reject(tools.signal.reason as Error), { once: true });
  });
}
