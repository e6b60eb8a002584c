import { StatsError, type StatsWarning } from '../errors.ts';
import { leftOutWarning, unitsOf, type Ratings, type UndefinedBecause } from './ratings.ts';

export interface CohenKappa {
  /** At most 1; 0 is what chance alone would give. Null where it is undefined. */
  estimate: number | null;
  undefinedBecause: UndefinedBecause | null;
  /** In large samples, not taking for granted that there is no agreement; null where it is undefined. */
  standardError: number | null;
  observed: number | null;
  expected: number | null;
  /** Units that both rated, and units left out because one did not. */
  units: number;
  leftOut: number;
  /** `units-left-out`: how many, and why. */
  warnings: StatsWarning[];
}

/**
 * Cohen's kappa of two coders over unordered categories: how far their agreement goes beyond what two coders with their
 * habits would reach by chance, as a share of how far it could go.
 *
 * Units that one of them did not rate (−1) are left out and counted. Undefined, and said to be, where both used one and
 * the same category throughout: then chance alone would agree always.
 *
 * Throws `invalid-count` unless there are two coders; `length-mismatch`, `unknown-category`.
 *
 * Source: Cohen (1960), Educational and Psychological Measurement 20, 37–46, equation 1; standard error of Fleiss, Cohen
 * & Everitt (1969), Psychological Bulletin 72, 323–327, equation 13.
 */
export function cohenKappa(ratings: Ratings): CohenKappa {
  const all = unitsOf(ratings);
  const { codes, coders, categories: k } = ratings;
  if (coders !== 2)
    throw new StatsError('invalid-count', `Cohen’s kappa compares two coders; here are ${coders}.`);
  const table = new Float64Array(k * k);
  let units = 0;
  for (let unit = 0; unit < all; unit++) {
    const [first, second] = [codes[2 * unit], codes[2 * unit + 1]];
    if (first === -1 || second === -1) continue;
    table[first * k + second] += 1;
    units += 1;
  }
  const leftOut = all - units;
  const counted = { units, leftOut, warnings: leftOutWarning(leftOut, 'that one of the two did not rate') };
  if (units === 0) return { ...undefinedKappa('no-pairs'), ...counted };
  const shares = table.map((count) => count / units);
  const rows = Float64Array.from({ length: k }, (_, i) => sum(k, (j) => shares[i * k + j]));
  const columns = Float64Array.from({ length: k }, (_, j) => sum(k, (i) => shares[i * k + j]));
  const observed = sum(k, (i) => shares[i * k + i]);
  const expected = sum(k, (i) => rows[i] * columns[i]);
  const isOne = rows.some((share, i) => share === 1 && columns[i] === 1);
  if (isOne) return { ...undefinedKappa('no-variation'), observed, expected, ...counted };
  const estimate = (observed - expected) / (1 - expected);
  const standardError = errorOf({ shares, rows, columns, observed, expected, estimate }, units);
  return { estimate, undefinedBecause: null, standardError, observed, expected, ...counted };
}

const sum = (length: number, of: (i: number) => number): number => {
  let total = 0;
  for (let i = 0; i < length; i++) total += of(i);
  return total;
};

const undefinedKappa = (undefinedBecause: UndefinedBecause) => ({
  estimate: null,
  undefinedBecause,
  standardError: null,
  observed: null,
  expected: null,
});

interface Parts {
  shares: Float64Array;
  rows: Float64Array;
  columns: Float64Array;
  observed: number;
  expected: number;
  estimate: number;
}

function errorOf({ shares, rows, columns, observed, expected, estimate }: Parts, units: number): number {
  const k = rows.length;
  const on = sum(k, (i) => shares[i * k + i] * (1 - (rows[i] + columns[i]) * (1 - estimate)) ** 2);
  const off = sum(k, (i) => sum(k, (j) => (i === j ? 0 : shares[i * k + j] * (columns[i] + rows[j]) ** 2)));
  const last = (estimate - expected * (1 - estimate)) ** 2;
  const variance = (on + (1 - estimate) ** 2 * off - last) / (units * (1 - expected) ** 2);
  // Where both agree on everything, rounding can leave it a hair below nought.
  return observed === 1 ? 0 : Math.sqrt(Math.max(0, variance));
}
