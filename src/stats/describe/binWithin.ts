/** Rows that take part, by group. */
export interface GroupedRows {
  /** Per row, the number of its group, from 0; `groups` for a row that takes no part. */
  code: Int32Array;
  groups: number;
}

/** Values sorted roughly: each into one of the bins of its group. Bins are in the order of the values. */
export interface Binned {
  /** Per row, `group · bins + bin`; `groups · bins` for rows that take no part. */
  keys: Uint16Array | Uint32Array;
  /** How many rows have each key. */
  counts: Int32Array;
  /** Per group. */
  bins: number;
  /** The bin, within group `group`, that `value` belongs to; larger values never have smaller bins. */
  binOf(value: number, group: number): number;
}

/** Gives memory for keys, which is overwritten when it is next asked. */
export type KeyMemory = (length: number) => Uint16Array;

const mostBins = 1024;
const valuesPerBin = 8;
const sampledPerGroup = 512;

/**
 * Puts values, free of NaN where they take part, into bins of equal width over the range that a sample of their group
 * has; values beyond it belong to the first or the last bin. One pass.
 */
export function binWithin(values: Float64Array, rows: GroupedRows, memory: KeyMemory): Binned {
  const { code, groups } = rows;
  const bins = binsPerGroup(values.length, groups);
  const { lows, perUnit } = sampledRanges(values, rows, bins);
  const none = groups * bins;
  const keys = none < 2 ** 16 ? memory(values.length) : new Uint32Array(values.length);
  const counts = new Int32Array(none + 1);
  const last = bins - 1;
  for (let from = 0; from < keys.length; from += blockLength) {
    const to = Math.min(keys.length, from + blockLength);
    keyBlock(values, code, lows, perUnit, bins, from, to, keys);
    countBlock(keys, from, to, counts);
  }
  const binOf = (value: number, group: number) => {
    const exact = (value - lows[group]) * perUnit[group];
    return Math.max(0, Math.min(last, Math.floor(exact)));
  };
  return { keys, counts, bins, binOf };
}

/** A block is a call, so that the loop is compiled for good soon rather than anew in each pass over all rows. */
const blockLength = 4096;

/**
 * Rows that take no part need no question of their own: their range puts any value, also NaN, into bin 0 of one more
 * group. Subtracting, multiplying and cutting off keep order, rounding included.
 */
function keyBlock(
  values: Float64Array,
  code: Int32Array,
  lows: Float64Array,
  perUnit: Float64Array,
  bins: number,
  from: number,
  to: number,
  keys: Uint16Array | Uint32Array,
): void {
  const last = bins - 1;
  for (let row = from; row < to; row++) {
    const group = code[row];
    const exact = (values[row] - lows[group]) * perUnit[group];
    keys[row] = group * bins + (exact < 0 ? 0 : exact > last ? last : exact | 0);
  }
}

function countBlock(keys: Uint16Array | Uint32Array, from: number, to: number, counts: Int32Array): void {
  for (let row = from; row < to; row++) counts[keys[row]]++;
}

/**
 * Two bytes a row, kept from call to call, since fresh memory for each call costs more than all that is done with it.
 * Every one is written before it is read.
 */
export function keptKeys(): KeyMemory {
  let kept = new Uint16Array(0);
  return (length) => {
    if (kept.length < length) kept = new Uint16Array(length);
    return kept.subarray(0, length);
  };
}

function binsPerGroup(rows: number, groups: number): number {
  const wanted = Math.ceil(rows / (groups * valuesPerBin));
  return Math.max(1, Math.min(wanted, mostBins, Math.floor((2 ** 16 - 1) / groups)));
}

/**
 * By group, and one more for rows that take no part. Where nothing is known of a range, or it cannot be divided, all
 * values get the same bin.
 */
function sampledRanges(values: Float64Array, { code, groups }: GroupedRows, bins: number) {
  const lows = new Float64Array(groups + 1).fill(Infinity);
  const highs = new Float64Array(groups + 1).fill(-Infinity);
  const step = Math.max(1, Math.floor(values.length / (groups * sampledPerGroup)));
  for (let row = 0; row < values.length; row += step) {
    const group = code[row];
    if (group === groups) continue;
    lows[group] = Math.min(lows[group], values[row]);
    highs[group] = Math.max(highs[group], values[row]);
  }
  const perUnit = lows.map((low, group) => {
    const scale = (bins - 1) / (highs[group] - low);
    if (scale > 0 && scale < Infinity) return scale;
    lows[group] = 0;
    return 0;
  });
  return { lows, perUnit };
}

/** How many rows of each group take part. */
export function groupSizes({ counts, bins }: Binned, groups: number): Int32Array {
  return Int32Array.from({ length: groups }, (_, group) => {
    let size = 0;
    for (let key = group * bins; key < (group + 1) * bins; key++) size += counts[key];
    return size;
  });
}

/** Where a row of a certain rank is: known from counts alone, before any value is looked at. */
export interface Place {
  key: number;
  /** Rank within the bin. */
  within: number;
}

/** The places of `ranks[group]` (0 is its smallest value), in the same order. */
export function placesWithin(binned: Binned, ranks: readonly (readonly number[])[]): Place[][] {
  return ranks.map((ofGroup, group) => ofGroup.map((rank) => placeOf(binned, group, rank)));
}

function placeOf({ counts, bins }: Binned, group: number, rank: number): Place {
  let key = group * bins;
  let within = rank;
  while (within >= counts[key]) within -= counts[key++];
  return { key, within };
}

/**
 * The values at the places, in the same order. `among` lists rows, with at least all those in the bins of the places:
 * only these are looked at and sorted, so the answer is exact without sorting everything.
 */
export function orderStatistics(
  values: Float64Array,
  binned: Binned,
  places: readonly (readonly Place[])[],
  among: Uint32Array,
): number[][] {
  const wanted = new Set(places.flat().map(({ key }) => key));
  const found = collect(values, binned, wanted, among);
  return places.map((ofGroup) => ofGroup.map(({ key, within }) => found.get(key)?.[within] ?? NaN));
}

/** The values of the wanted keys, sorted within each. */
function collect(
  values: Float64Array,
  { keys, counts }: Binned,
  wanted: ReadonlySet<number>,
  among: Uint32Array,
): Map<number, Float64Array> {
  const next = new Int32Array(counts.length).fill(-1);
  let size = 0;
  for (const key of wanted) {
    next[key] = size;
    size += counts[key];
  }
  const found = new Float64Array(size);
  for (let i = 0; i < among.length; i++) {
    const row = among[i];
    const key = keys[row];
    if (next[key] >= 0) found[next[key]++] = values[row];
  }
  return new Map(
    Array.from(wanted, (key) => [key, found.subarray(next[key] - counts[key], next[key]).sort()]),
  );
}
