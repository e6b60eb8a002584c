import { columnMoments } from '../describe/columnMoments.ts';
import type { Column } from '../describe/completeRows.ts';
import { StatsError } from '../errors.ts';
import { correlationMatrix, type Direction } from './principalComponent.ts';

export interface CronbachAlpha {
  /** From the covariances of the items, for a sum of the items in their own units. */
  raw: number;
  /** From their correlations, for a sum of standardised items. */
  standardised: number;
  items: number;
  n: number;
  /** Rows left out because an item is NaN. */
  dropped: number;
}

/**
 * Cronbach's alpha of a scale: k / (k − 1) · (1 − Σ variances of the items / variance of their sum), over the rows
 * that have all items. Items whose entry in `directions` is −1 are reversed first, so that all point the same way.
 * Alpha can be negative where items contradict each other.
 *
 * Throws as `columnMoments`, `too-few-items` below two items and `constant-scale` where their sum does not vary.
 *
 * Source: Cronbach (1951), Psychometrika 16, 297–334, eq. 2; standardised: Falk & Savalei (2011), Journal of
 * Personality Assessment 93, 445–453, eq. 2.
 */
export function cronbachAlpha(
  items: readonly Column[],
  directions: readonly Direction[] = items.map(() => 1),
): CronbachAlpha {
  const { moments, complete } = columnMoments(items);
  return {
    raw: alphaOfMatrix(moments.crossProducts, directions),
    standardised: alphaOfMatrix(correlationMatrix(moments, items.length), directions),
    items: items.length,
    n: moments.n,
    dropped: complete.length - moments.n,
  };
}

/** Alpha from a covariance matrix (row-major) or any multiple of it; from a correlation matrix, standardised alpha. */
export function alphaOfMatrix(covariance: Float64Array, directions: readonly Direction[]): number {
  const items = directions.length;
  if (items < 2) {
    throw new StatsError('too-few-items', 'Cronbach’s alpha needs at least two items.');
  }
  let ofItems = 0;
  let ofSum = 0;
  for (let j = 0; j < items; j++) {
    ofItems += covariance[j * items + j];
    for (let k = 0; k < items; k++) ofSum += directions[j] * directions[k] * covariance[j * items + k];
  }
  if (!(ofSum > Number.EPSILON * items * ofItems)) {
    throw new StatsError('constant-scale', 'The sum of the items does not vary, so alpha is not defined.');
  }
  return (items / (items - 1)) * (1 - ofItems / ofSum);
}
