import { quantilesComplete } from '../describe/quantile.ts';
import type { Cuts } from './identifyTypes.ts';

/** Quarters are cut by quantiles of this type (Hyndman & Fan 1996). */
export const quartileType = 7;

/** The three cut points of values free of NaN; null for no values. */
export function quartileCuts(values: Float64Array): Cuts | null {
  if (values.length === 0) return null;
  const [q1, median, q3] = quantilesComplete(values, [0.25, 0.5, 0.75], quartileType);
  return { q1, median, q3 };
}

/** The rows that take part, and the group of each. */
export interface GroupedRows {
  /** Per row, 1 if it takes part, else 0. */
  complete: Uint8Array;
  /** Per row, the number of its group. */
  code: Int32Array;
  /** How many rows of each group take part. */
  sizes: Int32Array;
}

export function groupRows(complete: Uint8Array, code: Int32Array, groups: number): GroupedRows {
  const sizes = new Int32Array(groups);
  for (let row = 0; row < code.length; row++) {
    if (complete[row] === 1) sizes[code[row]]++;
  }
  return { complete, code, sizes };
}

/**
 * The cut points of every group, in the order of the codes; null for a group without rows. `scratch` has room for all
 * rows that take part and is overwritten.
 */
export function cutsWithin(
  values: Float64Array,
  { complete, code, sizes }: GroupedRows,
  scratch: Float64Array,
): (Cuts | null)[] {
  const next = new Int32Array(sizes.length);
  for (let g = 1; g < sizes.length; g++) next[g] = next[g - 1] + sizes[g - 1];
  for (let row = 0; row < code.length; row++) {
    if (complete[row] === 1) scratch[next[code[row]]++] = values[row];
  }
  return Array.from(sizes, (size, g) => quartileCuts(scratch.subarray(next[g] - size, next[g])));
}
