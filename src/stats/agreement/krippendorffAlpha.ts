import { StatsError, type StatsWarning } from '../errors.ts';
import { leftOutWarning, patternsOf, type Patterns, type Ratings, type UndefinedBecause } from './ratings.ts';

/** What categories are: names, ranks, numbers with a meaning of distance, or of proportion. */
export type AlphaMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface AlphaOptions {
  metric: AlphaMetric;
  /** The number that each category stands for, ascending. Ranks need none; distances and proportions do. */
  values?: readonly number[];
}

export interface KrippendorffAlpha {
  metric: AlphaMetric;
  /** At most 1; 0 is what chance alone would give. Null where it is undefined. */
  estimate: number | null;
  undefinedBecause: UndefinedBecause | null;
  /** Disagreement as observed and as chance would give it, in squared distances. */
  observed: number | null;
  expected: number | null;
  /** Units of two ratings at least, units left out, and the ratings of the former. */
  units: number;
  leftOut: number;
  ratings: number;
  /** How many categories those ratings use. */
  categoriesUsed: number;
  /** `units-left-out`: how many, and why. */
  warnings: StatsWarning[];
}

/**
 * Krippendorff's alpha of any number of coders, each of whom may have left units out.
 *
 * Units of fewer than two ratings are left out and counted. Undefined, and said to be, where nobody met on a unit or all
 * ratings are of one category: then neither agreement nor its lack could be seen. Categories are ordered by their index.
 *
 * Throws `values-missing` (interval, ratio), `invalid-values` unless there is one for each category and they ascend (for
 * ratios, from 0 on), none beyond ±10¹⁵⁰ nor nearer to the next than 10⁻¹⁵⁰; `invalid-count`, `length-mismatch`, `unknown-category`.
 *
 * Source: Krippendorff (2019), Content Analysis, 4th ed., section 12.3; Krippendorff (2011), Computing Krippendorff’s
 * alpha-reliability.
 */
export function krippendorffAlpha(ratings: Ratings, options: AlphaOptions): KrippendorffAlpha {
  const patterns = patternsOf(ratings);
  const distance = checkedDistance(options, ratings.categories);
  const pairs = coincidences(patterns, patterns.times);
  const sizes = {
    units: patterns.units,
    leftOut: patterns.leftOut,
    ratings: patterns.times.reduce((sum, times, p) => sum + times * patterns.raters[p], 0),
    categoriesUsed: pairs.used.filter((times) => times > 0).length,
    warnings: leftOutWarning(patterns.leftOut, 'of fewer than two ratings'),
  };
  return { metric: options.metric, ...alphaOf(pairs, distance), ...sizes };
}

/** How often each two categories met on a unit, above the diagonal, and how often each was used at all. */
export interface Coincidences {
  /** Of categories a < b, at `placeOf(a, b)`. */
  met: Float64Array;
  used: Float64Array;
}

/** Squared distance of two categories, given how often each was used. */
export type Distance = (a: number, b: number, used: Float64Array) => number;

/** Each unit gives its pairs the weight of one rating each, so that units of many coders do not outweigh others. */
export function coincidences(
  patterns: Patterns,
  times: Float64Array,
  into = emptyPairs(patterns),
): Coincidences {
  const { counts, raters, categories: k } = patterns;
  const { met, used } = into;
  met.fill(0);
  used.fill(0);
  for (let p = 0; p < times.length; p++) {
    if (times[p] === 0) continue;
    const weight = times[p] / (raters[p] - 1);
    let place = 0;
    for (let a = 0; a < k; a++) {
      const count = counts[p * k + a];
      used[a] += times[p] * count;
      for (let b = a + 1; b < k; b++) met[place++] += weight * count * counts[p * k + b];
    }
  }
  return into;
}

export const emptyPairs = ({ categories: k }: Patterns): Coincidences => ({
  met: new Float64Array((k * (k - 1)) / 2),
  used: new Float64Array(k),
});

export type AlphaValue = Pick<KrippendorffAlpha, 'estimate' | 'undefinedBecause' | 'observed' | 'expected'>;

/** One minus observed over expected disagreement. */
export function alphaOf({ met, used }: Coincidences, distance: Distance): AlphaValue {
  let [observed, expected, place] = [0, 0, 0];
  for (let a = 0; a < used.length; a++) {
    for (let b = a + 1; b < used.length; b++, place++) {
      if (used[a] === 0 || used[b] === 0) continue;
      const squared = distance(a, b, used);
      observed += met[place] * squared;
      expected += used[a] * used[b] * squared;
    }
  }
  let all = 0;
  for (const count of used) all += count;
  return oneMinus(2 * observed, 2 * expected, all);
}

/**
 * Alpha of the sums of distances of pairs: `observed` within units, each pair weighted by one over the unit's ratings less
 * one; `expected` among all ratings, of which there are `all`.
 */
export function oneMinus(observed: number, expected: number, all: number): AlphaValue {
  if (all === 0) return { estimate: null, undefinedBecause: 'no-pairs', observed: null, expected: null };
  const apart = { observed: observed / all, expected: expected / (all * (all - 1)) };
  if (expected === 0) return { estimate: null, undefinedBecause: 'no-variation', ...apart };
  return { estimate: 1 - apart.observed / apart.expected, undefinedBecause: null, ...apart };
}

export function checkedDistance({ metric, values }: AlphaOptions, categories: number): Distance {
  if (metric === 'nominal') return () => 1;
  if (metric === 'ordinal') return rankDistance;
  if (values === undefined)
    throw new StatsError(
      'values-missing',
      `On the ${metric} level each category stands for a number; give them.`,
    );
  // Beyond these bounds squares leave the range of numbers, and alpha would be none.
  const fit = values.every(
    (value, i) => Math.abs(value) <= 1e150 && (i === 0 || value - values[i - 1] >= 1e-150),
  );
  if (values.length !== categories || !fit || (metric === 'ratio' && values[0] < 0))
    throw new StatsError(
      'invalid-values',
      `Give one number for each of ${categories} categories, ascending${metric === 'ratio' ? ' from 0 on' : ''}, of a size between 10⁻¹⁵⁰ and 10¹⁵⁰.`,
    );
  return metric === 'interval'
    ? (a, b) => (values[a] - values[b]) ** 2
    : (a, b) => ((values[a] - values[b]) / (values[a] + values[b])) ** 2;
}

/** How many ratings lie between two categories, half of their own included. */
const rankDistance: Distance = (a, b, used) => {
  let between = (used[a] + used[b]) / 2;
  for (let c = a + 1; c < b; c++) between += used[c];
  return between ** 2;
};
