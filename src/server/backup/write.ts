import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { ProblemError } from '#contract/problem';
import type { Blobs } from '../platform/blobs.ts';
import { holdFiles } from '../platform/blobs.ts';
import type { Sql, TransactionSql } from '../platform/db.ts';
import { syncFile, syncFolder } from '../platform/files.ts';
import { columnList, quoted, readCatalogue, type Table } from './catalogue.ts';
import { classOf, keptTables, rowsOfWorkspace } from './classes.ts';
import { copyOut, listen, plainSettings } from './copy.ts';
import { Entries } from './entries.ts';
import type { Manifest, TableEntry } from './manifest.ts';
import type { Lock } from './secrecy.ts';
import { hashesNamed, peopleOf } from './selection.ts';

/** Where a backup is taken from. */
export interface Source {
  /** A connection of its own as the owner of the tables, who sees every row. */
  owner(): Sql;
  blobs: Blobs;
  version: string;
  /** Of the installation, for what is sealed in the database; given away only encrypted. */
  key(): string | undefined;
}

export interface Wanted {
  file: string;
  workspace?: string;
  lock?: Lock;
  progress?: (step: string, done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes an archive of one moment while others go on writing: all tables are read in one snapshot, and the files that
 * the snapshot names never change and are held until they are copied. The file takes its name when it is whole.
 */
export async function writeBackup(source: Source, wanted: Wanted): Promise<Manifest> {
  const draft = `${wanted.file}.partial`;
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    throw notWritable(draft, error);
  });
  await handle.close();
  try {
    const manifest = await fill(source, wanted, draft);
    await finish(draft, wanted.file);
    return manifest;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function notWritable(file: string, error: unknown): ProblemError {
  const { code } = error as NodeJS.ErrnoException;
  const why =
    code === 'EEXIST'
      ? 'Another backup is being written there, or one was cut short: remove it if none is.'
      : `The system says ${code ?? 'nothing more'}.`;
  return new ProblemError('conflict', `The backup cannot be written to ${file}. ${why}`, { cause: error });
}

async function finish(draft: string, file: string): Promise<void> {
  await syncFile(draft);
  await rename(draft, file);
  await syncFolder(dirname(file));
}

/** A snapshot that is being read. */
interface Snapshot {
  tx: TransactionSql;
  /** The rows that are on their way. */
  lines?: Readable;
}

/** On a connection of its own, with which everything ends that was held. */
async function fill(source: Source, wanted: Wanted, draft: string): Promise<Manifest> {
  const connection = source.owner();
  const failure = Promise.withResolvers<never>();
  let snapshot: Snapshot | undefined;
  let why: unknown;
  try {
    await holdFiles(connection);
    const [own] = await connection<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const work = connection.begin('isolation level repeatable read read only', async (tx) => {
      await tx.unsafe(plainSettings).simple();
      snapshot = { tx };
      return archive(snapshot, source, wanted, draft).catch(async (error: unknown) => {
        why = wanted.signal?.aborted === true ? wanted.signal.reason : error;
        // Amid a copy the driver can neither roll back nor say so: it would wait for ever.
        await endSession(source, own?.pid ?? 0).catch(() => undefined);
        failure.reject(why);
        throw error;
      });
    });
    work.catch(() => undefined);
    return await Promise.race([work, failure.promise]);
  } catch (error) {
    throw why ?? error;
  } finally {
    await connection.end({ timeout: 0 });
    if (snapshot?.lines !== undefined) listen(snapshot.lines);
  }
}

async function endSession(source: Source, pid: number): Promise<void> {
  const another = source.owner();
  try {
    await another`select pg_terminate_backend(${pid})`;
  } finally {
    await another.end({ timeout: 5 });
  }
}

async function archive(snapshot: Snapshot, source: Source, wanted: Wanted, draft: string): Promise<Manifest> {
  const { tx } = snapshot;
  const catalogue = await readCatalogue(tx);
  const kind = wanted.workspace === undefined ? 'installation' : 'workspace';
  const kept = keptTables(catalogue, kind, wanted.lock !== undefined);
  const hashes = await hashesNamed(tx, wanted.workspace);
  const manifest: Manifest = {
    ...(await factsOf(tx, source, wanted)),
    kind,
    tables: [],
    blobs: [],
    people: wanted.workspace === undefined ? [] : await peopleOf(tx, kept, wanted.workspace),
    missing: [],
    damaged: [],
    withoutKey: kind === 'workspace' || wanted.lock !== undefined ? [] : await sealedRows(tx, catalogue),
    key: kind === 'workspace' || wanted.lock === undefined ? null : (source.key() ?? null),
  };
  const entries = new Entries(draft, wanted.lock, wanted.signal);
  const total = kept.length + hashes.length;
  let done = 0;
  const next = (step: string) => {
    wanted.signal?.throwIfAborted();
    wanted.progress?.(step, done++, total);
  };
  for (const table of kept) {
    next(`Copying the table ${table.name}`);
    manifest.tables.push(await addTable(snapshot, entries, table, wanted.workspace));
  }
  for (const hash of hashes) {
    next('Copying files');
    await addBlob(source.blobs, entries, hash, manifest);
  }
  wanted.progress?.('Closing the archive', done, total);
  await entries.end(manifest);
  return manifest;
}

async function addTable(
  snapshot: Snapshot,
  entries: Entries,
  table: Table,
  workspace: string | undefined,
): Promise<TableEntry> {
  const columns = table.columns.map((column) => column.name);
  const list = columnList(columns);
  const rows =
    workspace === undefined
      ? `${quoted(table.name)} (${list})`
      : `(select ${list} from ${quoted(table.name)} where ${rowsOfWorkspace(table, workspace)})`;
  const { entry, lines } = await entries.add(`tables/${table.name}.copy`, async () => {
    snapshot.lines = await copyOut(snapshot.tx, `copy ${rows} to stdout`);
    return snapshot.lines;
  });
  return { ...entry, table: table.name, columns, rows: lines };
}

async function addBlob(blobs: Blobs, entries: Entries, hash: string, manifest: Manifest): Promise<void> {
  const file = blobs.fileOf(hash);
  if (
    !(await stat(file).then(
      (one) => one.isFile(),
      () => false,
    ))
  ) {
    manifest.missing.push(hash);
    return;
  }
  const { entry } = await entries.add(`blobs/${basename(file)}`, () => createReadStream(file));
  if (entry.sha256 !== hash) manifest.damaged.push(hash);
  manifest.blobs.push({ ...entry, hash });
}

async function factsOf(tx: TransactionSql, source: Source, wanted: Wanted) {
  const [row] = await tx<{ moment: string; installation: string }[]>`
    select now()::text as moment, (select created_at::text from installation) as installation`;
  const migrations = await tx<
    { name: string; hash: string }[]
  >`select name, hash from migration order by name`;
  return {
    format: 1 as const,
    product: 'reedbed' as const,
    version: source.version,
    moment: row?.moment ?? '',
    installation: row?.installation ?? '',
    workspace: wanted.workspace === undefined ? null : await workspaceNamed(tx, wanted.workspace),
    migrations: [...migrations],
  };
}

async function workspaceNamed(tx: TransactionSql, id: string): Promise<{ id: string; name: string }> {
  const [found] = await tx<{ id: string; name: string }[]>`select id, name from workspace where id = ${id}`;
  if (found === undefined) throw new ProblemError('not-found', `There is no workspace with the id ${id}.`);
  return found;
}

async function sealedRows(tx: TransactionSql, tables: readonly Table[]): Promise<Manifest['withoutKey']> {
  const sealed = tables.filter((table) => classOf(table) === 'sealed');
  const counted = sealed.map(async ({ name }) => {
    const [row] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${quoted(name)}`);
    return { table: name, rows: row?.rows ?? 0 };
  });
  return (await Promise.all(counted)).filter((one) => one.rows > 0);
}
