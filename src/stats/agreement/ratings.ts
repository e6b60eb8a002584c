import { StatsError, type StatsWarning } from '../errors.ts';

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
  categories: number;
  /** Units that two coders at least have rated. */
  units: number;
  /** Units of fewer than two ratings, which say nothing about agreement. */
  leftOut: number;
}

/** The patterns, in an order that asks neither how units nor how coders are ordered. */
export function patternsOf(ratings: Ratings): Patterns {
  const all = unitsOf(ratings);
  const { codes, coders, categories } = ratings;
  const given = new Float64Array(categories);
  const found = new Map<string, Found>();
  let units = 0;
  for (let unit = 0; unit < all; unit++) {
    given.fill(0);
    let raters = 0;
    for (let j = unit * coders; j < (unit + 1) * coders; j++) {
      if (codes[j] === -1) continue;
      given[codes[j]] += 1;
      raters += 1;
    }
    if (raters < 2) continue;
    units += 1;
    const key = given.join();
    const known = found.get(key);
    if (known === undefined) found.set(key, { key, row: given.slice(), raters, times: 1 });
    else known.times += 1;
  }
  const rows = [...found.values()].sort(oftenFirst);
  const counts = new Float64Array(rows.length * categories);
  rows.forEach(({ row }, i) => counts.set(row, i * categories));
  return {
    counts,
    times: Float64Array.from(rows, ({ times }) => times),
    raters: Float64Array.from(rows, ({ raters }) => raters),
    categories,
    units,
    leftOut: all - units,
  };
}

interface Found {
  key: string;
  row: Float64Array;
  raters: number;
  times: number;
}

export const oftenFirst = (one: Pick<Found, 'key' | 'times'>, other: Pick<Found, 'key' | 'times'>): number =>
  other.times - one.times || (one.key < other.key ? -1 : 1);

/** Says how many units a coefficient does not speak of, and why. */
export function leftOutWarning(leftOut: number, because: string): StatsWarning[] {
  if (leftOut === 0) return [];
  return [{ code: 'units-left-out', message: `Left out: ${leftOut} units ${because}.` }];
}
