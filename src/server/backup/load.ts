import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '#contract/problem';
import type { Blobs } from '../platform/blobs.ts';
import type { TransactionSql } from '../platform/db.ts';
import { syncFile, syncFolder } from '../platform/files.ts';
import type { Migration } from '../platform/migrate.ts';
import { columnList, quoted, type Table } from './catalogue.ts';
import { copyIn } from './copy.ts';
import type { Manifest, TableEntry } from './manifest.ts';
import type { Archive } from './read.ts';

/** An archive fits when its migrations are the first ones of ours; answers with their names. */
export function requireKnownMigrations(manifest: Manifest, known: readonly Migration[]): Set<string> {
  const ours = new Map(known.map((one) => [one.name, one.hash]));
  for (const { name, hash } of manifest.migrations) {
    if (!ours.has(name)) {
      throw new ProblemError(
        'conflict',
        `The backup was made by a newer Reedbed, ${manifest.version} (it knows ${name}). Install that version or a ` +
          'later one. Nothing was written.',
      );
    }
    if (ours.get(name) !== hash) {
      throw new ProblemError(
        'conflict',
        `The backup was made by another Reedbed: its ${name} is not the one of this version. Nothing was written.`,
      );
    }
  }
  const names = new Set(manifest.migrations.map((one) => one.name));
  const gap = known.slice(0, names.size).find((one) => !names.has(one.name));
  if (gap === undefined) return names;
  throw new ProblemError('conflict', `The backup lacks ${gap.name}, so its data cannot be understood.`);
}

/** The tables of the archive as this database has them. */
export function matchTables(
  manifest: Manifest,
  catalogue: readonly Table[],
): { table: Table; entry: TableEntry }[] {
  return manifest.tables.map((entry) => {
    const table = catalogue.find((one) => one.name === entry.table);
    const unknown = entry.columns.find((name) => table?.columns.every((column) => column.name !== name));
    if (table !== undefined && unknown === undefined) return { table, entry };
    const what = unknown === undefined ? entry.table : `${entry.table}.${unknown}`;
    throw new ProblemError('conflict', `The backup holds ${what}, which this database does not have.`);
  });
}

/** Puts the rows of an entry into a table of these columns. */
export async function loadRows(
  tx: TransactionSql,
  archive: Archive,
  entry: TableEntry,
  into: string,
): Promise<void> {
  const statement = `copy ${quoted(into)} (${columnList(entry.columns)}) from stdin`;
  await copyIn(tx, statement, await archive.read(entry.name));
}

/** Ours do not fire while rows are put back as they were. */
export async function withoutTriggers(
  tx: TransactionSql,
  table: Table,
  work: () => Promise<void>,
): Promise<void> {
  if (!table.hasTriggers) return work();
  await tx.unsafe(`alter table ${quoted(table.name)} disable trigger user`);
  await work();
  await tx.unsafe(`alter table ${quoted(table.name)} enable trigger user`);
}

/** Files come before the rows that name them; those that are there already are the same. */
export async function loadBlobs(archive: Archive, blobs: Blobs): Promise<void> {
  for (const { name, hash } of archive.manifest.blobs) {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new ProblemError('not-readable', `${name} is no name of a file.`);
    const file = blobs.fileOf(hash);
    if (existsSync(file)) continue;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeStream(`${file}.restored.new`, await archive.read(name));
    await rename(`${file}.restored.new`, file);
    await syncFolder(dirname(file));
  }
}

async function writeStream(file: string, content: Readable): Promise<void> {
  try {
    await pipeline(content, createWriteStream(file, { mode: 0o600 }));
    await syncFile(file);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
