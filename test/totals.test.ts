import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../scripts/summary.ts';
import { root, runTool } from '../scripts/tools.ts';
import type { Totals } from '../scripts/totals.ts';

describe('the counts of a run', () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(join(root, '.cache/totals-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const totalsOf = async (text: string): Promise<{ code: number; totals: Totals }> => {
    const file = join(tmpdir(), `reedbed-totals-${process.pid}.json`);
    writeFileSync(
      join(folder, 'sample.test.ts'),
      `import { beforeAll, describe, expect, it } from 'vitest';\n${text}`,
    );
    writeFileSync(join(folder, 'vitest.config.ts'), 'export default {};');
    const args = ['run', '--root', folder, `--reporter=${join(root, 'scripts/totals.ts')}`];
    const { code } = await runTool('vitest', args, { env: { REEDBED_TOTALS: file, VITEST: '' } });
    const totals = JSON.parse(readFileSync(file, 'utf8')) as Totals;
    rmSync(file);
    return { code, totals };
  };

  it('tell passed, failed and skipped apart, with the reason', async () => {
    const { code, totals } = await totalsOf(`
      it('passes', () => expect(1).toBe(1));
      it('fails', () => expect(1).toBe(2));
      it('cannot run', (context) => context.skip('no such file'));
      it.skip('is left out', () => {});`);
    expect(code).toBe(1);
    expect(totals).toMatchObject({ passed: 1, failed: 1 });
    expect(totals.skipped.map(({ name, reason }) => [name.split(' > ').at(-1), reason])).toEqual([
      ['cannot run', 'no such file'],
      ['is left out', 'no reason given'],
    ]);
  });

  it('count a file that cannot be read and a hook that throws as failures', async () => {
    expect((await totalsOf("throw new Error('no');")).totals.failed).toBeGreaterThan(0);
    const hook = "describe('a', () => { beforeAll(() => { throw new Error('no'); }); it('b', () => {}); });";
    expect((await totalsOf(hook)).totals.failed).toBeGreaterThan(0);
  });

  it('count an error that no test caught as a failure', async () => {
    const { totals } = await totalsOf("it('a', () => { void Promise.reject(new Error('nobody waits')); });");
    expect(totals).toMatchObject({ failed: 1 });
  });
});

describe('the last line', () => {
  const good = { name: 'lint', passed: true };
  const bad = { name: 'walls', passed: false };
  const all: Totals = { passed: 3, failed: 0, skipped: [] };
  const lastOf = (...args: Parameters<typeof summarise>) => {
    const { lines, exitCode } = summarise(...args);
    return [lines.at(-1), exitCode];
  };

  it('adds checks and tests', () => {
    expect(lastOf([good, good], all, 0)).toEqual(['5 passed, 0 failed, 0 skipped', 0]);
    expect(lastOf([good, bad], all, 0)).toEqual(['4 passed, 1 failed, 0 skipped', 1]);
    expect(lastOf([good], { ...all, failed: 2 }, 1)).toEqual(['4 passed, 2 failed, 0 skipped', 1]);
  });

  it('counts skipped tests, which are no failure, and names them before', () => {
    const skipped = [{ name: 'a > b', reason: 'no data' }];
    expect(lastOf([good], { ...all, skipped }, 0)).toEqual(['4 passed, 0 failed, 1 skipped', 0]);
    expect(summarise([good], { ...all, skipped }, 0).lines).toContain('Skipped: a > b: no data');
  });

  it('never calls a run passed that broke off or ran nothing', () => {
    expect(lastOf([good], null, 1)).toEqual(['1 passed, 1 failed, 0 skipped', 1]);
    expect(lastOf([good], all, 1)).toEqual(['4 passed, 1 failed, 0 skipped', 1]);
    expect(lastOf([good], { ...all, passed: 0 }, 0)).toEqual(['1 passed, 0 failed, 0 skipped', 1]);
  });
});
