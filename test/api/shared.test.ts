import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readConfig } from '../../src/server/platform/config.ts';
import { addressOf, openDatabase, type Database } from '../../src/server/platform/database.ts';
import { connect } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { quietLog } from '../../src/server/platform/log.ts';
import { inScope } from '../../src/server/platform/scope.ts';
import { temporaryData } from '../support/temporary.ts';

/** A PostgreSQL that somebody else runs, named by DATABASE_URL: here an empty database of the test's own server. */
const name = `shared_${newId().replaceAll('-', '')}`;
const data = temporaryData();
let database: Database | undefined;
let url: string;

beforeAll(async () => {
  quietLog(true);
  const place = inject('database');
  const { host, port, password } = addressOf(place)('reedbed_owner', name);
  const superuser = connect(addressOf(place)('postgres', 'postgres'), 1);
  await superuser.unsafe(`create database ${name} owner reedbed_owner`);
  await superuser.unsafe('grant reedbed_login to reedbed_owner');
  await superuser.end();
  url = `postgres://reedbed_owner:${password}@localhost:${String(port)}/${name}?host=${host}`;
});
afterAll(async () => {
  await database?.stop();
  rmSync(data, { recursive: true, force: true });
});

it('migrates it as its owner, and lets no request keep the owner’s rights', async () => {
  database = await openDatabase({ ...readConfig({ data }, {}), databaseUrl: url });
  expect(database.migrated.length).toBeGreaterThan(0);
  expect(database.embedded).toBeNull();
  const [role] = await database.pool`select current_user as role`;
  expect(role).toEqual({ role: 'reedbed_login' });
  await expect(database.pool`select 1 from workspace`).rejects.toThrow(/permission denied/);
  const rows = await inScope(
    database.pool,
    { person: newId() },
    ({ sql }) => sql`select current_user as role`,
  );
  expect(rows[0]).toEqual({ role: 'reedbed_part' });
});
