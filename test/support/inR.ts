import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

/** What the script of a package prints in R; without R the test is skipped. */
export function inR(files: Record<string, Uint8Array>, context: TestContext): string {
  const { error } = spawnSync('Rscript', ['--version'], { stdio: 'ignore' });
  if (error !== undefined) return context.skip('R cannot be run here');
  const folder = mkdtempSync(join(tmpdir(), 'reedbed-repeat-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return execFileSync('Rscript', ['repeat.R'], { cwd: folder, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
