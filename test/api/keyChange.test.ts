import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resealAll } from '../../src/server/accounts/index.ts';
import { examine } from '../../src/server/doctor/index.ts';
import { openAsOwner } from '../../src/server/platform/database.ts';
import type { Sql } from '../../src/server/platform/db.ts';
import { newId } from '../../src/server/platform/ids.ts';
import { changeKey } from '../../src/server/platform/keyChange.ts';
import { takeLock } from '../../src/server/platform/lock.ts';
import { migrate } from '../../src/server/platform/migrate.ts';
import { Seal } from '../../src/server/platform/seal.ts';
import { replaceKey } from '../../src/server/upkeep.ts';
import { configOf } from '../support/archives.ts';
import { runCommand } from '../support/process.ts';
import { temporaryData } from '../support/temporary.ts';

const data = join(temporaryData(), 'data');
const config = { ...configOf(data), port: 0 };
const secret = Buffer.from('twenty bytes of luck');
const ada = newId();
const ben = newId();

async function asOwner<T>(work: (owner: Sql) => Promise<T>): Promise<T> {
  const database = await openAsOwner(config);
  const owner = database.owner();
  try {
    return await work(owner);
  } finally {
    await owner.end();
    await database.stop();
  }
}

const purpose = (person: string) => `authenticator of ${person}`;
const keyNow = () => readFileSync(join(data, 'key'), 'utf8');
/** What opens with the key that lies in the folder now. */
const opened = () =>
  asOwner(async (owner) => {
    const seal = new Seal(config);
    const rows = await owner<{ person: string; sealed: Buffer }[]>`
      select person_id as person, sealed_secret as sealed from one_time_secret order by created_at`;
    return Promise.all(
      rows.map(async ({ person, sealed }) => (await seal.open(sealed, purpose(person)))?.toString()),
    );
  });

beforeAll(async () => {
  chmodSync(join(data, '..'), 0o711);
  await asOwner(async (owner) => {
    await migrate(owner, join(config.root, 'migrations'));
    const seal = new Seal(config);
    for (const person of [ada, ben]) {
      await owner`insert into person (id, name) values (${person}, 'Somebody')`;
      await owner`insert into one_time_secret (person_id, sealed_secret)
        values (${person}, ${await seal.close(secret, purpose(person))})`;
    }
  });
});
afterAll(() => rmSync(join(data, '..'), { recursive: true, force: true }));

describe('a new key', () => {
  it('takes the place of the old one, and everything sealed opens with it', async () => {
    const before = keyNow();
    const changed = await runCommand(data, ['key', 'change']);
    expect(changed.stdout, changed.stderr).toContain('The key is a new one. 2 secrets sealed with it.');
    expect(keyNow()).not.toBe(before);
    expect(await opened()).toEqual([secret.toString(), secret.toString()]);
    const lines = await asOwner((owner) => owner`select detail from audit_entry where act = 'key.change'`);
    expect(lines.map((line) => line['detail'] as unknown)).toEqual([{ sealed: 2, lost: 0 }]);
  });

  it('is refused while a server seals with the old one', async () => {
    const before = keyNow();
    const lock = await takeLock(data);
    lock.announce({ url: 'http://127.0.0.1:9', socket: data });
    try {
      await expect(replaceKey({ data })).rejects.toThrow('Stop it first');
    } finally {
      lock.release();
    }
    expect(keyNow()).toBe(before);
  });

  it('is taken up again wherever it was interrupted; until then no server starts, and doctor says why', async () => {
    const before = keyNow();
    const interrupted = asOwner((owner) =>
      changeKey(config, async (old, next) => {
        await resealAll(owner, old, next);
        throw new Error('The machine went down.');
      }),
    );
    await expect(interrupted).rejects.toThrow('went down');
    expect(keyNow()).toBe(before);
    expect(await opened()).toEqual([undefined, undefined]);
    const started = await runCommand(data, ['serve', '--port', '0']);
    expect(started).toMatchObject({ status: 1, stderr: expect.stringContaining('reedbed key change') });
    const [found] = (await examine(config, {})).filter((one) => one.check === 'Key');
    expect(found).toMatchObject({ state: 'wrong', todo: 'Run: reedbed key change' });
    expect(await replaceKey({ data })).toEqual({ sealed: 2, lost: 0 });
    expect(await opened()).toEqual([secret.toString(), secret.toString()]);
    expect(existsSync(join(data, 'key.next'))).toBe(false);
  });

  it('tells of secrets that neither key opens, and leaves them', async () => {
    await asOwner(
      (owner) => owner`update one_time_secret set sealed_secret = '\\x00' where person_id = ${ben}`,
    );
    const changed = await runCommand(data, ['key', 'change']);
    expect(changed.stdout).toContain('1 secret opened with neither key');
    expect(await opened()).toEqual(expect.arrayContaining([secret.toString(), undefined]));
  });

  it('is asked of whoever sets the environment where that says the key', async () => {
    await expect(changeKey({ data, key: 'x' }, () => Promise.resolve(0))).rejects.toThrow(
      'REEDBED_KEY says the key here',
    );
  });
});
