/** Rows that take part, and the group of each. */
export interface GroupedRows {
  /** Per row, 1 if it takes part, else 0. */
  complete: Uint8Array;
  /** Per row, the number of its group. */
  code: Int32Array;
  groups: number;
}

/** Values sorted roughly: each into one of the bins of its group. Bins are in the order of the values. */
export interface Binned {
  /**
   * Per row, `group · bins + bin`; `groups · bins` for rows that take no part. Valid until the next `binWithin`, which
   * uses the same memory: fresh memory for each call costs more than all that is done with it.
   */
  keys: Uint16Array | Uint32Array;
  /** How many rows have each key. */
  counts: Int32Array;
  /** Per group. */
  bins: number;
  /** The bin, within group `group`, that `value` belongs to; larger values never have smaller bins. */
  binOf(value: number, group: number): number;
}

const mostBins = 1024;
const valuesPerBin = 8;
const sampledPerGroup = 512;

/**
 * Puts values, free of NaN where they take part, into bins of equal width over the range that a sample of their group
 * has; values beyond it belong to the first or the last bin. One pass.
 */
export function binWithin(values: Float64Array, rows: GroupedRows): Binned {
  const { complete, code, groups } = rows;
  const bins = binsPerGroup(values.length, groups);
  const { lows, perUnit } = sampledRanges(values, rows, bins);
  const none = groups * bins;
  const keys = none < 2 ** 16 ? keptKeys(values.length) : new Uint32Array(values.length);
  const counts = new Int32Array(none + 1);
  const last = bins - 1;
  for (let row = 0; row < values.length; row++) {
    let key = none;
    if (complete[row] === 1) {
      const group = code[row];
      // Subtracting, multiplying and cutting off keep order, rounding included.
      const exact = (values[row] - lows[group]) * perUnit[group];
      key = group * bins + (exact < 0 ? 0 : exact > last ? last : exact | 0);
    }
    keys[row] = key;
  }
  for (let row = 0; row < keys.length; row++) counts[keys[row]]++;
  const binOf = (value: number, group: number) => {
    const exact = (value - lows[group]) * perUnit[group];
    return Math.max(0, Math.min(last, Math.floor(exact)));
  };
  return { keys, counts, bins, binOf };
}

let kept = new Uint16Array(0);

/** Two bytes a row, kept from call to call; every one is written before it is read. */
function keptKeys(length: number): Uint16Array {
  if (kept.length < length) kept = new Uint16Array(length);
  return kept.subarray(0, length);
}

function binsPerGroup(rows: number, groups: number): number {
  const wanted = Math.ceil(rows / (groups * valuesPerBin));
  return Math.max(1, Math.min(wanted, mostBins, Math.floor((2 ** 16 - 1) / groups)));
}

/** Where nothing is known of a group's range, or it cannot be divided, all its values get the same bin. */
function sampledRanges(values: Float64Array, { complete, code, groups }: GroupedRows, bins: number) {
  const lows = new Float64Array(groups).fill(Infinity);
  const highs = new Float64Array(groups).fill(-Infinity);
  const step = Math.max(1, Math.floor(values.length / (groups * sampledPerGroup)));
  for (let row = 0; row < values.length; row += step) {
    if (complete[row] === 0) continue;
    lows[code[row]] = Math.min(lows[code[row]], values[row]);
    highs[code[row]] = Math.max(highs[code[row]], values[row]);
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

/**
 * Order statistics of each group: `ranks[group]` (0 is its smallest value) gives the values of these ranks, in the
 * same order. Only the bins that hold a wanted rank are sorted, so the answer is exact without sorting everything.
 */
export function orderStatisticsWithin(
  values: Float64Array,
  binned: Binned,
  ranks: readonly (readonly number[])[],
): number[][] {
  const places = ranks.map((ofGroup, group) => placesOf(binned, group, ofGroup));
  const wanted = new Set(places.flat().map(({ key }) => key));
  const found = collect(values, binned, wanted);
  return places.map((ofGroup) => ofGroup.map(({ key, within }) => found.get(key)?.[within] ?? NaN));
}

interface Place {
  key: number;
  /** Rank within the bin. */
  within: number;
}

function placesOf({ counts, bins }: Binned, group: number, ranks: readonly number[]): Place[] {
  return ranks.map((rank) => {
    let key = group * bins;
    let within = rank;
    while (within >= counts[key]) within -= counts[key++];
    return { key, within };
  });
}

/** The values of the wanted keys, sorted within each. */
function collect(
  values: Float64Array,
  { keys, counts }: Binned,
  wanted: ReadonlySet<number>,
): Map<number, Float64Array> {
  const next = new Int32Array(counts.length).fill(-1);
  let size = 0;
  for (const key of wanted) {
    next[key] = size;
    size += counts[key];
  }
  const found = new Float64Array(size);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    if (next[key] >= 0) found[next[key]++] = values[row];
  }
  return new Map(
    Array.from(wanted, (key) => [key, found.subarray(next[key] - counts[key], next[key]).sort()]),
  );
}
