import type { Config } from './config.ts';
import { openAsOwner, ownerOf } from './database.ts';
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
export async function placeOf(
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

/** The database's own user must be let through where the database lies in the folder. */
export function prepareFolder(config: Config): void {
  prepareData(config.data, config.databaseUrl === undefined ? databaseUser() : null);
}
