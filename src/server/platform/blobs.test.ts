import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
