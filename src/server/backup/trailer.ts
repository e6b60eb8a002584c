import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { mark } from './manifest.ts';

const hashLength = 64;
/** Room for the hash in the comment of the zip file, which ends the archive. */
export const emptyTrailer = mark + '0'.repeat(hashLength);

/** Puts in the place of the last bytes the hash of all that came before: nothing in the file is left unchecked. */
export function withTrailer(): Transform {
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk]);
      const keep = Math.min(all.length, hashLength);
      held = Buffer.from(all.subarray(all.length - keep));
      const passed = all.subarray(0, all.length - keep);
      hash.update(passed);
      done(null, passed);
    },
    flush(done) {
      done(null, Buffer.from(hash.digest('hex')));
    },
  });
}

/** `foreign`: no backup of ours, or its end is missing. `changed`: the content is not what was written. */
export async function checkTrailer(
  file: string,
  signal?: AbortSignal,
): Promise<'whole' | 'foreign' | 'changed'> {
  const { size } = await stat(file);
  if (size <= emptyTrailer.length) return 'foreign';
  const end = await lastBytes(file, size);
  if (!end.startsWith(mark)) return 'foreign';
  const hash = createHash('sha256');
  const before = createReadStream(file, { end: size - hashLength - 1, highWaterMark: 2 ** 20, signal });
  for await (const chunk of before) hash.update(chunk as Buffer);
  return hash.digest('hex') === end.slice(-hashLength) ? 'whole' : 'changed';
}

async function lastBytes(file: string, size: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(emptyTrailer.length);
    await handle.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('latin1');
  } finally {
    await handle.close();
  }
}
