import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../scripts/tools.ts';

describe('npm run -s reedbed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reedbed-caller-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('takes files as seen from where the person stands', async () => {
    mkdirSync(join(folder, 'tables'));
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `s${n},School ${n},North,${n},${n}`);
    writeFileSync(join(folder, 'tables/mine.csv'), ['id,name,region,poverty,score', ...rows].join('\n'));
    const script = join(root, 'scripts/run.js');
    const columns = ['--id', 'id', '--name', 'name', '--region', 'region', '--context', 'poverty:harder'];
    const options = [...columns, '--result', 'score', '--format', 'csv'];
    const args = ['--conditions=source', script, 'reedbed', 'identify', 'tables/mine.csv', ...options];
    // npm stands in the checkout and names the person's folder here.
    const env = { ...process.env, INIT_CWD: folder };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    expect(stdout.split('\n').filter((line) => /^s\d/.test(line))).toHaveLength(8);
  });
});
