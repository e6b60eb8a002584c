import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** The real command, as a process of its own. */
export function reedbed(...args: string[]): Outcome {
  const main = join(root, 'src/cli/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', main, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 30_000,
  });
  return { code: status, out: stdout, err: stderr };
}
