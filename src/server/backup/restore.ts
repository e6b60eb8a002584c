import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '#contract/problem';
import { blobsIn } from '../platform/blobs.ts';
import type { Config } from '../platform/config.ts';
import { openAsOwner } from '../platform/database.ts';
import type { Sql, TransactionSql } from '../platform/db.ts';
import { writeWhole } from '../platform/files.ts';
import { takeLock } from '../platform/lock.ts';
import { migrate, readMigrations } from '../platform/migrate.ts';
import { prepareFolder } from '../platform/reach.ts';
import { keepKey } from '../platform/seal.ts';
import { quoted, readCatalogue, type Table } from './catalogue.ts';
import { plainSettings } from './copy.ts';
import { loadBlobs, loadRows, matchTables, requireKnownMigrations, withoutTriggers } from './load.ts';
import type { Archive } from './read.ts';

/** What a restore left in the folder, for whoever looks after the installation. */
export const restoredFile = 'restored.json';

/**
 * Puts an archive of an installation into an empty one. The rows come in one transaction, after the files: until it
 * ends the installation is as empty as before, and what was begun in a new folder is taken away.
 */
export async function restoreInstallation(archive: Archive, config: Config): Promise<void> {
  const names = requireKnownMigrations(archive.manifest, readMigrations(join(config.root, 'migrations')));
  const wasThere = existsSync(config.data);
  const wasUsed = config.databaseUrl !== undefined || existsSync(join(config.data, 'secrets.json'));
  prepareFolder(config);
  const lock = await takeLock(config.data);
  let loaded = false;
  try {
    await inEmptyDatabase(config, async (owner) => {
      await loadEverything(owner, archive, config, names);
      loaded = true;
      // Whatever fails from here on is tried again by the next start; the rows are there.
      await migrate(owner, join(config.root, 'migrations'));
      await owner`analyze`;
    });
  } catch (error) {
    if (!wasUsed && !loaded) await clear(config.data);
    throw error;
  } finally {
    lock.release();
    if (!wasThere && !loaded) await rmdir(config.data).catch(() => undefined);
  }
}

async function inEmptyDatabase(config: Config, work: (owner: Sql) => Promise<void>): Promise<void> {
  const database = await openAsOwner(config);
  const owner = database.owner();
  try {
    await requireEmpty(owner, config);
    await work(owner);
  } finally {
    await owner.end({ timeout: 5 });
    await database.stop();
  }
}

async function loadEverything(
  owner: Sql,
  archive: Archive,
  config: Config,
  names: ReadonlySet<string>,
): Promise<void> {
  await migrate(owner, join(config.root, 'migrations'), (name) => names.has(name));
  await loadBlobs(archive, blobsIn(join(config.data, 'blobs')));
  await keepBeside(archive, config);
  await loadAll(owner, archive);
}

async function requireEmpty(owner: Sql, config: Config): Promise<void> {
  const [there] = await owner`select to_regclass('public.person') is not null as migrated`;
  if (there?.['migrated'] !== true) return;
  const [found] = await owner<{ people: number; workspaces: number }[]>`
    select (select count(*)::int from person where not invented) as people, (select count(*)::int from workspace) as workspaces`;
  if (found?.people === 0 && found.workspaces === 0) return;
  const where =
    config.databaseUrl === undefined ? `The folder ${config.data}` : 'The database in DATABASE_URL';
  throw new ProblemError(
    'conflict',
    `${where} already holds ${counted(found?.people, 'person', 'people')} and ` +
      `${counted(found?.workspaces, 'workspace', 'workspaces')}. A backup is restored into an empty installation only: ` +
      'name a folder that is empty or does not exist yet, with --data. Nothing was written.',
  );
}

const counted = (n = 0, one: string, many: string) => `${String(n)} ${n === 1 ? one : many}`;

/** All rows in one transaction. Foreign keys are taken off and put on again, which checks each of them once. */
async function loadAll(owner: Sql, archive: Archive): Promise<void> {
  await owner.begin(async (tx) => {
    await tx.unsafe(plainSettings).simple();
    const catalogue = await readCatalogue(tx);
    const matched = matchTables(archive.manifest, catalogue);
    const keys = await takeOffForeignKeys(tx);
    await empty(tx, catalogue);
    for (const { table, entry } of matched) {
      await withoutTriggers(tx, table, () => loadRows(tx, archive, entry, table.name));
    }
    for (const key of keys) await tx.unsafe(key);
  });
}

async function takeOffForeignKeys(tx: TransactionSql): Promise<string[]> {
  const keys = await tx<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' order by 1, 2`;
  for (const { table, name } of keys) await tx.unsafe(`alter table ${table} drop constraint ${quoted(name)}`);
  return keys.map(
    ({ table, name, definition }) => `alter table ${table} add constraint ${quoted(name)} ${definition}`,
  );
}

/** Migrations leave rows of their own, such as the one about the installation. */
async function empty(tx: TransactionSql, tables: readonly Table[]): Promise<void> {
  const triggered = tables.filter((table) => table.hasTriggers).map((table) => quoted(table.name));
  for (const name of triggered) await tx.unsafe(`alter table ${name} disable trigger user`);
  await tx.unsafe(`truncate ${tables.map((table) => quoted(table.name)).join(', ')}`);
  for (const name of triggered) await tx.unsafe(`alter table ${name} enable trigger user`);
}

/** The key that opens what is sealed in the rows; and a word for `doctor` about what could not come along. */
async function keepBeside({ manifest }: Archive, config: Config): Promise<void> {
  if (manifest.key !== null) await keepKey(config, manifest.key);
  // The files now belong to the installation that came in.
  await rm(join(config.data, 'blobs', 'owner'), { force: true });
  const { moment, version, withoutKey, missing, damaged } = manifest;
  const note = { moment, version, withoutKey, missing, damaged };
  await writeWhole(join(config.data, restoredFile), JSON.stringify(note, null, 1));
}

async function clear(data: string): Promise<void> {
  const ours = ['blobs', 'secrets.json', 'key', 'postgres.log', restoredFile];
  const database = (await readdir(data)).filter((name) => /^(database|postgres)-/.test(name));
  for (const name of [...ours, ...database]) {
    await rm(join(data, name), { recursive: true, force: true });
  }
}
