import { binomialProbabilities } from '../distributions/binomial.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { quantileSorted } from '../describe/quantile.ts';
import { StatsError } from '../errors.ts';

/** What stands behind the values: means of pupils with a known standard deviation, or shares of pupils. */
export type FunnelKind = { kind: 'mean'; standardDeviation: number } | { kind: 'proportion' };

export interface FunnelOptions {
  /** What values are held against; the mean over all pupils unless given. */
  target?: number;
  /** Of the limits, any number; 0.95 and 0.998 (two and three standard errors) unless given. */
  confidences?: readonly number[];
  /** Whether limits are widened where schools differ more than pupils' chance alone explains; false unless given. */
  widen?: boolean;
}

export interface FunnelLimits {
  confidence: number;
  low: Float64Array;
  high: Float64Array;
}

export interface Funnel {
  target: number;
  /** Limits at each school's size, in the order of `confidences`; NaN where a school has no value. */
  limits: (FunnelLimits & { below: number; above: number })[];
  /** Distance from the target in standard errors of a school of that size. */
  z: Float64Array;
  /** Mean square of z, its outer tenths pulled in: about 0.7 if chance alone is at work. */
  overdispersion: number;
  widened: boolean;
  n: number;
  dropped: number;
}

const outerShare = 0.1;

/**
 * Limits of a funnel plot: within which values of schools of a size would lie if all had the target.
 *
 * For means they are target ± z · standard deviation ∕ √size. For shares they are quantiles of the binomial
 * distribution, interpolated between whole numbers of pupils; the upper one is the mirror image of the lower, so that
 * counting failures instead of successes turns the picture over and changes nothing (the published formula for it lies
 * up to one pupil lower). With `widen`, and where `overdispersion` exceeds 1, both
 * are normal and √overdispersion times as wide. A school without a value or a size is left out and counted.
 *
 * Throws `length-mismatch`, `invalid-size` unless sizes are above 0 (whole numbers for shares), `invalid-proportion`,
 * `invalid-deviation`, `invalid-target`, `no-values`, `invalid-confidence`.
 *
 * Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202, sections 2 and 4 and appendix A.1.
 */
export function funnel(
  values: Float64Array,
  sizes: Float64Array,
  kind: FunnelKind,
  { target, confidences = [0.95, 0.998], widen = false }: FunnelOptions = {},
): Funnel {
  const used = usable(values, sizes, kind);
  const middle = target ?? pooled(values, sizes, used);
  const error = errorAt(kind, middle);
  const z = new Float64Array(values.length).fill(NaN);
  for (const school of used) z[school] = (values[school] - middle) / error(sizes[school]);
  const overdispersion = pulledIn(Float64Array.from(used, (school) => z[school]));
  const widened = widen && overdispersion > 1;
  const factor = widened ? overdispersion : 1;
  return {
    target: middle,
    limits: confidences.map((confidence) => {
      const all = funnelLimits(
        sizes.map((size, i) => (Number.isNaN(z[i]) ? NaN : size)),
        kind,
        {
          target: middle,
          confidence,
          factor,
        },
      );
      const below = used.reduce((count, i) => count + Number(values[i] < all.low[i]), 0);
      const above = used.reduce((count, i) => count + Number(values[i] > all.high[i]), 0);
      return { ...all, below, above };
    }),
    z,
    overdispersion,
    widened,
    n: used.length,
    dropped: values.length - used.length,
  };
}

/**
 * The limits alone, at any sizes, for drawing them; NaN gives NaN. `factor` is the overdispersion that they are widened
 * by: at 1 limits of shares are exact, else normal. Throws as `funnel`.
 */
export function funnelLimits(
  sizes: Float64Array,
  kind: FunnelKind,
  { target, confidence, factor = 1 }: { target: number; confidence: number; factor?: number },
): FunnelLimits {
  const error = errorAt(kind, target);
  const reach = normalMultiplier(confidence) * Math.sqrt(factor);
  const tail = (1 - confidence) / 2;
  const low = new Float64Array(sizes.length).fill(NaN);
  const high = low.slice();
  const found = new Map<number, readonly [number, number]>();
  sizes.forEach((size, i) => {
    if (Number.isNaN(size)) return;
    let ends = found.get(size);
    if (ends === undefined) {
      refuseSize(size, kind, i);
      ends =
        kind.kind === 'proportion' && factor === 1
          ? [binomialEnd(size, target, tail), 1 - binomialEnd(size, 1 - target, tail)]
          : [target - reach * error(size), target + reach * error(size)];
      found.set(size, ends);
    }
    [low[i], high[i]] = ends;
  });
  return { confidence, low, high };
}

function usable(values: Float64Array, sizes: Float64Array, kind: FunnelKind): number[] {
  if (values.length !== sizes.length) {
    throw new StatsError('length-mismatch', `There are ${values.length} values, but ${sizes.length} sizes.`);
  }
  const used: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || Number.isNaN(sizes[i])) continue;
    refuseSize(sizes[i], kind, i);
    if (kind.kind === 'proportion' && !(values[i] >= 0 && values[i] <= 1)) {
      throw new StatsError(
        'invalid-proportion',
        `A share lies between 0 and 1; school ${i + 1} has ${values[i]}. Divide percentages by 100.`,
      );
    }
    used.push(i);
  }
  if (used.length === 0) throw new StatsError('no-values', 'No school has a value and a size.');
  return used;
}

function refuseSize(size: number, { kind }: FunnelKind, place: number): void {
  if (size > 0 && Number.isFinite(size) && (kind === 'mean' || Number.isInteger(size))) return;
  throw new StatsError(
    'invalid-size',
    `A school’s size is a ${kind === 'mean' ? 'number' : 'whole number'} above 0; that of school ${place + 1} is ${size}.`,
  );
}

function pooled(values: Float64Array, sizes: Float64Array, used: readonly number[]): number {
  const pupils = used.reduce((sum, i) => sum + sizes[i], 0);
  return used.reduce((sum, i) => sum + (sizes[i] / pupils) * values[i], 0);
}

/** The standard error of a school of a size, where it has the target. */
function errorAt(kind: FunnelKind, target: number): (size: number) => number {
  if (kind.kind === 'mean') {
    const { standardDeviation } = kind;
    if (standardDeviation > 0 && Number.isFinite(standardDeviation)) {
      return (size) => standardDeviation / Math.sqrt(size);
    }
    throw new StatsError(
      'invalid-deviation',
      `A standard deviation is above 0; this one is ${standardDeviation}.`,
    );
  }
  if (target > 0 && target < 1) return (size) => Math.sqrt((target * (1 - target)) / size);
  throw new StatsError('invalid-target', `The target share lies between 0 and 1; it is ${target}.`);
}

/** The lower limit as a share: the smallest count that reaches the tail, moved in proportion to what it is beyond. */
function binomialEnd(size: number, target: number, tail: number): number {
  const { probabilities } = binomialProbabilities(size, target);
  let count = 0;
  let upTo = probabilities[0];
  while (upTo < tail) upTo += probabilities[++count];
  return Math.max(0, (count - (upTo - tail) / probabilities[count]) / size);
}

/** The mean square of the z values, after those in the outer tenths are set to the ends of what is between. */
function pulledIn(z: Float64Array): number {
  const sorted = z.toSorted();
  const low = quantileSorted(sorted, outerShare);
  const high = quantileSorted(sorted, 1 - outerShare);
  return z.reduce((sum, value) => sum + Math.min(high, Math.max(low, value)) ** 2, 0) / z.length;
}
