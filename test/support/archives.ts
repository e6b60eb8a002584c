import { chmodSync, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inject, onTestFinished } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { columnList, quoted, readCatalogue } from '../../src/server/backup/catalogue.ts';
import { copyOut, plainSettings } from '../../src/server/backup/copy.ts';
import { openArchive, type Archive } from '../../src/server/backup/read.ts';
import { restoreInstallation } from '../../src/server/backup/restore.ts';
import type { Opener } from '../../src/server/backup/secrecy.ts';
import { emptyTrailer, withTrailer } from '../../src/server/backup/trailer.ts';
import { writeBackup, type Source, type Wanted } from '../../src/server/backup/write.ts';
import { blobsIn } from '../../src/server/platform/blobs.ts';
import { readConfig, type Config } from '../../src/server/platform/config.ts';
import { addressOf, openAsOwner, type OwnersDatabase } from '../../src/server/platform/database.ts';
import { connect, type Sql } from '../../src/server/platform/db.ts';
import { temporaryData } from './temporary.ts';

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = temporaryData();
  // The database's own user passes through to folders within.
  chmodSync(folder, 0o711);
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export const configOf = (data: string): Config => ({ ...readConfig({ data }, {}), databaseUrl: undefined });

/** Opens connections as the owner to the database that a pool of a test server leads to. */
export async function ownerConnection(owner: Sql): Promise<() => Sql> {
  const [row] = await owner<{ name: string }[]>`select current_database() as name`;
  return () => connect(addressOf(inject('database'))('reedbed_owner', row?.name ?? ''), 1);
}

/** Backs the database of a test server up, with its files. */
export async function backUp(owner: Sql, wanted: Partial<Wanted> = {}, from: Partial<Source> = {}) {
  const file = join(freshFolder(), 'backup.zip');
  const source: Source = {
    owner: await ownerConnection(owner),
    blobs: blobsIn(join(inject('database').data, 'blobs')),
    version: '0.0.0-test',
    key: () => undefined,
    ...from,
  };
  return { file, manifest: await writeBackup(source, { file, ...wanted }) };
}

export const opened = (file: string, opener?: Opener): Promise<Archive> =>
  openArchive({ file, scratch: freshFolder(), ...(opener === undefined ? {} : { opener }) });

/** Restores into a fresh folder and opens what is there now. */
export async function restored(file: string, opener?: Opener) {
  const config = configOf(join(freshFolder(), 'restored'));
  const archive = await opened(file, opener);
  await restoreInstallation(archive, config);
  await archive.close();
  const database: OwnersDatabase = await openAsOwner(config);
  const owner = database.owner();
  const close = async () => {
    await owner.end();
    await database.stop();
  };
  onTestFinished(close);
  return { config, owner, close, blobs: blobsIn(join(config.data, 'blobs')) };
}

/** Every row of every table, by the catalogue, in the order of the primary keys, as PostgreSQL writes it. */
export async function dump(owner: Sql, leftOut: readonly string[]): Promise<Record<string, string>> {
  return owner.begin('isolation level repeatable read read only', async (tx) => {
    await tx.unsafe(plainSettings).simple();
    const dumped: Record<string, string> = {};
    for (const { name, columns, primaryKey } of await readCatalogue(tx)) {
      if (leftOut.includes(name)) continue;
      const list = columnList(columns.map((column) => column.name));
      const query = `select ${list} from ${quoted(name)} order by ${columnList(primaryKey)}`;
      dumped[name] = await textOf(await copyOut(tx, `copy (${query}) to stdout`));
    }
    return dumped;
  });
}

export async function textOf(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** The same archive with some entries changed, and checksums of the whole that fit. */
export async function rewritten(
  bytes: Buffer,
  file: string,
  change: (name: string, content: Buffer) => Buffer | null,
): Promise<void> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const made = new ZipFile();
  for await (const entry of zip.eachEntry()) {
    const content = await textOf(await zip.openReadStreamPromise(entry));
    const next = change(entry.fileName, Buffer.from(content));
    if (next !== null) made.addBuffer(next, entry.fileName);
  }
  made.end({ forceZip64Format: false, comment: emptyTrailer });
  await pipeline(made.outputStream, withTrailer(), createWriteStream(file));
}
