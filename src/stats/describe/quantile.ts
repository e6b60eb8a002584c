import { StatsError } from '../errors.ts';

/**
 * The nine sample quantiles of Hyndman & Fan (1996), under the numbers that R gives them, with the names and
 * programs people know them by.
 */
export const quantileTypes = {
  1: 'Inverse of the empirical distribution function',
  2: 'Inverse of the empirical distribution function, averaged at steps (SAS 5)',
  3: 'Nearest order statistic, even at ties (SAS 2)',
  4: 'Linear interpolation of the empirical distribution function',
  5: 'Hazen: midpoints of the steps',
  6: 'Weibull: mean positions (SPSS, Minitab)',
  7: 'Gumbel: mode positions (R, Excel PERCENTILE.INC)',
  8: 'Median-unbiased whatever the distribution',
  9: 'Blom: unbiased for a normal distribution',
} as const;

export type QuantileType = keyof typeof quantileTypes;

/** A quantile lies between two order statistics: x[lower] + fraction · (x[lower + 1] − x[lower]), counted from 0. */
export interface QuantilePosition {
  lower: number;
  fraction: number;
}

/** The constants a, b of the continuous types: position p(n + a) + b, as tabulated by R's `quantile`. */
const continuous: Record<4 | 5 | 6 | 7 | 8 | 9, readonly [a: number, b: number]> = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
};

/**
 * Where the quantile of probability `p` lies among `n` sorted values.
 *
 * A position within 4 machine epsilons of a whole number counts as whole, as in R, so that (for instance) p = 0.1 of
 * 30 values means the third one although 0.1 is not exact in binary.
 *
 * Throws `no-values` when n is 0, `invalid-probability` unless 0 ≤ p ≤ 1, `invalid-quantile-type` for other types.
 */
export function quantilePosition(n: number, p: number, type: QuantileType): QuantilePosition {
  if (n < 1) throw new StatsError('no-values', 'A quantile needs at least one value.');
  if (!(p >= 0 && p <= 1)) {
    throw new StatsError('invalid-probability', `A probability lies between 0 and 1; this one is ${p}.`);
  }
  if (!(type in quantileTypes)) {
    throw new StatsError('invalid-quantile-type', `Quantile types are 1 to 9; this one is ${String(type)}.`);
  }
  return type <= 3
    ? stepPosition(n, p, type as 1 | 2 | 3)
    : linePosition(n, p, type as keyof typeof continuous);
}

/** Types 1 to 3: an order statistic, or the midpoint of two. */
function stepPosition(n: number, p: number, type: 1 | 2 | 3): QuantilePosition {
  const fuzz = 4 * Number.EPSILON;
  const exact = type === 3 ? n * p - 0.5 : n * p;
  const whole = Math.floor(exact + fuzz);
  const beyond = exact - whole > fuzz;
  const fraction = stepFraction(type, whole, beyond);
  return within(n, whole - 1, fraction);
}

function stepFraction(type: 1 | 2 | 3, whole: number, beyond: boolean): number {
  if (beyond) return 1;
  if (type === 1) return 0;
  if (type === 2) return 0.5;
  return whole % 2 === 0 ? 0 : 1;
}

function linePosition(n: number, p: number, type: keyof typeof continuous): QuantilePosition {
  if (type === 7) {
    const exact = (n - 1) * p;
    return within(n, Math.floor(exact), exact - Math.floor(exact));
  }
  const [a, b] = continuous[type];
  const fuzz = 4 * Number.EPSILON;
  const exact = a + p * (n + 1 - a - b);
  const whole = Math.floor(exact + fuzz);
  const fraction = exact - whole;
  return within(n, whole - 1, Math.abs(fraction) < fuzz ? 0 : fraction);
}

function within(n: number, lower: number, fraction: number): QuantilePosition {
  if (lower < 0) return { lower: 0, fraction: 0 };
  if (lower >= n - 1) return { lower: n - 1, fraction: 0 };
  return fraction === 1 ? { lower: lower + 1, fraction: 0 } : { lower, fraction };
}

/** The value at `fraction` of the way from `low` to `high`; exact at both ends and never beyond them. */
export function interpolate(low: number, high: number, fraction: number): number {
  if (fraction === 0 || low === high) return low;
  const width = high - low;
  if (!Number.isFinite(width)) return (1 - fraction) * low + fraction * high;
  return Math.min(high, low + fraction * width);
}

/** The quantile of values that are already in ascending order and free of NaN. */
export function quantileSorted(sorted: Float64Array, p: number, type: QuantileType = 7): number {
  const { lower, fraction } = quantilePosition(sorted.length, p, type);
  return fraction === 0 ? sorted[lower] : interpolate(sorted[lower], sorted[lower + 1], fraction);
}

export interface Quantiles {
  /** One value per probability, in the order asked for. */
  values: number[];
  type: QuantileType;
  n: number;
  /** Values that were NaN and so left out. */
  missing: number;
}

/**
 * Sample quantiles of values in any order; NaN counts as missing and is left out.
 *
 * Throws `no-values` where nothing is left, and as `quantilePosition`.
 *
 * Source: Hyndman & Fan (1996), The American Statistician 50, 361–365, definitions 1 to 9.
 */
export function quantiles(
  values: Float64Array,
  probabilities: readonly number[],
  type: QuantileType = 7,
): Quantiles {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return {
    values: probabilities.map((p) => quantileSorted(sorted, p, type)),
    type,
    n: sorted.length,
    missing: values.length - sorted.length,
  };
}
