import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestName, type Manifest } from '../../src/server/backup/manifest.ts';
import { restoreInstallation } from '../../src/server/backup/restore.ts';
import { openAsOwner } from '../../src/server/platform/database.ts';
import { backUp, configOf, dump, freshFolder, opened, restored, rewritten } from '../support/archives.ts';
import { csv, mapping } from '../support/schools.ts';
import { bring, testServer, type TestServer } from '../support/server.ts';

const long = process.env['REEDBED_LONG'] === '1';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  const person = await server.person();
  const { id } = await person.workspace('Marsh network');
  await bring(person, id, { name: 'schools.csv', bytes: csv }, mapping);
});
afterAll(() => server.stop());

describe('an archive', () => {
  /** Small, so that many ways to break it can be tried. */
  let identity: string;
  let made: Promise<{ bytes: Buffer; locked: Buffer }> | undefined;
  const archives = () => (made ??= make());

  async function make() {
    identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    const bytes = readFileSync((await backUp(server.owner)).file);
    return { bytes, locked: readFileSync((await backUp(server.owner, { lock: { recipient } })).file) };
  }

  async function expectRefused(changed: Buffer, unlock?: string): Promise<string> {
    const folder = freshFolder();
    const file = join(folder, 'changed.zip');
    writeFileSync(file, changed);
    const error: unknown = await opened(file, unlock === undefined ? undefined : { identity: unlock }).then(
      (archive) => archive.close(),
      (one: unknown) => one,
    );
    expect(error).toMatchObject({ kind: 'not-readable' });
    rmSync(folder, { recursive: true });
    return (error as Error).message;
  }

  const flipped = (whole: Buffer, at: number, by: number) => {
    const changed = Buffer.from(whole);
    changed[at % whole.length] = (whole[at % whole.length] ?? 0) ^ by;
    return changed;
  };
  const anyByte = [fc.nat(), fc.integer({ min: 1, max: 255 })] as const;

  it(`is refused when any byte of it was changed`, { timeout: 300_000 }, async () => {
    const { bytes } = await archives();
    const property = fc.asyncProperty(...anyByte, async (at, by) => {
      await expectRefused(flipped(bytes, at, by));
    });
    await fc.assert(property, { numRuns: long ? 2_000 : 200 });
  });

  it('is refused when any byte of it was changed that is encrypted', { timeout: 300_000 }, async () => {
    const { locked } = await archives();
    const property = fc.asyncProperty(...anyByte, async (at, by) => {
      await expectRefused(flipped(locked, at, by), identity);
    });
    await fc.assert(property, { numRuns: long ? 1_000 : 100 });
  });

  it('is refused when it was cut short or something was put behind it', async () => {
    const { bytes, locked } = await archives();
    for (const part of [0, 10, bytes.length >> 1, bytes.length - 1])
      await expectRefused(bytes.subarray(0, part));
    await expectRefused(Buffer.concat([bytes, Buffer.from('x')]));
    await expectRefused(locked.subarray(0, locked.length >> 1), identity);
    await expectRefused(Buffer.from('a,b\n1,2\n'));
  });

  it('names what was changed', async () => {
    const { bytes } = await archives();
    const name = Buffer.from('tables/school.copy');
    const at = bytes.indexOf(name) + name.length + 40;
    expect(await expectRefused(flipped(bytes, at, 1))).toContain('tables/school.copy');
  });

  it.each([
    ['a newer form', { format: 2 }, 'written by a newer Reedbed'],
    ['another program', { product: 'other' }, 'not what Reedbed writes'],
  ])('is refused when it is of %s', async (_, change, words) => {
    const file = join(freshFolder(), 'other.zip');
    await rewritten((await archives()).bytes, file, (name, content) =>
      name === manifestName ? changedManifest(content, change) : content,
    );
    await expect(opened(file)).rejects.toThrow(words);
  });

  it.each([
    ['a newer version', { name: '9999_later.sql', hash: 'x' }, 'made by a newer Reedbed'],
    ['another product of the same name', { name: '0001_ground.sql', hash: 'x' }, 'made by another Reedbed'],
  ])('is refused when its data are of %s, and nothing is written', async (_, migration, words) => {
    const file = join(freshFolder(), 'other.zip');
    await rewritten((await archives()).bytes, file, (name, content) =>
      name === manifestName ? changedManifest(content, { migrations: [migration] }) : content,
    );
    const data = join(freshFolder(), 'data');
    const archive = await opened(file);
    await expect(restoreInstallation(archive, configOf(data))).rejects.toThrow(words);
    await archive.close();
    expect(existsSync(data)).toBe(false);
  });

  it('leaves nothing behind when its rows do not fit together', async () => {
    const file = join(freshFolder(), 'other.zip');
    const cut = await withoutRows((await archives()).bytes, 'person', file);
    expect(cut).toBeGreaterThan(0);
    const data = join(freshFolder(), 'data');
    const archive = await opened(file);
    await expect(restoreInstallation(archive, configOf(data))).rejects.toThrow(/violates foreign key/);
    await archive.close();
    expect(existsSync(data)).toBe(false);
  });

  it('is refused by an installation that is not empty', async () => {
    const { file } = await backUp(server.owner);
    const back = await restored(file);
    const again = async () => {
      const archive = await opened(file);
      try {
        await restoreInstallation(archive, back.config);
      } finally {
        await archive.close();
      }
    };
    const before = await dump(back.owner, []);
    await back.close();
    await expect(again()).rejects.toThrow(/already holds 1 person and 1 workspace/);
    const database = await openAsOwner(back.config);
    const after = database.owner();
    expect(await dump(after, [])).toEqual(before);
    await after.end();
    await database.stop();
  });
});

const changedManifest = (content: Buffer, change: object): Buffer =>
  Buffer.from(JSON.stringify({ ...(JSON.parse(content.toString()) as object), ...change }));

/** The same archive, whole in itself, whose rows of one table are gone. Answers how many there were. */
async function withoutRows(bytes: Buffer, table: string, file: string): Promise<number> {
  let rows = 0;
  const empty = { bytes: 0, rows: 0, sha256: createHash('sha256').digest('hex') };
  await rewritten(bytes, file, (name, content) => {
    if (name === `tables/${table}.copy`) return Buffer.alloc(0);
    if (name !== manifestName) return content;
    const manifest = JSON.parse(content.toString()) as Manifest;
    const tables = manifest.tables.map((one) => {
      if (one.table !== table) return one;
      rows = one.rows;
      return { ...one, ...empty };
    });
    return Buffer.from(JSON.stringify({ ...manifest, tables }));
  });
  return rows;
}
