/** Below this many values sorting is as quick as anything. */
const fewValues = 512;
const mostBins = 4096;
const valuesPerBin = 24;
const sampleLength = 1024;

/** Bins of equal width; values beyond either end belong to the first or the last. */
interface Bins {
  low: number;
  perUnit: number;
  last: number;
}

/**
 * The order statistics of the given ranks (0 is the smallest), in the order of `ranks`, without sorting all values.
 *
 * Values are counted into bins over the range of a sample; only the bins that hold a wanted rank are sorted. The time
 * is two passes over the data unless nearly all values share a bin, where it is that of sorting; the answer is exact
 * either way. `values` is read only and must be free of NaN.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): number[] {
  const bins = values.length < fewValues ? null : binsFor(values);
  if (bins === null) {
    const sorted = values.slice().sort();
    return ranks.map((rank) => sorted[rank]);
  }
  const counts = countBins(values, bins);
  const startOf = new Int32Array(counts.length + 1);
  for (let bin = 0; bin < counts.length; bin++) startOf[bin + 1] = startOf[bin] + counts[bin];
  const binOf = ranks.map((rank) => binHolding(startOf, rank));
  const wanted = collectBins(values, bins, new Set(binOf), counts);
  return ranks.map((rank, i) => wanted.get(binOf[i])![rank - startOf[binOf[i]]]);
}

/** Bins over the range of evenly spaced values; null where that range cannot be divided. */
function binsFor(values: Float64Array): Bins | null {
  let low = Infinity;
  let high = -Infinity;
  const step = Math.ceil(values.length / sampleLength);
  for (let i = 0; i < values.length; i += step) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const last = Math.min(mostBins, Math.ceil(values.length / valuesPerBin)) - 1;
  const perUnit = last / (high - low);
  return perUnit > 0 && perUnit < Infinity ? { low, perUnit, last } : null;
}

/** Subtracting, multiplying and cutting off keep order, rounding included, so bins are in the order of the values. */
function countBins(values: Float64Array, { low, perUnit, last }: Bins): Int32Array {
  const counts = new Int32Array(last + 1);
  for (let i = 0; i < values.length; i++) {
    const bin = (values[i] - low) * perUnit;
    counts[bin < 0 ? 0 : bin > last ? last : bin | 0]++;
  }
  return counts;
}

/** The bin whose range of ranks contains `rank`, by bisection. */
function binHolding(startOf: Int32Array, rank: number): number {
  let first = 0;
  let last = startOf.length - 2;
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if (startOf[middle] <= rank) first = middle;
    else last = middle - 1;
  }
  return first;
}

/** The values of the wanted bins, sorted within each. */
function collectBins(
  values: Float64Array,
  { low, perUnit, last }: Bins,
  wanted: ReadonlySet<number>,
  counts: Int32Array,
): Map<number, Float64Array> {
  const next = new Int32Array(counts.length).fill(-1);
  let size = 0;
  for (const bin of wanted) {
    next[bin] = size;
    size += counts[bin];
  }
  const found = new Float64Array(size);
  for (let i = 0; i < values.length; i++) {
    const exact = (values[i] - low) * perUnit;
    const bin = exact < 0 ? 0 : exact > last ? last : exact | 0;
    if (next[bin] >= 0) found[next[bin]++] = values[i];
  }
  return new Map(
    Array.from(wanted, (bin) => [bin, found.subarray(next[bin] - counts[bin], next[bin]).sort()]),
  );
}
