import {
  binWithin,
  groupSizes,
  orderStatisticsWithin,
  type Binned,
  type GroupedRows,
} from '../describe/binWithin.ts';
import { interpolate, quantilePosition } from '../describe/quantile.ts';
import type { Cuts } from './identifyTypes.ts';

/** Quarters are cut by quantiles of this type (Hyndman & Fan 1996). */
export const quartileType = 7;

/** A measure with the cut points of its quarters in every group. */
export interface CutMeasure {
  values: Float64Array;
  binned: Binned;
  /** By group; null for a group without rows. */
  cuts: (Cuts | null)[];
  /** How many rows of each group take part. */
  sizes: Int32Array;
}

/** Cuts the quarters of a measure within each group. */
export function cutWithin(values: Float64Array, rows: GroupedRows): CutMeasure {
  const binned = binWithin(values, rows);
  const sizes = groupSizes(binned, rows.groups);
  const positions = Array.from(sizes, (size) =>
    size === 0 ? [] : [0.25, 0.5, 0.75].map((p) => quantilePosition(size, p, quartileType)),
  );
  const ranks = positions.map((ofGroup) =>
    ofGroup.flatMap(({ lower, fraction }) => [lower, fraction === 0 ? lower : lower + 1]),
  );
  const found = orderStatisticsWithin(values, binned, ranks);
  const cuts = positions.map((ofGroup, group) => {
    if (ofGroup.length === 0) return null;
    const [q1, median, q3] = ofGroup.map(({ fraction }, k) =>
      interpolate(found[group][2 * k], found[group][2 * k + 1], fraction),
    );
    return { q1, median, q3 };
  });
  return { values, binned, cuts, sizes };
}

/**
 * The quarter, 1 … 4, of a value by the cut points of its group. Quarter 1 is the lowest values when `lowFirst`, else
 * the highest.
 *
 * A value on a cut point is inside the outer quarter (1 or 4); a value on the median is in quarter 2. A value that is
 * on both outer cut points, by ties or in a group of one, is in neither outer quarter but in the middle, so in 2.
 */
function quarterOf(value: number, { q1, median, q3 }: Cuts, lowFirst: boolean): number {
  const inFirst = lowFirst ? value <= q1 : value >= q3;
  const inLast = lowFirst ? value >= q3 : value <= q1;
  if (inFirst !== inLast) return inFirst ? 1 : 4;
  const inFirstHalf = lowFirst ? value <= median : value >= median;
  return inFirstHalf ? 2 : 3;
}

/**
 * The quarter of every row within its group; 0 for rows that take no part.
 *
 * For most rows the bin alone tells the quarter; only values in a bin with a cut point are compared with it.
 */
export function quartersWithin(
  measure: CutMeasure,
  { complete, code }: GroupedRows,
  lowFirst: boolean,
): Uint8Array {
  const { keys } = measure.binned;
  const quarterOfKey = quartersOfKeys(measure, lowFirst);
  const quarters = new Uint8Array(keys.length);
  for (let row = 0; row < quarters.length; row++) quarters[row] = quarterOfKey[keys[row]];
  for (let row = 0; row < quarters.length; row++) {
    if (quarters[row] !== 0 || complete[row] === 0) continue;
    const cuts = measure.cuts[code[row]];
    if (cuts !== null) quarters[row] = quarterOf(measure.values[row], cuts, lowFirst);
  }
  return quarters;
}

/** By key, the quarter that all its values are in; 0 for bins in which a cut point lies and for rows without part. */
function quartersOfKeys({ binned, cuts }: CutMeasure, lowFirst: boolean): Uint8Array {
  const { bins, binOf, counts } = binned;
  const quarters = new Uint8Array(counts.length);
  cuts.forEach((cut, group) => {
    if (cut === null) return;
    const ends = [cut.q1, cut.median, cut.q3].map((value) => binOf(value, group));
    for (let bin = 0; bin < bins; bin++) {
      if (ends.includes(bin)) continue;
      const fromLow = 1 + ends.filter((end) => end < bin).length;
      quarters[group * bins + bin] = lowFirst ? fromLow : 5 - fromLow;
    }
  });
  return quarters;
}
