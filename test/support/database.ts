import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../src/server/platform/config.ts';
import { addressOf, openDatabase } from '../../src/server/platform/database.ts';
import { connect } from '../../src/server/platform/db.ts';
import { quietLog } from '../../src/server/platform/log.ts';
import type { Secrets } from '../../src/server/platform/postgres.ts';
import { temporaryData } from './temporary.ts';

export interface TestDatabase {
  data: string;
  host: string;
  port: number;
  secrets: Secrets;
}

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestDatabase;
  }
}

/** One migrated PostgreSQL for all API tests. Each test makes people and workspaces of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  quietLog(true);
  const data = temporaryData();
  const database = await openDatabase({ ...readConfig({ data }, {}), databaseUrl: undefined });
  const { embedded } = database;
  if (embedded === null) throw new Error('The tests need the embedded database.');
  await hurry({ data, host: embedded.host, port: embedded.port, secrets: embedded.secrets });
  project.provide('database', { data, host: embedded.host, port: embedded.port, secrets: embedded.secrets });
  return async () => {
    await database.stop();
    rmSync(data, { recursive: true, force: true });
  };
}

/** Nothing here outlives the run, so nothing waits for the disk. What must survive is tested on servers of its own. */
async function hurry(place: TestDatabase): Promise<void> {
  const superuser = connect(addressOf(place)('postgres', 'postgres'), 1);
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await superuser.unsafe(`alter system set ${setting} = off`);
  await superuser`select pg_reload_conf()`;
  await superuser.end();
}
