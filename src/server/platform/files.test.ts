import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeWhole } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'reedbed-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('leaves one whole file when many write it at once', async () => {
  const texts = Array.from({ length: 12 }, (_, i) => String(i).repeat(300_000));
  await Promise.all(texts.map((text) => writeWhole(join(folder, 'one'), text)));
  expect(readdirSync(folder)).toEqual(['one']);
  expect(texts).toContain(readFileSync(join(folder, 'one'), 'utf8'));
});

it('leaves no draft behind when it fails', async () => {
  await expect(writeWhole(join(folder, 'missing', 'two'), 'x')).rejects.toThrow(/ENOENT/);
  // A folder stands where the file should: the draft is written, but cannot take its name.
  mkdirSync(join(folder, 'taken'));
  await expect(writeWhole(join(folder, 'taken'), 'x')).rejects.toThrow();
  expect(readdirSync(folder).toSorted()).toEqual(['one', 'taken']);
});
