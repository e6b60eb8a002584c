import {
  interpolate,
  quantilePosition,
  type QuantilePosition,
  type QuantileType,
} from '../describe/quantile.ts';

/** Where the outer parts of a list of values end. */
export interface OuterCuts {
  low: number;
  high: number;
}

const valuesPerBin = 4;
const mostBins = 2048;

/**
 * A way to find the same two quantiles of one list after another of the same length, without sorting: values are
 * counted in bins over a range that the first list gives, and only those in the bins of the quantiles are sorted.
 */
export function outerCutFinder(
  size: number,
  { lowest, top, quantileType }: { lowest: number; top: number; quantileType: QuantileType },
): (values: Float64Array) => OuterCuts {
  const positions = [lowest, 1 - top].map((p) => quantilePosition(size, p, quantileType));
  const bins = Math.max(1, Math.min(mostBins, Math.ceil(size / valuesPerBin)));
  const counts = new Int32Array(bins);
  const keys = new Uint16Array(size);
  const some = new Float64Array(size);
  let range: { start: number; perUnit: number } | null = null;
  return (values) => {
    range ??= rangeOf(values, bins);
    countKeys(values, range.start, range.perUnit, keys, counts);
    const [low, high] = positions.map((position) => quantileOf(values, keys, counts, position, some));
    return { low, high };
  };
}

/** Of the first list; what lies beyond it in later ones goes to the bins at the ends. */
function rangeOf(values: Float64Array, bins: number) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const perUnit = (bins - 1) / (most - least);
  return perUnit > 0 && perUnit < Infinity ? { start: least, perUnit } : { start: 0, perUnit: 0 };
}

function countKeys(
  values: Float64Array,
  start: number,
  perUnit: number,
  keys: Uint16Array,
  counts: Int32Array,
): void {
  const last = counts.length - 1;
  counts.fill(0);
  for (let i = 0; i < values.length; i++) {
    const exact = (values[i] - start) * perUnit;
    const key = exact < 0 ? 0 : exact > last ? last : exact | 0;
    keys[i] = key;
    counts[key]++;
  }
}

function quantileOf(
  values: Float64Array,
  keys: Uint16Array,
  counts: Int32Array,
  { lower, fraction }: QuantilePosition,
  some: Float64Array,
): number {
  let bin = 0;
  let within = lower;
  while (within >= counts[bin]) within -= counts[bin++];
  const sorted = sortedBin(values, keys, bin, some);
  const below = sorted[within];
  if (fraction === 0) return below;
  if (within + 1 < sorted.length) return interpolate(below, sorted[within + 1], fraction);
  bin++;
  while (counts[bin] === 0) bin++;
  return interpolate(below, sortedBin(values, keys, bin, some)[0], fraction);
}

function sortedBin(values: Float64Array, keys: Uint16Array, bin: number, some: Float64Array): Float64Array {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (keys[i] === bin) some[found++] = values[i];
  return some.subarray(0, found).sort();
}
