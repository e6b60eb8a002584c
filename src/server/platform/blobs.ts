import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

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
      if (!existsSync(fileOf(hash))) {
        await mkdir(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
        await writeWhole(fileOf(hash), bytes);
      }
      return hash;
    },
    read: (hash) => readFile(fileOf(hash)),
    remove: (hash) => rm(fileOf(hash), { force: true }),
  };
}

/** On the disk before its name exists: after a power cut there is the whole file or none. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${String(process.pid)}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
