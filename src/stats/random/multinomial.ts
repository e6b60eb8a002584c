import type { Generator } from './generator.ts';

/**
 * Prepares to draw how often each of several kinds comes in as many draws as `weights` add up to, with replacement, each
 * kind as likely as its share of `weights` (whole numbers, not negative, descending). What is drawn is written into `into`.
 *
 * Frequent kinds are drawn by conditional binomials, whose work does not grow with the draws; what is left for the rare
 * ones is drawn one by one, which is faster than a binomial for each of them.
 *
 * Source: Devroye (1986), Non-Uniform Random Variate Generation, section XI.1.4.
 */
export function multinomialOf(weights: Float64Array): (generator: Generator, into: Float64Array) => void {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const tail = weights.findIndex((weight) => weight < frequent);
  const head = tail === -1 ? weights.length : tail;
  const rare = kindsOf(weights, head);
  const bits = new Uint32Array(all);
  return (generator, into) => {
    into.fill(0);
    let [left, weight] = [all, all];
    for (let i = 0; i < head && left > 0; i++) {
      into[i] = weights[i] === weight ? left : drawBinomial(left, weights[i] / weight, generator);
      left -= into[i];
      weight -= weights[i];
    }
    const wanted = bits.subarray(0, left);
    generator.fill(wanted);
    // A multiple of 2⁻³² is fine enough: none is favoured by more than one part in 2³² ÷ weight.
    const scale = weight / 2 ** 32;
    for (let i = 0; i < left; i++) into[rare[Math.trunc(wanted[i] * scale)]] += 1;
  };
}

/** The weight from which on a binomial is faster than single draws. */
const frequent = 30;

/** Each kind from `first` on, as often as its weight says. */
function kindsOf(weights: Float64Array, first: number): Int32Array {
  const kinds = new Int32Array(weights.subarray(first).reduce((sum, weight) => sum + weight, 0));
  for (let kind = first, at = 0; kind < weights.length; at += weights[kind], kind++)
    kinds.fill(kind, at, at + weights[kind]);
  return kinds;
}

/**
 * How many of `n` succeed where each does with probability 0 ≤ p < 1.
 *
 * Source: Hörmann (1993), Journal of Statistical Computation and Simulation 46, 101–110, algorithm BTRS, from ten expected
 * successes on; below that by sequential search.
 */
export function drawBinomial(n: number, p: number, generator: Generator): number {
  if (p > 0.5) return n - drawBinomial(n, 1 - p, generator);
  return n * p < 10 ? bySearch(n, p, generator) : byRejection(n, p, generator);
}

function bySearch(n: number, p: number, { uniform }: Generator): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let [rest, probability] = [uniform(), none];
    // Rounding can leave a hair of probability beyond the last number: that draw is thrown away.
    for (let k = 0; k <= n; k++) {
      if (rest < probability) return k;
      rest -= probability;
      probability *= ((n - k) / (k + 1)) * odds;
    }
  }
}

function byRejection(n: number, p: number, { uniform }: Generator): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const inside = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  for (;;) {
    const v = uniform();
    const u = uniform() - 0.5;
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5);
    if (edge >= 0.07 && v <= inside) return k;
    if (!(k >= 0 && k <= n)) continue;
    if (Math.log((v * alpha) / (a / edge ** 2 + b)) <= logRatio(n, p, k)) return k;
  }
}

/** Logarithm of P(k) over the probability of the most probable number. */
function logRatio(n: number, p: number, k: number): number {
  const odds = p / (1 - p);
  const mode = Math.floor((n + 1) * p);
  return (
    (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
    (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
    (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
    (stirling(mode) + stirling(n - mode) - stirling(k) - stirling(n - k))
  );
}

/** What Stirling's formula lacks of log k!. Its series is exact to ten digits only from ten on. */
function stirling(k: number): number {
  if (k < small.length) return small[k];
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

const small = Float64Array.from({ length: 10 }, (_, k) => {
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  return Math.log(factorial) - 0.5 * Math.log(2 * Math.PI) - (k + 0.5) * Math.log(k + 1) + (k + 1);
});
