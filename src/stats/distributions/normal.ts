import { StatsError } from '../errors.ts';

const rootTwoPi = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / rootTwoPi;
}

/**
 * Probability that a standard normal variable is at most `x`, with nearly full relative accuracy in the lower tail;
 * for the upper tail ask for −x. NaN in, NaN out.
 *
 * Source: the series of Marsaglia (2004), Journal of Statistical Software 11 (4), eq. 3, near the middle; the
 * continued fraction of Mills' ratio, Abramowitz & Stegun (1964) 26.2.14, in the tails.
 */
export function normalProbability(x: number): number {
  if (x > 0) return 1 - normalProbability(-x);
  if (x < -2.5) return normalDensity(x) / inverseMills(-x);
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > Number.EPSILON * 1e-3 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

/** x + 1 ∕ (x + 2 ∕ (x + 3 ∕ …)) from the far end. */
function inverseMills(x: number): number {
  let value = x;
  for (let k = Math.ceil(20 + 600 / (x * x)); k > 0; k--) value = x + k / value;
  return value;
}

/**
 * The standard normal quantile: the x that a variable stays below with probability `p`. Throws `invalid-probability`
 * unless 0 < p < 1.
 *
 * A rough start is refined by Halley's method on the distribution function.
 *
 * Source of the start: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.2.23.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new StatsError('invalid-probability', `A probability lies between 0 and 1; this one is ${p}.`);
  }
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = above / below - t;
  for (let step = 0; step < 3; step++) {
    const error = (normalProbability(x) - p) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}

/** How many standard errors an interval of the given confidence reaches to either side: 1.96 for 0.95. */
export function normalMultiplier(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new StatsError(
      'invalid-confidence',
      `A confidence lies between 0 and 1, such as 0.95; this one is ${confidence}.`,
    );
  }
  return -normalQuantile((1 - confidence) / 2);
}
