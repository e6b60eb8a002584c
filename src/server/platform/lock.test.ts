import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderOf, takeLock, type Holder } from './lock.ts';

let data: string;
let file: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'reedbed-lock-'));
  file = join(data, 'server.json');
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

/** What stands in the lock now, changed and written back. */
async function leave(change: Partial<Holder>): Promise<void> {
  const lock = await takeLock(data);
  const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
  lock.release();
  writeFileSync(file, JSON.stringify({ ...holder, id: 'another', ...change }));
}

describe('a process of this machine', () => {
  it('is named, with its address and the file to remove if it is something else', async () => {
    const lock = await takeLock(data);
    lock.announce({ url: 'http://127.0.0.1:5823' });
    const refused = takeLock(data);
    await expect(refused).rejects.toThrow(
      `process ${String(process.pid)}, a Reedbed server at http://127.0.0.1:5823`,
    );
    await expect(refused).rejects.toThrow(`remove ${file}`);
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from when it has died, or its number is another process by now', async () => {
    await leave({ pid: 2 ** 22 + 1 });
    (await takeLock(data)).release();
    if (process.platform === 'linux') {
      await leave({ birth: '1' });
      (await takeLock(data)).release();
    }
  });
});

describe('a process of another container or machine', () => {
  it('is refused while it touches its lock, though its number means nothing here', async () => {
    await leave({ namespace: 'pid:[1]', host: 'school-server', pid: 2 ** 22 + 1 });
    const touching = setInterval(() => {
      utimesSync(file, new Date(), new Date());
    }, 500);
    try {
      await expect(takeLock(data)).rejects.toThrow('of school-server');
      expect(holderOf(data)).toBeNull();
    } finally {
      clearInterval(touching);
    }
  });

  it('is taken over from when it has stopped touching it, though its number lives here', async () => {
    await leave({ namespace: 'pid:[1]' });
    (await takeLock(data)).release();
  });

  it('is not even watched when that was long ago', async () => {
    await leave({ boot: 'before the power cut' });
    const longAgo = new Date(Date.now() - 600_000);
    utimesSync(file, longAgo, longAgo);
    const began = Date.now();
    (await takeLock(data)).release();
    expect(Date.now() - began).toBeLessThan(1_000);
  });
});

it('goes on touching a lock that is held, and never one that somebody else took since', async () => {
  const lock = await takeLock(data);
  const longAgo = new Date(Date.now() - 600_000);
  utimesSync(file, longAgo, longAgo);
  await expect.poll(() => statTime(), { timeout: 5_000 }).toBeGreaterThan(Date.now() - 60_000);
  writeFileSync(file, JSON.stringify({ id: 'another' }));
  utimesSync(file, longAgo, longAgo);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(statTime()).toBeLessThan(Date.now() - 60_000);
  lock.release();
  expect(existsSync(file)).toBe(true);
});

const statTime = () => statSync(file).mtimeMs;
