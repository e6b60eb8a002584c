import { createHash } from 'node:crypto';
import { existsSync, rmSync, statSync, utimesSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Sql, TransactionSql } from './db.ts';
import { syncFolder, writeWhole } from './files.ts';

/** Files under the SHA-256 of their content: written before the row that names them, never changed. */
export interface Blobs {
  write(bytes: Uint8Array): Promise<string>;
  read(hash: string): Promise<Uint8Array>;
  /** Where it lies, or would. */
  fileOf(hash: string): string;
  /** The hashes of all that is there. */
  list(): Promise<string[]>;
  /** Says whose files these are, once; false where they are somebody else's already. */
  claim(owner: string): Promise<boolean>;
  /** Removes what was written before that moment and is not named, drafts of a stopped server included. Tells how many. */
  sweep(named: ReadonlySet<string>, before: Date): Promise<number>;
}

export function blobsIn(folder: string): Blobs {
  const fileOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    write: async (bytes) => {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const file = fileOf(hash);
      if (isThere(file)) {
        // Somebody may have named it a moment ago, and the name not be on the disk yet.
        await syncFolder(dirname(file));
        return hash;
      }
      const made = await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      if (made !== undefined) await syncFolder(dirname(made));
      await writeWhole(file, bytes);
      return hash;
    },
    read: (hash) => readFile(fileOf(hash)),
    fileOf,
    list: async () =>
      (await filesIn(folder)).map((file) => basename(file)).filter((name) => /^[0-9a-f]{64}$/.test(name)),
    claim: async (owner) => {
      const file = join(folder, 'owner');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!existsSync(file)) await writeWhole(file, owner);
      return (await readFile(file, 'utf8')) === owner;
    },
    sweep: async (named, before) => {
      let removed = 0;
      for (const file of await filesIn(folder)) {
        if (!named.has(basename(file)) && removeIfOlder(file, before)) removed++;
      }
      return removed;
    },
  };
}

const heldFiles = '5823, 2';

/** Nothing is swept, while this connection lives, that one moment names. It is one of its own. */
export async function holdFiles(connection: Sql): Promise<void> {
  await connection.unsafe(`select pg_advisory_lock_shared(${heldFiles})`);
}

/** Whether nobody holds them; then nobody begins to before this transaction ends. */
export async function mayRemoveFiles(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql.unsafe<{ free: boolean }[]>(
    `select pg_try_advisory_xact_lock(${heldFiles}) as free`,
  );
  return row?.free === true;
}

async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const inside = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const names = await Promise.all(inside.map((name) => readdir(join(folder, name))));
  return inside.flatMap((name, i) => (names[i] ?? []).map((one) => join(folder, name, one)));
}

/** Looks and removes without a pause between, so that nobody begins to use the file meanwhile (see `isThere`). */
function removeIfOlder(file: string, before: Date): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || found.mtime >= before) return false;
  rmSync(file, { force: true });
  return true;
}

/** A file that is used again is as young as a new one. */
function isThere(file: string): boolean {
  try {
    utimesSync(file, new Date(), new Date());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
