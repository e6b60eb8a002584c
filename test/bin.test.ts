import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/tools.ts';

/** The process that we start takes itself for an old Node; what it starts in turn does not. */
const pretence = `if (process.ppid === Number(process.env.PRETENDING_FOR)) {
  Object.defineProperty(process.versions, 'node', { value: '18.19.0' });
}`;

describe('the command on an old Node', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reedbed-bin-'));
    writeFileSync(join(folder, 'pretence.mjs'), pretence);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: string, ...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--import', pathToFileURL(join(folder, 'pretence.mjs')).href, command, ...args],
      { encoding: 'utf8', env: { ...process.env, PRETENDING_FOR: String(process.pid) } },
    );

  it('hands over to the pinned Node and ends as that ends', (context) => {
    const key = `node-${process.platform.replace('win32', 'win')}-${process.arch}`;
    const { optionalDependencies, version } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as { optionalDependencies: Record<string, string>; version: string };
    if (!(key in optionalDependencies)) context.skip(`no Node is pinned for ${key}`);
    expect(run(join(root, 'bin/reedbed.js'), '--version')).toMatchObject({
      status: 0,
      stdout: `${version}\n`,
    });
    expect(run(join(root, 'bin/reedbed.js'), 'no-such-command')).toMatchObject({ status: 2, stdout: '' });
  });

  it('says in words what is missing where no Node is pinned', () => {
    const { status, stdout, stderr } = run(join(folder, 'bin/reedbed.js'), '--version');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Reedbed needs Node 24 or newer; this is Node 18.19.0.');
  });
});
