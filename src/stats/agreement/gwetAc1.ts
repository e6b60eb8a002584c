import type { StatsWarning } from '../errors.ts';
import { leftOutWarning, unitsOf, type Ratings, type UndefinedBecause } from './ratings.ts';

export interface GwetAc1 {
  /** At most 1; 0 is what chance alone would give. Null where it is undefined. */
  estimate: number | null;
  undefinedBecause: UndefinedBecause | null;
  /** In large samples of units, for these coders; null where AC1 is undefined or a single unit was rated. */
  standardError: number | null;
  observed: number | null;
  expected: number | null;
  /** Units of two ratings at least, and the others. */
  units: number;
  leftOut: number;
  /** `units-left-out`: how many, and why. */
  warnings: StatsWarning[];
}

/**
 * Gwet's AC1 of any number of coders over unordered categories, each of whom may have left units out. Chance is what
 * coders would agree on if they guessed only where they do not know: it shrinks where one category is very frequent, so that
 * AC1 does not fall there as kappa does.
 *
 * Observed agreement is the mean of the units' shares of agreeing pairs, over units of two ratings at least; the others are
 * counted in `leftOut`. Units of one rating count towards how often categories are used, and towards nothing else.
 * Undefined, and said to be, where nobody met on a unit or there is but one category to choose. Where several could have been
 * chosen and all chose the same throughout, AC1 is 1 by its definition, while kappa and alpha are undefined. It rests on how
 * many categories there are, also those that nobody used.
 *
 * Throws `invalid-count`, `length-mismatch`, `unknown-category`.
 *
 * Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29–48; with missing ratings as in Gwet
 * (2014), Handbook of Inter-Rater Reliability, 4th ed., chapters 2 and 5.
 */
export function gwetAc1(ratings: Ratings): GwetAc1 {
  const all = unitsOf(ratings);
  const { shares, rated, units, observed } = seenIn(ratings, all);
  const counted = {
    units,
    leftOut: all - units,
    warnings: leftOutWarning(all - units, 'of fewer than two ratings'),
  };
  const none = { estimate: null, standardError: null, observed: null, expected: null };
  if (units === 0) return { ...none, undefinedBecause: 'no-pairs', ...counted };
  const others = ratings.categories - 1;
  if (others === 0) return { ...none, undefinedBecause: 'no-variation', observed, ...counted };
  const expected = shares.reduce((sum, share) => sum + share * (1 - share), 0) / others;
  const estimate = (observed - expected) / (1 - expected);
  const standardError = errorOf(ratings, { shares, rated, units, expected, estimate });
  return { estimate, undefinedBecause: null, standardError, observed, expected, ...counted };
}

/** How often each category is used, in the mean of the units that anybody rated, and how far these are agreed upon. */
function seenIn({ codes, coders, categories }: Ratings, all: number) {
  const shares = new Float64Array(categories);
  let [rated, units, agreed] = [0, 0, 0];
  for (let unit = 0; unit < all; unit++) {
    const [from, to] = [unit * coders, (unit + 1) * coders];
    const ratings = ratingsIn(codes, from, to);
    if (ratings === 0) continue;
    rated += 1;
    for (let j = from; j < to; j++) if (codes[j] !== -1) shares[codes[j]] += 1 / ratings;
    if (ratings < 2) continue;
    units += 1;
    agreed += agreementIn(codes, from, to) / (ratings * (ratings - 1));
  }
  return {
    shares: rated === 0 ? shares : shares.map((sum) => sum / rated),
    rated,
    units,
    observed: units === 0 ? 0 : agreed / units,
  };
}

function ratingsIn(codes: Int32Array, from: number, to: number): number {
  let ratings = 0;
  for (let j = from; j < to; j++) if (codes[j] !== -1) ratings += 1;
  return ratings;
}

/** Ordered pairs of coders who gave a unit the same category. */
function agreementIn(codes: Int32Array, from: number, to: number): number {
  let pairs = 0;
  for (let i = from; i < to; i++) {
    if (codes[i] === -1) continue;
    for (let j = i + 1; j < to; j++) if (codes[j] === codes[i]) pairs += 2;
  }
  return pairs;
}

interface Parts {
  shares: Float64Array;
  rated: number;
  units: number;
  expected: number;
  estimate: number;
}

/** Each unit's own part in AC1, with what it moves chance by; their spread is that of the estimate. */
function errorOf({ codes, coders, categories }: Ratings, parts: Parts): number | null {
  const { shares, rated, units, expected, estimate } = parts;
  if (rated < 2) return null;
  let squares = 0;
  for (let from = 0; from < codes.length; from += coders) {
    const to = from + coders;
    const ratings = ratingsIn(codes, from, to);
    if (ratings === 0) continue;
    const agreed = ratings < 2 ? null : agreementIn(codes, from, to) / (ratings * (ratings - 1));
    const own = agreed === null ? 0 : ((rated / units) * (agreed - expected)) / (1 - expected);
    let used = 0;
    for (let j = from; j < to; j++) if (codes[j] !== -1) used += shares[codes[j]] / ratings;
    const chance = (1 - used) / (categories - 1);
    squares += (own - (2 * (1 - estimate) * (chance - expected)) / (1 - expected) - estimate) ** 2;
  }
  return Math.sqrt(squares / (rated * (rated - 1)));
}
