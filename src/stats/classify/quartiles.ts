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

/**
 * The quarter of every row within its group, 0 for rows that take no part. Quarter 1 is the lowest values when
 * `lowFirst`, else the highest.
 *
 * A value on a cut point is inside the outer quarter (1 or 4); a value on the median is in quarter 2. A value that is
 * on both outer cut points, by ties or in a group of one, is in neither outer quarter but in the middle, so in 2.
 */
export function quartersWithin(
  values: Float64Array,
  { complete, code }: GroupedRows,
  cuts: readonly (Cuts | null)[],
  lowFirst: boolean,
): Uint8Array {
  const { q1, median, q3 } = asColumns(cuts);
  const quarters = new Uint8Array(values.length);
  const quarterOf = lowFirst ? quarterFromLow : quarterFromHigh;
  for (let row = 0; row < quarters.length; row++) {
    if (complete[row] === 0) continue;
    const group = code[row];
    const value = values[row];
    // Comparisons as bits and a table instead of branches: which way a school goes cannot be predicted.
    const aboveLow = Number(value > q1[group]);
    const atHigh = Number(value >= q3[group]);
    const side = Number(value > median[group]) + Number(value >= median[group]);
    quarters[row] = quarterOf[aboveLow * 6 + atHigh * 3 + side];
  }
  return quarters;
}

/**
 * Quarters by [above q1][at or above q3][below, on, above the median]. A value that is not above q1 and yet at or
 * above q3 is on both cut points.
 */
const quarterFromLow = Uint8Array.of(1, 1, 1, 2, 2, 2, 2, 2, 3, 4, 4, 4);
const quarterFromHigh = Uint8Array.of(4, 4, 4, 2, 2, 2, 3, 2, 2, 1, 1, 1);

function asColumns(cuts: readonly (Cuts | null)[]): Record<keyof Cuts, Float64Array> {
  const column = (key: keyof Cuts) => Float64Array.from(cuts, (cut) => cut?.[key] ?? NaN);
  return { q1: column('q1'), median: column('median'), q3: column('q3') };
}
