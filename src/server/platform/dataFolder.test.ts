import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareData } from './dataFolder.ts';

/** Whoever the database runs as; only whether there is one matters here. */
const user = { uid: 12_345, gid: 12_345 };
const modeOf = (folder: string) => (statSync(folder).mode & 0o7777).toString(8);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reedbed-folder-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a folder of somebody else', () => {
  it('is refused and keeps its rights', () => {
    writeFileSync(join(folder, 'letters.txt'), '');
    chmodSync(folder, 0o1777);
    for (const one of [user, null]) {
      expect(() => prepareData(folder, one)).toThrow(/holds other things.*--data or REEDBED_DATA/);
    }
    expect(modeOf(folder)).toBe('1777');
  });

  it('is not opened for what lies below it', () => {
    chmodSync(folder, 0o700);
    const data = join(folder, 'data');
    expect(() => prepareData(data, user)).toThrow(`chmod o+x ${folder}`);
    expect(modeOf(folder)).toBe('700');
    expect(existsSync(data)).toBe(false);
  });

  it('is not opened because our data lie in it', () => {
    writeFileSync(join(folder, 'secrets.json'), '{}');
    chmodSync(folder, 0o700);
    expect(() => prepareData(folder, user)).toThrow(`chmod o+x ${folder}`);
    expect(modeOf(folder)).toBe('700');
  });
});

describe('a folder of ours', () => {
  it('is made with every level passable, whatever the umask', () => {
    const before = process.umask(0o077);
    try {
      prepareData(join(folder, 'a', 'b'), user);
    } finally {
      process.umask(before);
    }
    expect(modeOf(join(folder, 'a'))).toBe('711');
    expect(modeOf(join(folder, 'a', 'b'))).toBe('711');
  });

  it('may be there already, empty and private', () => {
    chmodSync(folder, 0o700);
    prepareData(folder, user);
    expect(modeOf(folder)).toBe('711');
  });

  it('may hold what an earlier start made', () => {
    mkdirSync(join(folder, 'database-18'));
    prepareData(folder, user);
    prepareData(folder, null);
    expect(modeOf(folder)).toBe('755');
  });

  it('is made as usual where the database runs as ourselves', () => {
    prepareData(join(folder, 'a', 'b'), null);
    expect(existsSync(join(folder, 'a', 'b'))).toBe(true);
  });
});
