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
import {
  chosen,
  eachResample,
  intervalOf,
  type ResampledInterval,
  type ResamplingOptions,
} from './resamples.ts';

export interface AlphaIntervalOptions extends ResamplingOptions {
  /** Intervals of several metrics come of the same resamples. */
  metrics: readonly AlphaMetric[];
  values?: AlphaOptions['values'];
}

export interface AlphaInterval extends ResampledInterval {
  metric: AlphaMetric;
}

/**
 * How sure Krippendorff's alpha is: units are drawn anew, as many as there are, with replacement; alpha is computed of
 * each such resample, with marginals of its own; the interval reaches between percentiles of these.
 *
 * Drawn from are the units of two ratings at least. Each resample has a stream of random numbers of its own, named by its
 * number, so that the answer does not depend on how the work is divided, nor on the order of units and coders. (Krippendorff's
 * own bootstrap draws deviations and not units, and takes them for independent; its intervals differ from these.)
 *
 * Throws `invalid-count`, `invalid-probability`, `invalid-seed`, `stopped`, and as `krippendorffAlpha`.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, section 13.3; Zapf et al. (2016), BMC Medical
 * Research Methodology 16, 93, for units.
 */
export function alphaIntervals(ratings: Ratings, options: AlphaIntervalOptions): AlphaInterval[] {
  const choices = chosen(options);
  const { metrics, values } = options;
  const patterns = patternsOf(ratings);
  const distances = metrics.map((metric) =>
    checkedDistance(values === undefined ? { metric } : { metric, values }, ratings.categories),
  );
  const found = metrics.map(() => new Float64Array(choices.resamples));
  const shares = sharesOf(patterns);
  const pairs = emptyPairs(patterns);
  eachResample(patterns.times, choices, (drawn, i) => {
    addUp(shares, drawn, pairs);
    distances.forEach((distance, m) => {
      found[m][i] = alphaOf(pairs, distance).estimate ?? Number.NaN;
    });
  });
  return metrics.map((metric, m) => ({ metric, ...intervalOf(found[m], patterns.units, choices.level) }));
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
