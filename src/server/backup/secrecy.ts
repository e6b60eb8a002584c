import { createReadStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { ProblemError } from '#contract/problem';

/** How an archive is encrypted, in the format of age (age-encryption.org): by a passphrase or for whoever has a key. */
export type Lock = { passphrase: string } | { recipient: string };
/** What opens it. */
export type Opener = { passphrase: string } | { identity: string };

const begins = 'age-encryption.org/';
const shortest = 12;

/** The first line of a file that holds a passphrase. */
export function readPassphrase(file: string): string {
  const passphrase = firstLine(file);
  if (passphrase.length >= shortest) return passphrase;
  throw new ProblemError(
    'invalid',
    `The passphrase in ${file} has fewer than ${String(shortest)} characters. Somebody who has the archive can try ` +
      'millions of them: take five or six words drawn by lot.',
  );
}

/** The secret key in a file such as `age-keygen` writes, where lines of comment may come first. */
export function readIdentity(file: string): string {
  const key = textOf(file)
    .split(/\r?\n/)
    .find((line) => line.trim().startsWith('AGE-SECRET-KEY-'));
  if (key !== undefined) return key.trim();
  throw new ProblemError('invalid', `${file} holds no line that begins with AGE-SECRET-KEY-.`);
}

const firstLine = (file: string) => (textOf(file).split(/\r?\n/)[0] ?? '').trim();

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ProblemError('not-readable', `The file ${file} cannot be read.`, { cause: error });
  }
}

export async function encrypted(plain: Readable, lock: Lock): Promise<Readable> {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else addRecipient(encrypter, lock.recipient);
  return fromWeb(await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>));
}

/** Refuses what is no recipient, before hours of work. */
export function checkRecipient(recipient: string): void {
  addRecipient(new Encrypter(), recipient);
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch (error) {
    throw new ProblemError(
      'invalid',
      `‘${recipient}’ is no recipient of age: such a key begins with age1 and is printed by age-keygen.`,
      { cause: error },
    );
  }
}

export async function isEncrypted(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(begins.length), 0, begins.length, 0);
    return buffer.toString('latin1') === begins;
  } finally {
    await handle.close();
  }
}

export async function decrypted(file: string, opener: Opener): Promise<Readable> {
  const decrypter = new Decrypter();
  if ('passphrase' in opener) decrypter.addPassphrase(opener.passphrase);
  else decrypter.addIdentity(opener.identity);
  const source = Readable.toWeb(createReadStream(file, { highWaterMark: 2 ** 20 }));
  return fromWeb(await decrypter.decrypt(source as ReadableStream<Uint8Array>));
}

const fromWeb = (stream: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
