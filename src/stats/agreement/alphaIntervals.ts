import { StatsError } from '../errors.ts';
import { quantileSorted } from '../describe/quantile.ts';
import { seededGenerator, type Generator } from '../random/generator.ts';
import {
  alphaOf,
  checkedDistance,
  coincidences,
  emptyPairs,
  type AlphaMetric,
  type AlphaOptions,
  type Coincidences,
} from './krippendorffAlpha.ts';
import { patternsOf, type Patterns, type Ratings } from './ratings.ts';

export interface AlphaIntervalOptions {
  /** Intervals of several metrics come of the same resamples. */
  metrics: readonly AlphaMetric[];
  values?: AlphaOptions['values'];
  seed: number;
  /** 1,000 where nothing is said. */
  resamples?: number;
  /** 0.95 where nothing is said. */
  level?: number;
  /** Told the share done from time to time; `false` stops the work, which throws `stopped`. */
  progress?: (share: number) => boolean;
}

export interface AlphaInterval {
  metric: AlphaMetric;
  method: 'units resampled, percentiles of type 7';
  /** Null where fewer than two units can be resampled, or alpha was undefined in every resample. */
  lower: number | null;
  upper: number | null;
  level: number;
  resamples: number;
  /** Resamples in which alpha was undefined: the percentiles are of the others. */
  undefinedResamples: number;
}

/**
 * How sure Krippendorff's alpha is: units are drawn anew, as many as there are, with replacement; alpha is computed of
 * each such resample, with marginals of its own; the interval reaches between percentiles of these.
 *
 * Drawn from are the units of two ratings at least. Each resample has a stream of random numbers of its own, named by its
 * number, so that the answer does not depend on how the work is divided. (Krippendorff's own bootstrap draws deviations
 * and not units, and takes them for independent; it gives narrower intervals where coders' errors hang together in a unit.)
 *
 * Throws `invalid-count`, `invalid-probability`, `invalid-seed`, `stopped`, and as `krippendorffAlpha`.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, section 13.3; Zapf et al. (2016), BMC Medical
 * Research Methodology 16, 93, for units.
 */
export function alphaIntervals(ratings: Ratings, options: AlphaIntervalOptions): AlphaInterval[] {
  const { metrics, values, seed, resamples = 1000, level = 0.95 } = options;
  refuse(resamples, level);
  const patterns = patternsOf(ratings);
  const distances = metrics.map((metric) =>
    checkedDistance(values === undefined ? { metric } : { metric, values }, ratings.categories),
  );
  const found = metrics.map(() => new Float64Array(resamples));
  const shares = sharesOf(patterns);
  const pairs = emptyPairs(patterns);
  const room = {
    bits: new Uint32Array(patterns.ofUnit.length),
    drawn: new Float64Array(patterns.times.length),
  };
  for (let i = 0; i < resamples; i++) {
    if (i % 100 === 0 && options.progress?.(i / resamples) === false)
      throw new StatsError('stopped', 'Somebody stopped the work.');
    draw(patterns, seededGenerator(seed, `resample ${i}`), room);
    addUp(shares, room.drawn, pairs);
    distances.forEach((distance, m) => {
      found[m][i] = alphaOf(pairs, distance).estimate ?? Number.NaN;
    });
  }
  const isTooFew = patterns.ofUnit.length < 2;
  return metrics.map((metric, m) => ({
    metric,
    method: 'units resampled, percentiles of type 7',
    ...boundsOf(isTooFew ? new Float64Array() : found[m], level),
    level,
    resamples,
    undefinedResamples: found[m].filter(Number.isNaN).length,
  }));
}

function refuse(resamples: number, level: number): void {
  if (!Number.isSafeInteger(resamples) || resamples < 1)
    throw new StatsError('invalid-count', `At least one resample is drawn; here are ${resamples}.`);
  if (!(level > 0 && level < 1))
    throw new StatsError('invalid-probability', `A level lies between 0 and 1; this one is ${level}.`);
}

/** How many units of each pattern a resample has. */
function draw({ ofUnit }: Patterns, generator: Generator, { bits, drawn }: Room): void {
  drawn.fill(0);
  generator.fill(bits);
  // A multiple of 2⁻³² is fine enough: no unit is favoured by more than one part in 2³² ÷ units.
  const scale = ofUnit.length / 2 ** 32;
  for (let i = 0; i < bits.length; i++) drawn[ofUnit[Math.trunc(bits[i] * scale)]] += 1;
}

/** Where a resample is drawn, again and again. */
interface Room {
  bits: Uint32Array;
  drawn: Float64Array;
}

/** What one unit of each pattern adds to how often categories met, and were used: the same in every resample. */
function sharesOf(patterns: Patterns): Float64Array {
  const pairs = emptyPairs(patterns);
  const width = pairs.met.length + pairs.used.length;
  const shares = new Float64Array(patterns.times.length * width);
  const one = new Float64Array(patterns.times.length);
  for (let p = 0; p < one.length; p++) {
    one[p] = 1;
    coincidences(patterns, one, pairs);
    shares.set(pairs.met, p * width);
    shares.set(pairs.used, p * width + pairs.met.length);
    one[p] = 0;
  }
  return shares;
}

function addUp(shares: Float64Array, drawn: Float64Array, { met, used }: Coincidences): void {
  const width = met.length + used.length;
  met.fill(0);
  used.fill(0);
  for (let p = 0, at = 0; p < drawn.length; p++, at += width) {
    const times = drawn[p];
    if (times === 0) continue;
    for (let j = 0; j < met.length; j++) met[j] += times * shares[at + j];
    for (let c = 0; c < used.length; c++) used[c] += times * shares[at + met.length + c];
  }
}

function boundsOf(found: Float64Array, level: number): { lower: number | null; upper: number | null } {
  const sorted = found.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return { lower: null, upper: null };
  const tail = (1 - level) / 2;
  return { lower: quantileSorted(sorted, tail), upper: quantileSorted(sorted, 1 - tail) };
}
