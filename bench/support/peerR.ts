import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../shared/bench/w2_resil.R', import.meta.url));

/**
 * CPU seconds that R's principal component and data.table's classification of the same file take here and now, because a
 * figure measured elsewhere, or on another day, says little. Null where R, or the script, is not at hand.
 */
export function peerSeconds(file: string): number | null {
  if (!existsSync(script)) return null;
  const { status, stdout } = spawnSync('Rscript', [script, dirname(file), 'dt'], { encoding: 'utf8' });
  if (status !== 0) return null;
  const seconds = (step: string) =>
    Number(new RegExp(`^TIME\\t${step}\\t.*cpu=([\\d.]+)`, 'm').exec(stdout)?.[1]);
  const sum = seconds('pca') + seconds('classify');
  return Number.isFinite(sum) ? sum : null;
}
