/** A run of probabilities of whole numbers, from `first` on. */
export interface CountProbabilities {
  first: number;
  probabilities: Float64Array;
}

/**
 * Probabilities of the whole numbers `first` … `last` from the ratio of each to the one before it, `rising(k)` =
 * P(k) ∕ P(k − 1). They are built outwards from the most probable number and then made to add up to 1, so that neither
 * factorials nor very small numbers enter.
 */
export function fromRatios(
  first: number,
  last: number,
  mode: number,
  rising: (k: number) => number,
): CountProbabilities {
  const probabilities = new Float64Array(last - first + 1);
  probabilities[mode - first] = 1;
  for (let k = mode + 1; k <= last; k++) {
    probabilities[k - first] = probabilities[k - 1 - first] * rising(k);
  }
  for (let k = mode; k > first; k--) {
    probabilities[k - 1 - first] = probabilities[k - first] / rising(k);
  }
  const total = probabilities.toSorted().reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= total;
  return { first, probabilities };
}

/** Probabilities of 0 … n successes, each with probability 0 < p < 1. */
export function binomialProbabilities(n: number, p: number): CountProbabilities {
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  return fromRatios(0, n, mode, (k) => ((n - k + 1) / k) * odds);
}
