import { ProblemError } from '#contract/problem';
import { readConfig, type Config } from './config.ts';
import { openAsOwner, ownerOf, poolOf } from './database.ts';
import { databaseUser } from './databaseUser.ts';
import { prepareData } from './dataFolder.ts';
import type { Sql } from './db.ts';
import { holderOf, takeLock, type Holder } from './lock.ts';
import { readSecrets, type Secrets } from './postgres.ts';

/** The data of an installation, for a command beside its server or instead of it. */
export interface Reached {
  owner(): Sql;
  /** The server that goes on meanwhile; null where there is none. */
  holder: Holder | null;
  release(): Promise<void>;
}

/** Where the embedded database of a running server can be reached from another process. */
async function placeOf(
  config: Config,
  holder: Holder,
): Promise<{ host: string; port: number; secrets: Secrets } | null> {
  if (config.databaseUrl !== undefined) return null;
  return { host: holder.socket ?? '', port: 5432, secrets: await readSecrets(config.data) };
}

/** Through the running server's database where there is one; otherwise the database is started, and stopped again. */
export async function reach(config: Config, signal?: AbortSignal): Promise<Reached> {
  const holder = holderOf(config.data);
  if (holder?.url !== undefined) {
    const place = await placeOf(config, holder);
    return { owner: () => ownerOf(config, place), holder, release: () => Promise.resolve() };
  }
  prepareFolder(config);
  const lock = await takeLock(config.data);
  try {
    const database = await openAsOwner(config, signal);
    const release = async () => {
      await database.stop();
      lock.release();
    };
    return { owner: () => database.owner(), holder: null, release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A server that runs, as a command beside it needs it. */
export interface Beside {
  config: Config;
  /** Connections as requests have them. */
  pool: Sql;
  /** Where people reach it. */
  origin: string;
}

/** Does something beside the running server, for whoever may read its data folder. */
export async function besideServer<T>(
  options: { data?: string },
  work: (server: Beside) => Promise<T>,
): Promise<T> {
  const config = readConfig(options);
  const holder = holderOf(config.data);
  const url = holder?.url;
  if (holder === null || url === undefined) {
    throw new ProblemError('conflict', `No server is running on ${config.data}. Start it with: npm start`);
  }
  const pool = poolOf(config, await placeOf(config, holder), 1);
  try {
    return await work({ config, pool, origin: config.origin ?? holder.origin ?? url });
  } finally {
    await pool.end({ timeout: 5 });
  }
}

/** The database's own user must be let through where the database lies in the folder. */
export function prepareFolder(config: Config): void {
  prepareData(config.data, config.databaseUrl === undefined ? databaseUser() : null);
}
