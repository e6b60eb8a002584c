import { StatsError } from '../errors.ts';

/** Who put which unit into which category. */
export interface Ratings {
  /**
   * Unit after unit, the category that each coder gave it, as an index from 0; −1 where a coder gave none. Coder j of
   * unit i stands at i × coders + j.
   */
  codes: Int32Array;
  coders: number;
  /** How many categories there are, used or not. */
  categories: number;
}

/** Why a coefficient cannot be computed: no two coders met on a unit, or everybody used one category throughout. */
export type UndefinedBecause = 'no-pairs' | 'no-variation';

/** How many units there are. Throws `invalid-count`, `length-mismatch`, `unknown-category`. */
export function unitsOf({ codes, coders, categories }: Ratings): number {
  if (!Number.isSafeInteger(coders) || coders < 2)
    throw new StatsError('invalid-count', `Agreement needs at least two coders; there are ${coders}.`);
  if (!Number.isSafeInteger(categories) || categories < 1)
    throw new StatsError('invalid-count', `There is at least one category; here are ${categories}.`);
  if (codes.length % coders !== 0)
    throw new StatsError(
      'length-mismatch',
      `${codes.length} codes do not divide into units of ${coders} coders.`,
    );
  const stray = codes.find((code) => code < -1 || code >= categories);
  if (stray !== undefined)
    throw new StatsError(
      'unknown-category',
      `Categories go from 0 to ${categories - 1}; one code is ${stray}.`,
    );
  return codes.length / coders;
}

/** Units that look alike, counted together: what a coefficient needs of them, however many there are. */
export interface Patterns {
  /** Pattern after pattern, how many coders gave each category. */
  counts: Float64Array;
  /** How many units have each pattern. */
  times: Float64Array;
  /** How many coders rated a unit of each pattern. */
  raters: Float64Array;
  /** The pattern of each unit that two coders at least have rated. */
  ofUnit: Int32Array;
  categories: number;
  /** Units of fewer than two ratings, which say nothing about agreement. */
  leftOut: number;
}

export function patternsOf(ratings: Ratings): Patterns {
  const units = unitsOf(ratings);
  const { codes, coders, categories } = ratings;
  const found = new Map<string, number>();
  const rows: Float64Array[] = [];
  const times: number[] = [];
  const ofUnit: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    const row = new Float64Array(categories);
    let rated = 0;
    for (let j = unit * coders; j < (unit + 1) * coders; j++) {
      if (codes[j] === -1) continue;
      row[codes[j]] += 1;
      rated += 1;
    }
    if (rated < 2) continue;
    const key = row.join();
    const known = found.get(key);
    const pattern = known ?? rows.length;
    if (known === undefined) {
      found.set(key, pattern);
      rows.push(row);
      times.push(0);
    }
    times[pattern] += 1;
    ofUnit.push(pattern);
  }
  const counts = new Float64Array(rows.length * categories);
  rows.forEach((row, i) => counts.set(row, i * categories));
  return {
    counts,
    times: Float64Array.from(times),
    raters: Float64Array.from(rows, (row) => row.reduce((sum, count) => sum + count, 0)),
    ofUnit: Int32Array.from(ofUnit),
    categories,
    leftOut: units - ofUnit.length,
  };
}
