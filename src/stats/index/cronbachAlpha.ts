import { StatsError } from '../errors.ts';

/**
 * Cronbach's alpha of a scale, from the covariance matrix of its items: k / (k − 1) · (1 − Σ variances / variance of
 * the sum). Give the correlation matrix instead to get the standardised alpha, which does not depend on units.
 *
 * `covariance` is row-major, `items` × `items`. Items with a negative `signs[j]` are reversed first, so that all point
 * the same way; without `signs` they are taken as they are. Alpha can be negative where items contradict each other.
 *
 * Throws `too-few-items` below two items and `constant-scale` where the sum of the items does not vary.
 *
 * Source: Cronbach (1951), Psychometrika 16, eq. 2; standardised form: Falk & Savalei (2011), eq. 2.
 */
export function cronbachAlpha(covariance: Float64Array, items: number, signs?: ArrayLike<number>): number {
  if (items < 2) {
    throw new StatsError('too-few-items', 'Cronbach’s alpha needs at least two items.');
  }
  const sign = (j: number) => (signs !== undefined && signs[j] < 0 ? -1 : 1);
  let ofItems = 0;
  let ofSum = 0;
  for (let j = 0; j < items; j++) {
    ofItems += covariance[j * items + j];
    for (let k = 0; k < items; k++) ofSum += sign(j) * sign(k) * covariance[j * items + k];
  }
  if (!(ofSum > Number.EPSILON * items * ofItems)) {
    throw new StatsError('constant-scale', 'The sum of the items does not vary, so alpha is not defined.');
  }
  return (items / (items - 1)) * (1 - ofItems / ofSum);
}
