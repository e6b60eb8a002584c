import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeReadable } from './postgresBinaries.ts';

it('opens a copy of a package that was installed for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reedbed-binaries-'));
  try {
    const share = join(folder, 'share');
    mkdirSync(share, { mode: 0o700 });
    writeFileSync(join(share, 'postgres.bki'), '', { mode: 0o600 });
    makeReadable(folder);
    const modes = [folder, share, join(share, 'postgres.bki')].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o755, 0o755, 0o644]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
