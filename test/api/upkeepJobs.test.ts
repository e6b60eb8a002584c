import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as imports from '../../src/contract/imports.ts';
import { examineUpkeep } from '../../src/server/doctor/upkeep.ts';
import { mentionsOf } from '../../src/server/erasure/mentions.ts';
import { readConfig, type Config } from '../../src/server/platform/config.ts';
import type { Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { reach } from '../../src/server/platform/reach.ts';
import { deleteEnded, Upkeep, type UpkeepWork } from '../../src/server/platform/upkeep.ts';
import { configOf, freshFolder, ownerConnection } from '../support/archives.ts';
import { runCommand, startServer } from '../support/process.ts';
import { csv, mapping } from '../support/schools.ts';
import { bring, testServer, type TestServer } from '../support/server.ts';
import { temporaryData } from '../support/temporary.ts';

/** Work of the installation is a row: it outlasts who asked for it and who began it. */

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 60_000; Date.now() < limit;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to that within a minute.');
}

const stateOf = async (owner: Sql) => {
  const [row] = await owner<{ state: string; attempts: number }[]>`
    select state, attempts from upkeep_job where kind = 'erasure' order by created_at desc limit 1`;
  return row;
};

async function addPerson(owner: Sql, name: string): Promise<string> {
  const id = newId();
  await owner`insert into person (id, name) values (${id}, ${name})`;
  await owner`insert into account (person_id, email) values (${id}, ${`${id}@school.example`})`;
  return id;
}

describe('an erasure on the command line', { timeout: 240_000 }, () => {
  const data = temporaryData();
  const config: Config = { ...readConfig({ data }, {}), databaseUrl: undefined };
  const erasing = (person: string) => runCommand(data, ['user', 'erase', person, '--yes']);
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('goes on after the server was killed in the midst of it, and is done once and wholly', async () => {
    let server = await startServer(data);
    const owner = (await reach(config)).owner();
    const person = await addPerson(owner, 'Rosalind Quillfeather');
    // Something that is theirs is held by another transaction, so that the erasure stands still half done.
    const gate = (await reach(config)).owner();
    const held = Promise.withResolvers<undefined>();
    const holding = gate.begin(async (sql) => {
      await sql`select from account where person_id = ${person} for update`;
      await held.promise;
    });
    const first = erasing(person);
    await until(async () => (await stateOf(owner))?.state === 'running');
    server.child.kill('SIGKILL');
    await server.ended;
    // Nobody is half erased: the killed server's transaction is none.
    const [kept] = await owner`select name, erased_at from person where id = ${person}`;
    expect(kept).toMatchObject({ name: 'Rosalind Quillfeather', erased_at: null });
    held.resolve(undefined);
    await Promise.allSettled([holding, gate.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
    server = await startServer(data);
    const again = (await reach(config)).owner();
    // Nobody waits in a test until the killed one counts as dead.
    await again`update upkeep_job set heartbeat = now() - interval '1 minute' where state = 'running' and attempts = 1`;
    await until(async () => (await stateOf(again))?.state === 'done');
    expect(await stateOf(again)).toEqual({ state: 'done', attempts: 2 });
    expect(await mentionsOf(again, ['Quillfeather', `${person}@school.example`])).toEqual([]);
    const lines =
      await again`select 1 from audit_entry where object_id = ${person} and act = 'account.erase'`;
    expect(lines).toHaveLength(1);
    // Whoever waited is told, whether the server was away for a moment or for good.
    const told = await first;
    expect(`${told.stdout}${told.stderr}`).toMatch(/is erased|goes on when the server starts again/);

    // The same command beside a server that is well: the server does it, and the command says what came of it.
    const second = await addPerson(again, 'Perdita Sallow');
    const done = await erasing(second);
    expect(done.stderr).toBe('');
    expect(done.stdout).toContain(`The person ${second} is erased. Deleted:`);
    expect(done.stdout).toMatch(/1 {2}account\n/);
    expect((await erasing(second)).stderr).toContain('has been erased already');
    // Asked for, and then the server stops: the command does not wait for one that is not there.
    const third = await addPerson(again, 'Ottilie Fenwright');
    await again.end();
    server.child.kill('SIGTERM');
    await server.ended;
    const alone = await erasing(third);
    expect(alone.stdout, alone.stderr).toContain(`The person ${third} is erased. Deleted:`);
  });
});

describe('the rows of upkeep', () => {
  let server: TestServer;
  let open: () => Sql;
  beforeAll(async () => {
    server = await testServer();
    // Worked off by the queues that the tests make.
    await server.app.upkeep.stop();
    open = await ownerConnection(server.owner);
  });
  afterAll(() => server.stop());

  /** Work that leaves a mark, so that one sees how often it was done. */
  const marking = (during: () => Promise<unknown>): UpkeepWork<unknown> => ({
    kind: 'retention',
    run: async (owner, _, { progress }, done) => {
      progress('Under way', 1, 2);
      await during();
      await owner.begin(async (tx) => {
        await tx`insert into person (id, name) values (${newId()}, 'Mark')`;
        await done(tx, { marked: 1 });
      });
    },
  });
  const worker = (during: () => Promise<unknown> = () => Promise.resolve()) => {
    const upkeep = new Upkeep(open, server.pool);
    upkeep.register(marking(during));
    onTestFinished(() => upkeep.stop());
    return upkeep;
  };
  const marks = async () => (await server.owner`select from person where name = 'Mark'`).count;

  it('are done by one of two workers, once, and asked for once while they wait', async () => {
    const before = await marks();
    const [one, other] = [worker(), worker()];
    const ids = await Promise.all([1, 2, 3].map(() => one.ask('retention', {}, 'server')));
    expect(new Set(ids).size).toBe(1);
    one.start();
    other.start();
    expect(await one.outcome(ids[0] ?? '', Infinity)).toMatchObject({ state: 'done', result: { marked: 1 } });
    expect(await marks()).toBe(before + 1);
    expect(await one.ask('retention', {}, 'server')).not.toBe(ids[0]);
    await until(async () => (await marks()) === before + 2);
  });

  it('that were taken over leave nothing of the first worker', async () => {
    const before = await marks();
    const slow = Promise.withResolvers<undefined>();
    const first = worker(() => slow.promise);
    const id = await first.ask('retention', {}, 'server');
    first.start();
    const state = async () =>
      (await server.owner`select state from upkeep_job where id = ${id}`)[0]?.['state'] as string;
    await until(async () => (await state()) === 'running');
    await server.owner`update upkeep_job set heartbeat = now() - interval '1 minute' where id = ${id}`;
    worker().start();
    await until(async () => (await state()) === 'done');
    slow.resolve(undefined);
    await first.stop();
    expect(await marks()).toBe(before + 1);
  });

  it('that stop the server three times are given up, and doctor says so', async () => {
    const upkeep = worker();
    const id = await upkeep.ask('retention', {}, 'server');
    await server.owner`update upkeep_job set state = 'running', attempts = 3, heartbeat = now() - interval '1 hour'
      where id = ${id}`;
    const config = configOf(freshFolder());
    const [stuck] = await examineUpkeep(server.owner, config);
    expect(stuck).toMatchObject({ state: 'note', what: 'Not done yet: the daily upkeep.' });
    upkeep.start();
    expect((await upkeep.outcome(id, Infinity)).state).toBe('failed');
    const [failed] = await examineUpkeep(server.owner, config);
    expect(failed).toMatchObject({
      state: 'wrong',
      what: expect.stringContaining('The daily upkeep failed at'),
    });
    await upkeep.outcome(await upkeep.ask('retention', {}, 'server'), Infinity);
    expect((await examineUpkeep(server.owner, config)).map((one) => one.state)).toEqual(['well']);
  });

  it('are removed ninety days after their end', async () => {
    const upkeep = worker();
    const id = await upkeep.ask('retention', {}, 'server');
    await upkeep.outcome(id, 0);
    const [before] = await server.owner<{ rows: number }[]>`select count(*)::int as rows from upkeep_job`;
    await server.owner`update upkeep_job set finished_at = now() - interval '91 days' where id = ${id}`;
    expect(await deleteEnded(server.owner)).toBe(1);
    const [after] = await server.owner<{ rows: number }[]>`select count(*)::int as rows from upkeep_job`;
    expect(after?.rows).toBe((before?.rows ?? 0) - 1);
  });
});

describe('what is kept until a day', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.stop());

  it('is gone from every table the day after, by the row of that day, and nothing else is', async () => {
    const person = await server.person();
    const { id } = await person.workspace();
    const bytes = csv.replace('000101,Ash,North,60,71', '000101,Ash,North,60,77.125');
    await bring(person, id, { name: 'due.csv', bytes }, mapping);
    const { id: kept } = await person.workspace();
    await bring(person, kept, { name: 'kept.csv', bytes: bytes.replace('77.125', '78.25') }, mapping);
    const retention = async () => {
      const { upkeep } = server.app;
      return upkeep.outcome(await upkeep.ask('retention', {}, 'server'), Infinity);
    };
    const keptUntil = (day: string, workspace: string) =>
      server.owner`update measure set retain_until = current_date + ${day}::interval where workspace_id = ${workspace}`;
    await keptUntil('1 day', kept);
    await keptUntil('0 days', id);
    // Kept until today is kept today.
    expect(await retention()).toMatchObject({ state: 'done', result: { counts: { measures: 0 } } });
    // A figure of the file stands in what was understood of it, too.
    expect(await mentionsOf(server.owner, ['77.125'])).not.toEqual([]);
    const figures = async (workspace: string) =>
      (
        await server.owner`select from school_values where workspace_id = ${workspace}
        and exists (select from unnest(values) v where v <> 'NaN')`
      ).count;
    expect(await figures(id)).toBeGreaterThan(0);
    await keptUntil('-1 day', id);
    const measures = (await server.owner`select from measure where workspace_id = ${id}`).count;
    expect(await retention()).toMatchObject({ state: 'done', result: { counts: { measures } } });
    expect(await figures(id)).toBe(0);
    expect(await mentionsOf(server.owner, ['77.125'])).toEqual([]);
    expect(await server.owner`select from measure where workspace_id = ${id}`).toHaveLength(0);
    expect(await server.owner`select from measure_version where workspace_id = ${id}`).toHaveLength(0);
    expect(await person.call(imports.listImports, { workspace: id })).toEqual([]);
    expect(await figures(kept)).toBeGreaterThan(0);
    expect(await person.call(imports.listImports, { workspace: kept })).toHaveLength(1);
    const told = await server.owner<{ label: string }[]>`
      select detail ->> 'label' as label from audit_entry where workspace_id = ${id} and detail ->> 'deleted' is not null`;
    expect(told).toHaveLength(measures);
  });
});
