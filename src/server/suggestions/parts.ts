import type { Labels } from './labels.ts';
import type { SourceUnit } from './units.ts';

const parts = 5;
/** With fewer sources that bear a code, whole sources cannot be held out. */
const fewestSources = 3;

export interface Parts {
  by: 'sources' | 'stretches';
  /** Of every unit the part it is held out with. */
  part: Int32Array;
}

/**
 * What is held out together: whole sources, because what somebody says in one place of a talk tells what they say in
 * another; where less than three sources bear the code, stretches of each source.
 */
export function partsOf(units: readonly SourceUnit[], labels: Labels): Parts {
  const bySource = Map.groupBy(labels.rows, (row) => units[row]?.source ?? -1);
  const bearing = [...bySource.values()].filter((rows) => rows.some((row) => labels.positive[row] === 1));
  const part = new Int32Array(units.length);
  if (bearing.length < fewestSources) {
    for (const rows of bySource.values())
      rows.forEach((row, i) => (part[row] = Math.floor((parts * i) / rows.length)));
    return { by: 'stretches', part };
  }
  const load = Array.from({ length: parts }, () => ({ positive: 0, rows: 0 }));
  const sorted = [...bySource.values()]
    .map((rows) => ({ rows, positive: rows.filter((row) => labels.positive[row] === 1).length }))
    .toSorted((one, other) => other.positive - one.positive || other.rows.length - one.rows.length);
  for (const { rows, positive } of sorted) {
    const to = lightest(load);
    for (const row of rows) part[row] = to;
    const there = load[to];
    if (there === undefined) continue;
    there.positive += positive;
    there.rows += rows.length;
  }
  return { by: 'sources', part };
}

/** So that each part bears the code about as often. */
function lightest(load: readonly { positive: number; rows: number }[]): number {
  let best = 0;
  load.forEach(({ positive, rows }, i) => {
    const least = load[best];
    if (least === undefined) return;
    if (positive < least.positive || (positive === least.positive && rows < least.rows)) best = i;
  });
  return best;
}
