import { StatsError } from '../errors.ts';
import { patternsOf, type Ratings, type UndefinedBecause } from './ratings.ts';

export interface FleissKappa {
  /** At most 1; 0 is what chance alone would give. Null where it is undefined. */
  estimate: number | null;
  undefinedBecause: UndefinedBecause | null;
  /** If there were no agreement beyond chance; null where it is undefined. */
  standardError: number | null;
  observed: number | null;
  expected: number | null;
  units: number;
  /** How many coders rated each unit: not always the same ones. */
  coders: number;
}

/**
 * Fleiss' kappa of any number of coders over unordered categories, each unit rated by equally many of them.
 *
 * Undefined, and said to be, where one category was used throughout.
 *
 * Throws `unequal-ratings` where units have different numbers of ratings (Krippendorff's alpha takes those);
 * `invalid-count`, `length-mismatch`, `unknown-category`.
 *
 * Source: Fleiss (1971), Psychological Bulletin 76, 378–382, equations 2, 3 and 7; standard error of Fleiss, Nee &
 * Landis (1979), Psychological Bulletin 86, 974–977, equation 12.
 */
export function fleissKappa(ratings: Ratings): FleissKappa {
  const { counts, times, raters, units, categories: k, leftOut } = patternsOf(ratings);
  const coders = raters[0] ?? 0;
  if ((units > 0 && leftOut > 0) || raters.some((one) => one !== coders))
    throw new StatsError(
      'unequal-ratings',
      'Fleiss’ kappa needs equally many ratings of each unit. Krippendorff’s alpha does without.',
    );
  const empty = { estimate: null, standardError: null, observed: null, expected: null, units, coders };
  if (units === 0) return { ...empty, undefinedBecause: 'no-pairs' };
  const shares = new Float64Array(k);
  let observed = 0;
  for (let p = 0; p < times.length; p++) {
    for (let c = 0; c < k; c++) {
      const count = counts[p * k + c];
      shares[c] += (times[p] * count) / (units * coders);
      observed += (times[p] * count * (count - 1)) / (units * coders * (coders - 1));
    }
  }
  const expected = shares.reduce((total, share) => total + share ** 2, 0);
  const used = shares.filter((share) => share > 0).length;
  if (used === 1) return { ...empty, undefinedBecause: 'no-variation', observed, expected };
  const chance = shares.reduce((total, share) => total + share * (1 - share), 0);
  const skew = shares.reduce((total, share) => total + share * (1 - share) * (1 - 2 * share), 0);
  const standardError = Math.sqrt((2 * (chance ** 2 - skew)) / (units * coders * (coders - 1))) / chance;
  const estimate = (observed - expected) / (1 - expected);
  return { estimate, undefinedBecause: null, standardError, observed, expected, units, coders };
}
