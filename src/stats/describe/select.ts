/** Below this many values sorting is as quick as anything. */
const fewValues = 512;
const mostBins = 4096;
const valuesPerBin = 24;

/**
 * The order statistics of the given ranks (0 is the smallest), in the order of `ranks`, without sorting all values.
 *
 * Values are counted into equal bins between the smallest and the largest; only the bins that hold a wanted rank are
 * sorted. The time is three passes over the data unless nearly all values share a bin (far outliers), where it is
 * that of sorting; the answer is exact either way. `values` is read only and must be free of NaN.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): number[] {
  if (values.length < fewValues) return fromSorted(values.slice().sort(), ranks);
  const { low, high } = range(values);
  if (low === high) return ranks.map(() => low);
  const bins = Math.min(mostBins, Math.ceil(values.length / valuesPerBin));
  const perBin = bins / (high - low);
  if (!(perBin > 0 && perBin < Infinity)) return fromSorted(values.slice().sort(), ranks);

  const counts = countBins(values, low, perBin, bins);
  const startOf = new Int32Array(counts.length + 1);
  for (let bin = 0; bin < counts.length; bin++) startOf[bin + 1] = startOf[bin] + counts[bin];
  const binOf = ranks.map((rank) => binHolding(startOf, rank));
  const wanted = collectBins(values, low, perBin, new Set(binOf), counts);
  return ranks.map((rank, i) => wanted.get(binOf[i])![rank - startOf[binOf[i]]]);
}

function fromSorted(sorted: Float64Array, ranks: readonly number[]): number[] {
  return ranks.map((rank) => sorted[rank]);
}

function range(values: Float64Array): { low: number; high: number } {
  let low = values[0];
  let high = low;
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return { low, high };
}

/** Rounding keeps order (each step is monotone), so bins are in the order of the values; the last holds `high`. */
function countBins(values: Float64Array, low: number, perBin: number, bins: number): Int32Array {
  const counts = new Int32Array(bins + 1);
  for (let i = 0; i < values.length; i++) counts[((values[i] - low) * perBin) | 0]++;
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
  low: number,
  perBin: number,
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
    const bin = ((values[i] - low) * perBin) | 0;
    if (next[bin] >= 0) found[next[bin]++] = values[i];
  }
  return new Map(
    Array.from(wanted, (bin) => [bin, found.subarray(next[bin] - counts[bin], next[bin]).sort()]),
  );
}
