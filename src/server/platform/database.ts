import { join } from 'node:path';
import type { Config } from './config.ts';
import { connect, type Address, type Sql } from './db.ts';
import { migrate } from './migrate.ts';
import { startPostgres, type Embedded, type Secrets } from './postgres.ts';
import { claimDatabase } from './soleServer.ts';

/** The database of a running server. */
export interface Database {
  /** The pool of the role `reedbed_login`, which has no rights but to become `member` or `system`. */
  pool: Sql;
  embedded: Embedded | null;
  /** Migrations that this start has applied. */
  migrated: string[];
  /** Resolves, with the reason, when this server cannot go on with it. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export const databaseName = 'reedbed';
const poolSize = 10;

/** Starts or connects, makes sure of the roles, migrates, and opens the pool. */
export async function openDatabase(config: Config, signal?: AbortSignal): Promise<Database> {
  if (config.databaseUrl !== undefined) return openShared(config, config.databaseUrl);
  const embedded = await startPostgres(config.data, signal === undefined ? {} : { signal });
  try {
    const address = addressOf(embedded);
    await createRoles(address, embedded.secrets);
    const migrated = await migrateAsOwner(connect(address('reedbed_owner', databaseName), 1), config);
    const pool = connect(address('reedbed_login', databaseName), poolSize);
    const stop = async () => {
      await pool.end({ timeout: 5 });
      await embedded.stop();
    };
    const ended = embedded.ended.then(() => endedByItself(config.data));
    return { pool, embedded, migrated, ended, stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

const endedByItself = (data: string) =>
  'The database of this server has ended, though nobody told it to. What was stored is kept: start again. The ' +
  `database's own account is at the end of ${join(data, 'postgres.log')}.`;

/** How a role reaches the embedded database, also from another process of the same installation. */
export function addressOf(place: { host: string; port: number; secrets: Secrets }) {
  return (role: 'postgres' | 'reedbed_owner' | 'reedbed_login', database: string): Address => ({
    host: place.host,
    port: place.port,
    database,
    username: role,
    password: {
      postgres: place.secrets.superuser,
      reedbed_owner: place.secrets.owner,
      reedbed_login: place.secrets.login,
    }[role],
  });
}

/** Owner, login, member and system, and the owner's database. The superuser is used here and nowhere else. */
async function createRoles(address: ReturnType<typeof addressOf>, secrets: Secrets): Promise<void> {
  const sql = connect(address('postgres', 'postgres'), 1);
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (found !== undefined) return;
    await sql.unsafe(rolesSql(secrets));
    await sql.unsafe(`create database ${databaseName} owner reedbed_owner`);
  } finally {
    await sql.end();
  }
}

/** Row security binds member and system; the owner owns the tables and is no superuser. Passwords are base64url. */
function rolesSql(secrets: { owner: string; login: string }): string {
  return `
    do $$ begin
      if not exists (select from pg_roles where rolname = 'reedbed_owner') then
        create role reedbed_owner login password '${secrets.owner}';
      end if;
      if not exists (select from pg_roles where rolname = 'reedbed_login') then
        create role reedbed_login login noinherit password '${secrets.login}';
      end if;
      if not exists (select from pg_roles where rolname = 'reedbed_member') then create role reedbed_member nologin; end if;
      if not exists (select from pg_roles where rolname = 'reedbed_system') then create role reedbed_system nologin; end if;
      grant reedbed_member, reedbed_system to reedbed_login;
    end $$`;
}

async function migrateAsOwner(sql: Sql, config: Config): Promise<string[]> {
  try {
    return await migrate(sql, join(config.root, 'migrations'));
  } finally {
    await sql.end();
  }
}

/**
 * A PostgreSQL that somebody else runs: the address is the owner's. Requests leave the owner's rights behind by
 * starting every connection as `reedbed_login`.
 */
async function openShared(config: Config, url: string): Promise<Database> {
  const claim = await claimDatabase(url);
  try {
    const migrated = await migrateShared(connect(url, 1), config);
    const pool = connect(url, poolSize, { connection: { role: 'reedbed_login' } as never });
    const stop = async () => {
      await pool.end({ timeout: 5 });
      await claim.release();
    };
    return { pool, embedded: null, migrated, ended: claim.lost, stop };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function migrateShared(owner: Sql, config: Config): Promise<string[]> {
  const [roles] =
    await owner`select count(*)::int as n from pg_roles where rolname in ('reedbed_login', 'reedbed_member', 'reedbed_system')`;
  if (roles?.['n'] === 3) return migrateAsOwner(owner, config);
  await owner.end();
  throw new Error(
    'The database in DATABASE_URL lacks the roles of Reedbed. As its administrator run once:\n' +
      '  create role reedbed_login noinherit; create role reedbed_member; create role reedbed_system;\n' +
      '  grant reedbed_member, reedbed_system to reedbed_login; grant reedbed_login to <user of DATABASE_URL>;',
  );
}
