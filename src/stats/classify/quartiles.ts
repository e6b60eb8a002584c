import {
  binWithin,
  groupSizes,
  orderStatistics,
  placesWithin,
  type Binned,
  type GroupedRows,
  type KeyMemory,
  type Place,
} from '../describe/binWithin.ts';
import {
  interpolate,
  quantilePosition,
  type QuantilePosition,
  type QuantileType,
} from '../describe/quantile.ts';
import type { Cuts } from './identifyTypes.ts';

/** How a measure is cut into four parts. */
export interface Cutting {
  /** Whether part 1 is the lowest values, else the highest. */
  lowFirst: boolean;
  /** At which shares of the schools, lowest values first, the parts end. */
  shares: readonly [first: number, half: number, last: number];
  /** Of the quantiles (Hyndman & Fan 1996). */
  type: QuantileType;
}

/** A measure, and in which bins of each group the cut points of its quarters lie. */
export interface BinnedMeasure {
  values: Float64Array;
  binned: Binned;
  /** Whether quarter 1 is the lowest values, else the highest. */
  lowFirst: boolean;
  /** How many rows of each group take part. */
  sizes: Int32Array;
  /** By group (none where it has no rows): of the first quartile, the median and the third. */
  positions: QuantilePosition[][];
  /** By group, two for each position: of the values that it lies between. */
  places: Place[][];
}

/** Bins a measure within each group, and finds the bins that its quarters meet in. */
export function binMeasure(
  values: Float64Array,
  rows: GroupedRows,
  { lowFirst, shares, type }: Cutting,
  memory: KeyMemory,
): BinnedMeasure {
  const binned = binWithin(values, rows, memory);
  const sizes = groupSizes(binned, rows.groups);
  const positions = Array.from(sizes, (size) =>
    size === 0 ? [] : shares.map((p) => quantilePosition(size, p, type)),
  );
  const ranks = positions.map((ofGroup) =>
    ofGroup.flatMap(({ lower, fraction }) => [lower, fraction === 0 ? lower : lower + 1]),
  );
  return { values, binned, lowFirst, sizes, positions, places: placesWithin(binned, ranks) };
}

/** The quarter of a key whose values are not all in the same one, since a cut point lies among them. */
export const doubtful = 5;

/**
 * By key, the quarter that all its values are in, or `doubtful`; 0 for rows that take no part.
 *
 * A cut point lies between the values at two places, and nothing lies between these: so every other bin is as a whole
 * below or above it.
 */
export function quartersOfKeys({ binned, lowFirst, places }: BinnedMeasure): Uint8Array {
  const { bins, counts } = binned;
  const quarters = new Uint8Array(counts.length);
  places.forEach((ofGroup, group) => {
    const first = group * bins;
    const starts = [first, ...ofGroup.filter((_, k) => k % 2 === 0).map(({ key }) => key + 1)];
    starts.forEach((start, k) => {
      quarters.fill(lowFirst ? k + 1 : 4 - k, start, starts[k + 1] ?? first + bins);
    });
    for (const { key } of ofGroup) quarters[key] = doubtful;
  });
  return quarters;
}

/** The cut points of every group, null for one without rows. `among` lists at least all rows with doubtful keys. */
export function cutPoints(measure: BinnedMeasure, among: Uint32Array): (Cuts | null)[] {
  const { values, binned, positions, places } = measure;
  const found = orderStatistics(values, binned, places, among);
  return positions.map((ofGroup, group) => {
    if (ofGroup.length === 0) return null;
    const [q1, median, q3] = ofGroup.map(({ fraction }, k) =>
      interpolate(found[group][2 * k], found[group][2 * k + 1], fraction),
    );
    return { q1, median, q3 };
  });
}

/**
 * The quarter, 1 … 4, of a value by the cut points of its group. Quarter 1 is the lowest values when `lowFirst`, else
 * the highest.
 *
 * A value on a cut point is inside the outer quarter (1 or 4); a value on the median is in quarter 2. A value that is
 * on both outer cut points, by ties or in a group of one, is in neither outer quarter but in the middle, so in 2.
 */
export function quarterOf(value: number, { q1, median, q3 }: Cuts, lowFirst: boolean): number {
  const inFirst = lowFirst ? value <= q1 : value >= q3;
  const inLast = lowFirst ? value >= q3 : value <= q1;
  if (inFirst !== inLast) return inFirst ? 1 : 4;
  const inFirstHalf = lowFirst ? value <= median : value >= median;
  return inFirstHalf ? 2 : 3;
}
