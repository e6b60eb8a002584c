import type { Frame } from '#contract/identification';
import { stratifiedSample } from '#stats';
import type { Draw } from './address.ts';
import type { Findings } from '#contract/identificationFindings';

const names = ['resilient', 'struggling'];

/** The rows of a random draw, so many from each of the two groups, among the schools shown. */
export function drawSample(frame: Frame, findings: Findings, draw: Draw | null): ReadonlySet<number> {
  if (draw === null) return new Set();
  const { drawn, result } = findings;
  const code = Int32Array.from(result.kind, (kind, row) => (drawn[row] === 1 ? kind - 1 : -1));
  const sample = stratifiedSample({
    // References stay the same from file to file, so that a draw can be repeated after the next import.
    ids: frame.schools.reference,
    strata: { names, code },
    perStratum: draw.each,
    seed: draw.seed,
  });
  return new Set(sample.strata.flatMap((stratum) => stratum.drawn));
}
