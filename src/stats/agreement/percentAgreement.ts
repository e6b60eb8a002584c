import type { StatsWarning } from '../errors.ts';
import { leftOutWarning, unitsOf, type Ratings } from './ratings.ts';

export interface PercentAgreement {
  /** From 0 to 1; null where no two coders met on a unit. */
  estimate: number | null;
  undefinedBecause: 'no-pairs' | null;
  /** Pairs of coders on a unit, and how many of them agree. */
  pairs: number;
  agreeing: number;
  /** Units that two coders at least rated, and the others. */
  units: number;
  leftOut: number;
  /** `units-left-out`: how many, and why. */
  warnings: StatsWarning[];
}

/**
 * The share of pairs of coders who gave a unit the same category, over all units and all pairs that both rated it; from
 * 0 to 1, though it is usually said in per cent. It is no test: where one category is frequent, chance alone agrees often.
 *
 * Codes of −1 are missing: a pair of which one is missing does not count.
 *
 * Throws `invalid-count`, `length-mismatch`, `unknown-category`.
 *
 * Source: the observed agreement of Fleiss (1971), Psychological Bulletin 76, 378–382, equation 2, over pairs.
 */
export function percentAgreement(ratings: Ratings): PercentAgreement {
  const all = unitsOf(ratings);
  const { codes, coders } = ratings;
  let pairs = 0;
  let agreeing = 0;
  let units = 0;
  for (let unit = 0; unit < all; unit++) {
    const given = codes.subarray(unit * coders, (unit + 1) * coders).filter((code) => code !== -1);
    if (given.length > 1) units += 1;
    for (let i = 0; i < given.length; i++) {
      for (let j = i + 1; j < given.length; j++) {
        pairs += 1;
        if (given[i] === given[j]) agreeing += 1;
      }
    }
  }
  const none = pairs === 0;
  return {
    estimate: none ? null : agreeing / pairs,
    undefinedBecause: none ? 'no-pairs' : null,
    pairs,
    agreeing,
    units,
    leftOut: all - units,
    warnings: leftOutWarning(all - units, 'of fewer than two ratings'),
  };
}
