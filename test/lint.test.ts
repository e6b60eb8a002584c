import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const rooms = [
  'src/stats',
  'src/contract',
  'src/server/accounts',
  'src/web/accounts',
  'src/web/charts',
  'src/cli',
];
const others = ['test', 'scripts', 'bench'];

const floating = `async function save(): Promise<void> {}
export function leave(): void {
  save();
}
`;
const awaited = floating
  .replace('function leave(): void', 'async function leave(): Promise<void>')
  .replace('  save', '  await save');

/** A promise that nobody waits for loses its error; the choice of linter rests on its being refused in every room. */
describe('a floating promise', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'reedbed-lint-'));
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    copyFileSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    cpSync(join(root, 'tsconfig'), join(folder, 'tsconfig'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lint = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    return spawnSync(process.execPath, [oxlint, path], { cwd: folder, encoding: 'utf8' });
  };

  it.each([...rooms, ...others])('is refused in %s', (place) => {
    const { status, stdout } = lint(`${place}/floating.ts`, floating);
    expect(stdout).toContain('typescript(no-floating-promises)');
    expect(status).toBe(1);
  });

  it('passes once it is awaited', () => {
    expect(lint('src/server/accounts/awaited.ts', awaited)).toMatchObject({ status: 0 });
  });
});
