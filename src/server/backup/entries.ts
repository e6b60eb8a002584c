import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { manifestName, type Manifest } from './manifest.ts';
import { encrypted, type Lock } from './secrecy.ts';
import { emptyTrailer, withTrailer } from './trailer.ts';

const gatheredBytes = 2 ** 18;
/** Rows of text shrink to a quarter at the least effort, and to little less at the greatest. */
const compressionLevel = 1;

/** An archive that is being written: entries one after the other, each hashed as it passes. */
export class Entries {
  readonly #zip = new ZipFile();
  readonly #written: Promise<void>;

  constructor(draft: string, lock: Lock | undefined, signal: AbortSignal | undefined) {
    this.#written = this.#write(draft, lock, signal);
    this.#written.catch(() => undefined);
  }

  async #write(draft: string, lock: Lock | undefined, signal: AbortSignal | undefined): Promise<void> {
    const plain = (this.#zip.outputStream as Readable).pipe(withTrailer());
    this.#zip.on('error', (error: Error) => plain.destroy(error));
    const out = lock === undefined ? plain : await encrypted(plain, lock);
    await pipeline(out, createWriteStream(draft, { mode: 0o600 }), signal === undefined ? {} : { signal });
  }

  async add(
    name: string,
    content: () => Promise<Readable> | Readable,
  ): Promise<{ entry: { name: string; bytes: number; sha256: string }; lines: number }> {
    const hash = createHash('sha256');
    const seen = { bytes: 0, lines: 0 };
    const measure = (part: Buffer) => {
      hash.update(part);
      seen.bytes += part.length;
      for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) seen.lines++;
    };
    const passed = new Promise<void>((resolve, reject) => {
      this.#zip.addReadStreamLazy(name, { compressionLevel, mode: 0o100600 }, (take) => {
        Promise.resolve(content()).then(
          (stream) => {
            const measured = Readable.from(gathered(stream, measure), { objectMode: false });
            measured.once('end', resolve).once('error', reject);
            take(null, measured);
          },
          (error: unknown) => {
            reject(error as Error);
            take(error, Readable.from([]));
          },
        );
      });
    });
    await Promise.race([passed, this.#written]);
    return { entry: { name, bytes: seen.bytes, sha256: hash.digest('hex') }, lines: seen.lines };
  }

  async end(manifest: Manifest): Promise<void> {
    this.#zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 1)), manifestName);
    this.#zip.end({ forceZip64Format: false, comment: emptyTrailer });
    await this.#written;
  }
}

/** A row comes as a chunk of its own; packed one by one they would take ten times as long. */
async function* gathered(stream: Readable, measure: (part: Buffer) => void): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  const flush = () => {
    const all = Buffer.concat(parts);
    parts = [];
    length = 0;
    measure(all);
    return all;
  };
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= gatheredBytes) yield flush();
  }
  if (length > 0) yield flush();
}
