import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobsIn, type Blobs } from './blobs.ts';

let folder: string;
let blobs: Blobs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reedbed-blobs-'));
  blobs = blobsIn(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

it('takes the same content from many at once, and keeps it once', async () => {
  const bytes = new Uint8Array(2_000_000).map((_, i) => i % 251);
  const hashes = await Promise.all(Array.from({ length: 8 }, () => blobs.write(bytes)));
  expect(new Set(hashes).size).toBe(1);
  expect(filesIn().map((one) => one.name)).toEqual([hashes[0]]);
  expect(Buffer.compare(await blobs.read(hashes[0] ?? ''), bytes)).toBe(0);
});

describe('sweeping', () => {
  const old = new Date(Date.now() - 7_200_000);
  const hourAgo = new Date(Date.now() - 3_600_000);
  const age = (hash: string) => utimesSync(join(folder, hash.slice(0, 2), hash), old, old);
  const write = async (text: string) => {
    const hash = await blobs.write(new TextEncoder().encode(text));
    age(hash);
    return hash;
  };

  it('removes what is old and not named, and a draft that was left', async () => {
    const [named, orphan] = [await write('named'), await write('orphan')];
    const young = await blobs.write(new TextEncoder().encode('young'));
    const draft = join(folder, orphan.slice(0, 2), `${orphan}.0.new`);
    writeFileSync(draft, 'half');
    utimesSync(draft, old, old);
    expect(await blobs.sweep(new Set([named]), hourAgo)).toBe(2);
    expect(
      filesIn()
        .map((one) => one.name)
        .toSorted(),
    ).toEqual([named, young].toSorted());
  });

  it('spares an old file that somebody has just brought again', async () => {
    const hash = await write('again');
    await blobs.write(new TextEncoder().encode('again'));
    expect(await blobs.sweep(new Set(), hourAgo)).toBe(0);
    expect(new TextDecoder().decode(await blobs.read(hash))).toBe('again');
  });

  it('can be left to the one whose files they are', async () => {
    expect(await blobs.claim('ours')).toBe(true);
    expect(await blobs.claim('theirs')).toBe(false);
    expect(await blobs.claim('ours')).toBe(true);
    expect(await blobs.sweep(new Set(), new Date(Date.now() + 1000))).toBe(0);
  });

  it('finds nothing in a folder that is not there yet', async () => {
    expect(await blobsIn(join(folder, 'none')).sweep(new Set(), new Date())).toBe(0);
  });
});
