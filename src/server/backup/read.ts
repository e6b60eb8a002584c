import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { ProblemError } from '#contract/problem';
import { manifest as manifestSchema, manifestName, type Manifest } from './manifest.ts';
import { decrypted, isEncrypted, type Opener } from './secrecy.ts';
import { checkTrailer } from './trailer.ts';

/** An archive that was found to be whole. */
export interface Archive {
  manifest: Manifest;
  /** The content of an entry that the manifest names. */
  read(name: string): Promise<Readable>;
  close(): Promise<void>;
}

interface Reading {
  file: string;
  opener?: Opener;
  /** Where an encrypted archive is unpacked while it is read. */
  scratch: string;
}

const largestManifest = 2 ** 28;

/** Opens an archive after each of its bytes was checked; refuses it with what is wrong, and where. */
export async function openArchive(reading: Reading): Promise<Archive> {
  await requireFile(reading.file);
  if (!(await isEncrypted(reading.file))) return openPlain(reading.file, reading.file);
  if (reading.opener === undefined) {
    throw new ProblemError(
      'invalid',
      `${reading.file} is encrypted. Say how it is opened: --passphrase-file with the passphrase, or --identity-file ` +
        'with the secret key.',
    );
  }
  const folder = await mkdtemp(join(reading.scratch, 'reedbed-opened-'));
  const away = () => rm(folder, { recursive: true, force: true });
  try {
    const plain = join(folder, 'archive.zip');
    await unlock(reading.file, reading.opener, plain);
    const archive = await openPlain(plain, reading.file);
    return { ...archive, close: () => archive.close().then(away) };
  } catch (error) {
    await away();
    throw error;
  }
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true) throw new ProblemError('not-readable', `There is no file ${file}.`);
}

async function unlock(file: string, opener: Opener, plain: string): Promise<void> {
  const stream = await decrypted(file, opener).catch((error: unknown) => {
    throw refused(
      file,
      'it cannot be opened with what was given: the passphrase or key is another one, or its beginning was changed',
      error,
    );
  });
  const out = createWriteStream(plain, { mode: 0o600 });
  try {
    await pipeline(stream, out);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw refused(file, 'what is encrypted in it was changed, or its end is missing', error);
  }
}

/** `shown` is the file as the person named it. */
async function openPlain(file: string, shown: string): Promise<Archive> {
  const found = await checkTrailer(file);
  if (found === 'foreign') {
    throw refused(shown, 'it is no backup of Reedbed, or its end is missing');
  }
  const opened = await openZip(file).catch((error: unknown) => {
    throw refused(shown, 'its list of contents was changed', error);
  });
  try {
    const manifest = await readManifest(opened, shown);
    const wrong = await faults(opened, manifest);
    if (wrong.length > 0) throw refused(shown, wrong.join('; '));
    if (found === 'changed')
      throw refused(shown, 'it was changed outside its contents, which are still what they were');
    return {
      manifest,
      read: (name) => contentOf(opened, name),
      close: () => Promise.resolve(opened.zip.close()),
    };
  } catch (error) {
    opened.zip.close();
    throw error;
  }
}

function refused(file: string, why: string, cause?: unknown): ProblemError {
  return new ProblemError('not-readable', `${file} was not used: ${why}. Nothing was written.`, { cause });
}

interface Opened {
  zip: ZipFile;
  entries: Map<string, Entry>;
}

async function openZip(file: string): Promise<Opened> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return { zip, entries };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function contentOf({ zip, entries }: Opened, name: string): Promise<Readable> {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`The archive has no ${name}.`);
  return zip.openReadStreamPromise(entry);
}

async function readManifest(opened: Opened, shown: string): Promise<Manifest> {
  const size = opened.entries.get(manifestName)?.uncompressedSize ?? Infinity;
  if (size > largestManifest) throw refused(shown, `its ${manifestName} is missing or was changed`);
  const json = await textOf(opened)
    .then((text) => JSON.parse(text) as unknown)
    .catch((error: unknown) => {
      throw refused(shown, `its ${manifestName} was changed`, error);
    });
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) {
    throw refused(
      shown,
      'it was written by a newer Reedbed, in a form that this one does not know: install that version',
    );
  }
  throw refused(shown, `its ${manifestName} is not what Reedbed writes`, parsed.error);
}

async function textOf(opened: Opened): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await contentOf(opened, manifestName)) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const mostNamed = 5;

/** What is not as the manifest says, the first few by name. */
async function faults(opened: Opened, manifest: Manifest): Promise<string[]> {
  const wrong: string[] = [];
  const expected = [...manifest.tables, ...manifest.blobs];
  for (const { name, sha256, bytes } of expected) {
    const fault = await faultOf(opened, name, { sha256, bytes });
    if (fault !== null) wrong.push(fault);
    if (wrong.length === mostNamed) return [...wrong, 'and perhaps more'];
  }
  const names = new Set([manifestName, ...expected.map((one) => one.name)]);
  const strange = [...opened.entries.keys()].find((name) => !names.has(name));
  return strange === undefined ? wrong : [...wrong, `${strange} does not belong in it`];
}

async function faultOf(
  opened: Opened,
  name: string,
  expected: { sha256: string; bytes: number },
): Promise<string | null> {
  if (!opened.entries.has(name)) return `${name} is missing`;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const part of await contentOf(opened, name)) {
      hash.update(part as Buffer);
      bytes += (part as Buffer).length;
    }
  } catch {
    return `${name} cannot be read after ${String(bytes)} bytes`;
  }
  return bytes === expected.bytes && hash.digest('hex') === expected.sha256 ? null : `${name} was changed`;
}
