import { oneMinus, type AlphaValue, type KrippendorffAlpha } from './krippendorffAlpha.ts';
import { leftOutWarning } from './ratings.ts';
import {
  chosen,
  eachResample,
  intervalOf,
  type ResampledInterval,
  type ResamplingOptions,
} from './resamples.ts';
import { masiDistance, setPatternsOf, type CodeSets, type SetPatterns } from './setPatterns.ts';

export type MasiAlpha = Omit<KrippendorffAlpha, 'metric' | 'categoriesUsed'> & {
  /** How many different sets were used, on units of two sets at least. */
  distinctSets: number;
};

/**
 * Krippendorff's alpha where a coder gives a unit a set of codes, by the MASI distance: 0 for equal sets, 1 for sets that
 * share nothing, between them the smaller the more they share, and smaller where one holds the other. The empty set is a
 * set as others are: two who both code nothing agree.
 *
 * Units of fewer than two sets are left out and counted. Undefined, and said to be, where nobody met on a unit or all sets
 * are one and the same. The work grows with the square of how many different sets there are.
 *
 * Throws `invalid-count`, `length-mismatch`, and `duplicate-code` where a code stands twice in a set.
 *
 * Source: Passonneau (2006), Proceedings of LREC, 831–836, section 3; the coefficient as in Krippendorff (2019).
 */
export function masiAlpha(input: CodeSets): MasiAlpha {
  const patterns = setPatternsOf(input);
  const { distinct, times, units, leftOut } = patterns;
  const pairs = within(patterns);
  const { value, ratings } = alphaOfSets(patterns, pairs, {
    times,
    distance: (a, b) => masiDistance(distinct[a], distinct[b]),
  });
  const warnings = leftOutWarning(leftOut, 'of fewer than two sets');
  return { ...value, units, leftOut, ratings, distinctSets: distinct.length, warnings };
}

/**
 * How sure the alpha of sets is, by drawing units anew as `alphaIntervals` does. Memory grows with the square of how many
 * different sets there are: 8 MB for 1,400 of them.
 *
 * Throws `invalid-probability`, `invalid-seed`, `stopped`, and as `masiAlpha`. Source: as `alphaIntervals`, `masiAlpha`.
 */
export function masiInterval(input: CodeSets, options: ResamplingOptions): ResampledInterval {
  const choices = chosen(options);
  const patterns = setPatternsOf(input);
  const { distinct, units } = patterns;
  const pairs = within(patterns);
  // Row b holds its distances to every a < b.
  const table = new Float64Array((distinct.length * (distinct.length - 1)) / 2);
  for (let b = 1, at = 0; b < distinct.length; b++)
    for (let a = 0; a < b; a++) table[at++] = masiDistance(distinct[a], distinct[b]);
  const distance = (a: number, b: number) => table[(b * (b - 1)) / 2 + a];
  const found = new Float64Array(choices.resamples);
  eachResample(patterns.times, choices, (times, i) => {
    found[i] = alphaOfSets(patterns, pairs, { times, distance }).value.estimate ?? Number.NaN;
  });
  return intervalOf(found, units, choices.level);
}

/** The distances within one unit of each pattern, both ways, weighted by one over its sets less one. */
function within({ members, distinct }: SetPatterns): Float64Array {
  return Float64Array.from(members, (given) => {
    let sum = 0;
    for (let i = 0; i < given.length; i++)
      for (let j = 0; j < i; j++) sum += masiDistance(distinct[given[i]], distinct[given[j]]);
    return (2 * sum) / (given.length - 1);
  });
}

interface Drawn {
  times: Float64Array;
  /** Of the sets a < b. */
  distance: (a: number, b: number) => number;
}

function alphaOfSets(
  { members, distinct }: SetPatterns,
  pairs: Float64Array,
  { times, distance }: Drawn,
): { value: AlphaValue; ratings: number } {
  const used = new Float64Array(distinct.length);
  let [observed, expected, ratings] = [0, 0, 0];
  members.forEach((given, p) => {
    if (times[p] === 0) return;
    observed += times[p] * pairs[p];
    ratings += times[p] * given.length;
    for (const set of given) used[set] += times[p];
  });
  const present = Array.from(used.keys()).filter((set) => used[set] > 0);
  present.forEach((b, i) => {
    let sum = 0;
    for (let j = 0; j < i; j++) sum += used[present[j]] * distance(present[j], b);
    expected += used[b] * sum;
  });
  return { value: oneMinus(observed, 2 * expected, ratings), ratings };
}
