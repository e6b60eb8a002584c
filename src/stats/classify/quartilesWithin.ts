import { quarterOf, quartileCuts } from './quartiles.ts';
import type { Cuts } from './identifyTypes.ts';

/** The complete rows, dealt into groups. */
export interface GroupedRows {
  /** The complete rows in order; the first `count` elements count. */
  rows: Int32Array;
  count: number;
  code: Int32Array;
  /** How many complete rows each group has. */
  sizes: Int32Array;
}

export function groupRows(rows: Int32Array, count: number, code: Int32Array, groups: number): GroupedRows {
  const sizes = new Int32Array(groups);
  for (let k = 0; k < count; k++) sizes[code[rows[k]]]++;
  return { rows, count, code, sizes };
}

/** The cut points of every group, in the order of the codes; null for a group without complete rows. */
export function cutsWithin(values: Float64Array, grouped: GroupedRows): (Cuts | null)[] {
  const { rows, count, code, sizes } = grouped;
  const scratch = new Float64Array(count);
  const next = startsOf(sizes);
  for (let k = 0; k < count; k++) {
    const row = rows[k];
    scratch[next[code[row]]++] = values[row];
  }
  return Array.from(sizes, (size, g) => quartileCuts(scratch.subarray(next[g] - size, next[g])));
}

function startsOf(sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length);
  for (let g = 1; g < sizes.length; g++) starts[g] = starts[g - 1] + sizes[g - 1];
  return starts;
}

/**
 * The quarter of every complete row within its group, 0 for the other rows. Quarter 1 is the lowest values when
 * `lowFirst`, else the highest.
 */
export function quartersWithin(
  values: Float64Array,
  grouped: GroupedRows,
  cuts: readonly (Cuts | null)[],
  lowFirst: boolean,
): Uint8Array {
  const { rows, count, code } = grouped;
  const quarters = new Uint8Array(values.length);
  for (let k = 0; k < count; k++) {
    const row = rows[k];
    const ofGroup = cuts[code[row]];
    if (ofGroup === null) continue;
    const quarter = quarterOf(values[row], ofGroup, lowFirst);
    quarters[row] = lowFirst ? quarter : 5 - quarter;
  }
  return quarters;
}
