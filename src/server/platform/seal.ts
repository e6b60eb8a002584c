import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { writeWhole } from './files.ts';

const version = 1;
const ivLength = 12;
const tagLength = 16;
const keyLength = 32;

/**
 * Seals what must not be readable from the database alone: AES-256-GCM with the key of this installation, which lies in
 * its data folder or comes from REEDBED_KEY. What something is sealed for is sealed with it: the secret of one person
 * does not open as that of another.
 */
export class Seal {
  readonly #config: Pick<Config, 'data' | 'key'>;
  #key: Promise<Buffer> | undefined;

  constructor(config: Pick<Config, 'data' | 'key'>) {
    this.#config = config;
  }

  async close(plain: Uint8Array, purpose: string): Promise<Buffer> {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', await this.#read(), iv).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed]);
  }

  /** Null for what was not sealed with this key for this purpose. */
  async open(sealed: Uint8Array, purpose: string): Promise<Buffer | null> {
    if (sealed[0] !== version || sealed.length < 1 + ivLength + tagLength) return null;
    const part = (from: number, to?: number) => Buffer.from(sealed.subarray(from, to));
    const decipher = createDecipheriv('aes-256-gcm', await this.#read(), part(1, 1 + ivLength))
      .setAAD(Buffer.from(purpose))
      .setAuthTag(part(1 + ivLength, 1 + ivLength + tagLength));
    try {
      return Buffer.concat([decipher.update(part(1 + ivLength + tagLength)), decipher.final()]);
    } catch {
      return null;
    }
  }

  /** Tells two texts apart and gives neither away: without the key nobody finds out by trying what was marked. */
  async mark(plain: string, purpose: string): Promise<string> {
    const key = await this.#read();
    return `hmac:${createHmac('sha256', key).update(`${purpose}\n${plain}`).digest('hex')}`;
  }

  #read(): Promise<Buffer> {
    return (this.#key ??= readKey(this.#config));
  }
}

/** The key as text, to keep it with what it seals; undefined while nothing was sealed here. */
export function keyText({ data, key }: Pick<Config, 'data' | 'key'>): string | undefined {
  if (key !== undefined) return key;
  return existsSync(keyFile(data)) ? readFileSync(keyFile(data), 'utf8').trim() : undefined;
}

/** Puts a key in its place, for what comes from elsewhere and was sealed with it. */
export async function keepKey({ data, key }: Pick<Config, 'data' | 'key'>, text: string): Promise<void> {
  // Where the environment says the key, it says it again.
  if (key === undefined) await writeWhole(keyFile(data), `${text}\n`);
}

const keyFile = (data: string) => join(data, 'key');

/** The key of the environment, else that of the data folder, made at its first use. */
async function readKey({ data, key }: Pick<Config, 'data' | 'key'>): Promise<Buffer> {
  if (key !== undefined) return keyIn(key, 'REEDBED_KEY');
  const file = keyFile(data);
  if (!existsSync(file)) await writeWhole(file, `${randomBytes(keyLength).toString('base64')}\n`);
  return keyIn(readFileSync(file, 'utf8').trim(), file);
}

function keyIn(text: string, place: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length === keyLength) return key;
  throw new Error(
    `${place} does not hold a key: 32 bytes in base64, as ‘openssl rand -base64 32’ makes them.`,
  );
}
