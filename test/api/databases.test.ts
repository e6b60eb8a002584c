import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { bringExample } from '../../src/server/provided.ts';
import { firstPerson } from '../../src/server/platform/auth.ts';
import { readConfig } from '../../src/server/platform/config.ts';
import { addressOf, openDatabase } from '../../src/server/platform/database.ts';
import { connect } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { quietLog } from '../../src/server/platform/log.ts';
import { migrate } from '../../src/server/platform/migrate.ts';
import { startPostgres } from '../../src/server/platform/postgres.ts';
import { testServer } from '../support/server.ts';
import { temporaryData } from '../support/temporary.ts';

quietLog(true);
const place = inject('database');
const address = addressOf(place);
const data = temporaryData();
const config = readConfig({ data }, {});
const superuser = connect(address('postgres', 'postgres'), 1);
afterAll(async () => {
  await superuser.end();
  rmSync(data, { recursive: true, force: true });
});

/** An empty database, as an administrator hands it over. */
async function emptyDatabase(): Promise<string> {
  const name = `empty_${newId().replaceAll('-', '')}`;
  await superuser.unsafe(`create database ${name} owner reedbed_owner`);
  await superuser.unsafe('grant reedbed_login to reedbed_owner');
  onTestFinished(async () => {
    await superuser.unsafe(`drop database ${name} with (force)`);
  });
  return name;
}

describe('a database that servers share', () => {
  it('is migrated once by all who come at the same moment', async () => {
    const name = await emptyDatabase();
    const owners = Array.from({ length: 8 }, () => connect(address('reedbed_owner', name), 1));
    await Promise.all(owners.map((owner) => owner`select 1`));
    const done = await Promise.allSettled(
      owners.map((owner) => migrate(owner, join(config.root, 'migrations'))),
    );
    await Promise.all(owners.map((owner) => owner.end()));
    expect(done.filter((one) => one.status === 'rejected')).toEqual([]);
    const applied = done.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    expect(applied.length).toBe(new Set(applied).size);
  });

  it('refuses a second server, which has another data folder, and names the first', async () => {
    const name = await emptyDatabase();
    const { host, port, password } = address('reedbed_owner', name);
    const url = `postgres://reedbed_owner:${password}@localhost:${String(port)}/${name}?host=${host}`;
    const first = await openDatabase({ ...config, databaseUrl: url });
    const second = openDatabase({ ...config, data: `${data}-2`, databaseUrl: url });
    await expect(second).rejects.toThrow(`Reedbed ${String(process.pid)} on `);
    await first.stop();
    await (await openDatabase({ ...config, databaseUrl: url })).stop();
  });

  it('ends a server that has lost it to another', async () => {
    const name = await emptyDatabase();
    const { host, port, password } = address('reedbed_owner', name);
    const url = `postgres://reedbed_owner:${password}@localhost:${String(port)}/${name}?host=${host}`;
    const first = await openDatabase({ ...config, databaseUrl: url });
    await superuser`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${name} and application_name like 'Reedbed %'`;
    const second = await openDatabase({ ...config, databaseUrl: url });
    expect(await first.ended).toContain('in use by another server');
    await first.stop();
    await second.stop();
  });
});

describe('the example', () => {
  it('is not half there when its start is cut short before it is marked', async () => {
    const server = await testServer();
    onTestFinished(() => server.stop());
    await server.owner.unsafe(`
      create function cut_short() returns trigger language plpgsql as 'begin raise exception ''cut short''; end';
      create trigger cut_short before update on installation for each statement execute function cut_short()`);
    const person = await firstPerson(server.pool);
    const bring = () => bringExample({ config, pool: server.pool, app: server.app, person });
    await expect(bring()).rejects.toThrow('cut short');
    expect(await server.owner`select 1 from workspace where kind = 'example'`).toHaveLength(0);
    await server.owner`drop trigger cut_short on installation`;
    const outcome = await bring();
    expect(await outcome?.outcome(AbortSignal.timeout(60_000))).toBe('done');
    expect(await bring()).toBeNull();
  });
});

describe('a database that recovers for longer than a start may take', () => {
  it('is waited for', async () => {
    const own = temporaryData();
    onTestFinished(() => {
      rmSync(own, { recursive: true, force: true });
    });
    await (await startPostgres(own)).stop();
    // In its place something that says what PostgreSQL says while it recovers, and then becomes PostgreSQL.
    recoverSlowly(own);
    const database = await startPostgres(own, { limit: 600 });
    await database.stop();
  });

  it('is given up, and its socket removed, when it gives no sign of life', async () => {
    const own = temporaryData();
    onTestFinished(() => {
      rmSync(own, { recursive: true, force: true });
    });
    chmodSync(own, 0o711);
    mkdirSync(join(own, 'postgres-18.4', 'bin'), { recursive: true });
    mkdirSync(join(own, 'database-18'));
    const silent = join(own, 'postgres-18.4', 'bin', 'postgres');
    writeFileSync(silent, '#!/bin/sh\necho "$@"\nexec sleep 30\n');
    chmodSync(silent, 0o755);
    await expect(startPostgres(own, { limit: 300 })).rejects.toThrow('The database did not start');
    const said = readFileSync(join(own, 'postgres.log'), 'utf8');
    const socket = /unix_socket_directories=(\S+)/.exec(said)?.[1] ?? '';
    expect(socket).toContain('/tmp/reedbed-');
    expect(existsSync(socket)).toBe(false);
  });

  const recoverSlowly = (own: string) => {
    const bin = join(own, 'postgres-18.4', 'bin');
    renameSync(join(bin, 'postgres'), join(bin, 'postgres-real'));
    const file = join(own, 'database-18', 'postmaster.pid');
    const script = [
      '#!/bin/sh',
      `printf '%s\\n' $$ x 1 5432 x '' '1 1' starting > ${file}`,
      'sleep 1.5',
      `rm ${file}`,
      `exec ${join(bin, 'postgres-real')} "$@"`,
    ];
    writeFileSync(join(bin, 'postgres'), script.join('\n'), { mode: 0o755 });
  };
});
