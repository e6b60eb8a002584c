import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { firstHash } from './chain.ts';
import { verifyFile } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'reedbed-trail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = {
  workspace: 'w',
  sequence: 1,
  id: 'i',
  at: '2026-11-23T08:00:00.000000Z',
  person: null,
  roles: 'owner',
  address: null,
  request: null,
  act: 'workspace.change',
  objectKind: 'workspace',
  objectId: null,
  detail: { created: true },
  before: null,
  after: null,
};
const sealed = JSON.stringify(Object.values(line));
const hash = createHash('sha256').update(Buffer.from(firstHash, 'hex')).update(sealed).digest('hex');
const around = { workspace: 'w', begin: { sequence: 0, hash: firstHash }, head: { sequence: 1, hash } };

function file(...rows: unknown[]): string {
  const path = join(folder, 'trail.jsonl');
  writeFileSync(path, rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
  return path;
}

describe('a trail that was taken away', () => {
  it('is verified without a database, against the beginning of a noted seal too', async () => {
    const path = file(around, { line, sealed, hash });
    expect(await verifyFile(path)).toMatchObject({ fault: null, lines: 1 });
    expect((await verifyFile(path, hash.slice(0, 16))).fault).toBeNull();
    expect((await verifyFile(path, 'f'.repeat(16))).fault).toContain('cut off or rewritten');
  });

  it('shows what was changed in the file', async () => {
    const changed = { line: { ...line, roles: 'viewer' }, sealed, hash };
    expect((await verifyFile(file(around, changed))).fault).toContain('‘roles’');
    expect((await verifyFile(file(around))).fault).toContain('its end is missing');
  });

  it('says where it is no trail at all', async () => {
    await expect(verifyFile(file('nonsense'))).rejects.toThrow('Row 1');
    await expect(verifyFile(file({ other: true }))).rejects.toThrow('does not begin');
    await expect(verifyFile(file(around, { line }))).rejects.toThrow('Row 2');
  });
});
