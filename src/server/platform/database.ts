import { join } from 'node:path';
import type { Config } from './config.ts';
import { pairPools } from './halves.ts';
import { connect, type Address, type Sql } from './db.ts';
import { migrate } from './migrate.ts';
import { startPostgres, type Embedded, type Secrets } from './postgres.ts';
import { claimDatabase } from './soleServer.ts';

/** A database that is ours alone, at whatever version it is. */
export interface OwnersDatabase {
  /** A connection of its own as the owner of the tables, who sees every row; whoever asked ends it. */
  owner(): Sql;
  embedded: Embedded | null;
  /** Resolves, with the reason, when we cannot go on with it. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** The database of a running server. */
export interface Database extends OwnersDatabase {
  /** The pool of the role `reedbed_login`, which has no rights but to become `member` or `system`. */
  pool: Sql;
  /** Migrations that this start has applied. */
  migrated: string[];
}

export const databaseName = 'reedbed';
const poolSize = 10;
/** For those who see a part of the schools: see `halves.ts`. Connections open when they are needed. */
const partPoolSize = 5;

/** Starts or connects, makes sure of the roles, migrates, and opens the pool. */
export async function openDatabase(config: Config, signal?: AbortSignal): Promise<Database> {
  const own = await openAsOwner(config, signal);
  try {
    const migrated = await migrateAsOwner(own.owner(), config);
    const pool = poolOf(config, own.embedded, poolSize);
    const part = poolOf(config, own.embedded, partPoolSize);
    pairPools(pool, part);
    const stop = async () => {
      await Promise.all([pool.end({ timeout: 5 }), part.end({ timeout: 5 })]);
      await own.stop();
    };
    return { ...own, pool, migrated, stop };
  } catch (error) {
    await own.stop();
    throw error;
  }
}

/** As `openDatabase`, but nothing is migrated: for work that must find the data as they are. */
export async function openAsOwner(config: Config, signal?: AbortSignal): Promise<OwnersDatabase> {
  if (config.databaseUrl !== undefined) return openShared(config.databaseUrl);
  const embedded = await startPostgres(config.data, signal === undefined ? {} : { signal });
  try {
    await createRoles(addressOf(embedded), embedded.secrets);
    return {
      owner: () => ownerOf(config, embedded),
      embedded,
      ended: embedded.ended.then(() => endedByItself(config.data)),
      stop: () => embedded.stop(),
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Where the embedded database can be reached; null where DATABASE_URL names another. */
type Place = { host: string; port: number; secrets: Secrets } | null;

/** A connection as the owner, also from another process of the same installation. */
export function ownerOf(config: Config, place: Place): Sql {
  return connect(place === null ? sharedUrl(config) : addressOf(place)('reedbed_owner', databaseName), 1);
}

/** Connections as requests have them, also from another process of the same installation. */
export function poolOf(config: Config, place: Place, size: number): Sql {
  if (place !== null) return connect(addressOf(place)('reedbed_login', databaseName), size);
  return connect(sharedUrl(config), size, { connection: { role: 'reedbed_login' } as never });
}

function sharedUrl(config: Config): string {
  if (config.databaseUrl === undefined)
    throw new Error('There is neither an embedded database nor an address.');
  return config.databaseUrl;
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

/** Owner, login, members and system, and the owner's database. The superuser is used here and nowhere else. */
async function createRoles(address: ReturnType<typeof addressOf>, secrets: Secrets): Promise<void> {
  const sql = connect(address('postgres', 'postgres'), 1);
  try {
    // Data of an earlier version may lack a role that came later.
    await sql.unsafe(rolesSql(secrets));
    const [found] = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (found === undefined) await sql.unsafe(`create database ${databaseName} owner reedbed_owner`);
    await sql.unsafe(discretion);
  } finally {
    await sql.end();
  }
}

/**
 * A statement that fails is answered with its error, which we write down without what may be personal. The database would
 * write down the statement too, and the row that it was about.
 */
const discretion = ['reedbed_owner', 'reedbed_login']
  .map((role) => `alter role ${role} set log_min_messages = 'log'`)
  .join(';');

/**
 * Row security binds members and system; the owner owns the tables and is no superuser. A member is in one of two parts:
 * `whole` sees every school by name, `part` what their own standing lets them. Passwords are base64url.
 */
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
      if not exists (select from pg_roles where rolname = 'reedbed_part') then
        create role reedbed_whole nologin in role reedbed_member;
        create role reedbed_part nologin in role reedbed_member;
        grant reedbed_member, reedbed_whole, reedbed_part, reedbed_system to reedbed_login;
      end if;
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
async function openShared(url: string): Promise<OwnersDatabase> {
  const claim = await claimDatabase(url);
  try {
    await requireRoles(connect(url, 1));
    return { owner: () => connect(url, 1), embedded: null, ended: claim.lost, stop: () => claim.release() };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

/** The roles that a database needs, besides the one that owns it. */
export const neededRoles = [
  'reedbed_login',
  'reedbed_member',
  'reedbed_whole',
  'reedbed_part',
  'reedbed_system',
] as const;

async function requireRoles(owner: Sql): Promise<void> {
  const roles = await owner`select rolname from pg_roles where rolname in ${owner(neededRoles)}`;
  await owner.end();
  if (roles.length === neededRoles.length) return;
  throw new Error(
    'The database in DATABASE_URL lacks the roles of Reedbed. As its administrator run once what is missing of:\n' +
      '  create role reedbed_login noinherit; create role reedbed_member; create role reedbed_system;\n' +
      '  create role reedbed_whole in role reedbed_member; create role reedbed_part in role reedbed_member;\n' +
      '  grant reedbed_member, reedbed_whole, reedbed_part, reedbed_system to reedbed_login;\n' +
      '  grant reedbed_login to <user of DATABASE_URL>;',
  );
}
