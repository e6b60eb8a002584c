import { normalMultiplier, normalProbability } from '../distributions/normal.ts';
import { quantileSorted } from '../describe/quantile.ts';
import { StatsError } from '../errors.ts';

export interface CaterpillarOptions {
  /** Of the intervals; 0.95 unless given. */
  confidence?: number;
  /** What effects are held against; 0, the average group, unless given. */
  reference?: number;
}

export interface Caterpillar {
  confidence: number;
  reference: number;
  /** Groups with an effect, lowest first; equal ones in the order given. */
  order: Int32Array;
  /** Interval of each group, for holding it against the reference; NaN without an effect. */
  low: Float64Array;
  high: Float64Array;
  /** Narrower interval, for holding two groups against each other: they differ where these do not overlap. */
  pairLow: Float64Array;
  pairHigh: Float64Array;
  /** How many standard errors each reaches to either side. */
  multiplier: number;
  pairMultiplier: number;
  /** −1 the interval lies below the reference, 1 above, 0 neither (or no effect). */
  standing: Int8Array;
  counts: { below: number; unclear: number; above: number };
  n: number;
  dropped: number;
}

/** So many standard errors stand for all of them where there are more. */
const representatives = 200;

/**
 * What a caterpillar plot shows: effects in order with intervals, and which lie clear of the average.
 *
 * There are two intervals, because ordinary ones answer one question only: whether a group differs from the reference.
 * Whether two groups differ is told by shorter ones, 1.39 standard errors where all errors are equal. Their length is
 * such that, over all pairs, groups that do not differ fail to overlap with probability 1 − confidence.
 *
 * Use comparative standard errors (see `randomIntercept`). No correction is made for looking at many groups: of a
 * hundred average ones about five lie outside. A group without an effect or an error (NaN) is left out and counted.
 *
 * Throws `length-mismatch`, `negative-error`, `no-values`, `invalid-confidence`.
 *
 * Source: Goldstein & Healy (1995), Journal of the Royal Statistical Society A 158, 175–177.
 */
export function caterpillar(
  effects: Float64Array,
  errors: Float64Array,
  { confidence = 0.95, reference = 0 }: CaterpillarOptions = {},
): Caterpillar {
  const multiplier = normalMultiplier(confidence);
  const order = groupsInOrder(effects, errors);
  const pairMultiplier = multiplierOfPairs(
    Float64Array.from(order, (group) => errors[group]),
    multiplier,
  );
  const around = (by: number) => effects.map((effect, group) => effect + by * errors[group]);
  const low = around(-multiplier);
  const high = around(multiplier);
  const standing = Int8Array.from(effects, (_, group) =>
    high[group] < reference ? -1 : Number(low[group] > reference),
  );
  const below = standing.filter((value) => value < 0).length;
  const above = standing.filter((value) => value > 0).length;
  return {
    confidence,
    reference,
    order,
    low,
    high,
    pairLow: around(-pairMultiplier),
    pairHigh: around(pairMultiplier),
    multiplier,
    pairMultiplier,
    standing,
    counts: { below, unclear: order.length - below - above, above },
    n: order.length,
    dropped: effects.length - order.length,
  };
}

function groupsInOrder(effects: Float64Array, errors: Float64Array): Int32Array {
  if (effects.length !== errors.length) {
    throw new StatsError(
      'length-mismatch',
      `There are ${effects.length} effects, but ${errors.length} errors.`,
    );
  }
  const wrong = errors.findIndex((error) => error < 0);
  if (wrong >= 0) {
    throw new StatsError('negative-error', `The standard error of group ${wrong + 1} is negative.`);
  }
  const known = Int32Array.from(effects.keys()).filter(
    (group) => !Number.isNaN(effects[group]) && !Number.isNaN(errors[group]),
  );
  if (known.length === 0) throw new StatsError('no-values', 'No group has an effect and a standard error.');
  return known.sort((one, other) => effects[one] - effects[other] || one - other);
}

/** Between 1 ∕ √2 of the ordinary multiplier, for equal errors, and all of it, for very unequal ones. */
function multiplierOfPairs(errors: Float64Array, multiplier: number): number {
  const sorted = errors.toSorted();
  const some =
    sorted.length <= representatives
      ? sorted
      : Float64Array.from({ length: representatives }, (_, i) =>
          quantileSorted(sorted, (i + 0.5) / representatives),
        );
  const wanted = 2 * normalProbability(-multiplier);
  let low = multiplier / Math.SQRT2;
  let high = multiplier;
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (averageRate(some, middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability, averaged over pairs, that intervals of two equal groups do not overlap. */
function averageRate(errors: Float64Array, multiplier: number): number {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < errors.length; i++) {
    for (let j = 0; j < i; j++) {
      const together = Math.hypot(errors[i], errors[j]);
      const ratio = together > 0 ? (errors[i] + errors[j]) / together : Math.SQRT2;
      sum += 2 * normalProbability(-multiplier * ratio);
      pairs++;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}
