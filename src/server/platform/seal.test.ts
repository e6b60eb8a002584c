import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Seal } from './seal.ts';

const data = mkdtempSync(join(tmpdir(), 'reedbed-seal-'));
afterAll(() => rmSync(data, { recursive: true }));
const secret = Buffer.from('a secret');

describe('what is sealed', () => {
  it('opens again with the key of the folder, which nobody else may read', async () => {
    const sealed = await new Seal({ data, key: undefined }).close(secret, 'of Ada');
    expect(sealed.includes(secret)).toBe(false);
    expect(await new Seal({ data, key: undefined }).open(sealed, 'of Ada')).toEqual(secret);
    expect(Buffer.from(readFileSync(join(data, 'key'), 'utf8'), 'base64')).toHaveLength(32);
    if (process.platform !== 'win32') expect(statSync(join(data, 'key')).mode & 0o777).toBe(0o600);
  });

  it('looks different each time', async () => {
    const seal = new Seal({ data, key: undefined });
    expect(await seal.close(secret, 'a')).not.toEqual(await seal.close(secret, 'a'));
  });

  it('does not open for another purpose, with another key, or once a bit has changed', async () => {
    const seal = new Seal({ data, key: undefined });
    const sealed = await seal.close(secret, 'of Ada');
    expect(await seal.open(sealed, 'of Bea')).toBeNull();
    const other = new Seal({ data, key: Buffer.alloc(32, 7).toString('base64') });
    expect(await other.open(sealed, 'of Ada')).toBeNull();
    for (const at of [0, 5, 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await seal.open(changed, 'of Ada'), `byte ${String(at)}`).toBeNull();
    }
    expect(await seal.open(sealed.subarray(0, 20), 'of Ada')).toBeNull();
  });

  it('needs a key of the right length', async () => {
    await expect(new Seal({ data, key: 'short' }).close(secret, 'a')).rejects.toThrow(/REEDBED_KEY/);
    const own = mkdtempSync(join(tmpdir(), 'reedbed-seal-'));
    writeFileSync(join(own, 'key'), 'broken');
    await expect(new Seal({ data: own, key: undefined }).close(secret, 'a')).rejects.toThrow(/32 bytes/);
    rmSync(own, { recursive: true });
  });
});
