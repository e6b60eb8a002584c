import { createHash } from 'node:crypto';
import { utimesSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeWhole } from './files.ts';

/** Files under the SHA-256 of their content: written before the row that names them, never changed. */
export interface Blobs {
  write(bytes: Uint8Array): Promise<string>;
  read(hash: string): Promise<Uint8Array>;
  remove(hash: string): Promise<void>;
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
    remove: (hash) => rm(fileOf(hash), { force: true }),
  };
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
