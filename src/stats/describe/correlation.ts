import { columnMoments } from './columnMoments.ts';

export interface Correlation {
  /** Pearson's product-moment correlation, −1 … 1. */
  r: number;
  /** Rows with both values. */
  n: number;
  /** Rows left out because either value is NaN. */
  dropped: number;
}

/**
 * Pearson's correlation of two columns over the rows that have both values.
 *
 * Throws `length-mismatch`, `infinite-value`, `too-few-rows` below two rows with both and `constant-column`, since a
 * column that does not vary has no correlation with anything.
 *
 * Source: Pearson (1896), Philosophical Transactions A 187, 253–318.
 */
export function correlation(x: Float64Array, y: Float64Array): Correlation {
  const { moments } = columnMoments([
    { name: 'x', values: x },
    { name: 'y', values: y },
  ]);
  const [xx, xy, , yy] = moments.crossProducts;
  const r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
  return { r: Math.max(-1, Math.min(1, r)), n: moments.n, dropped: x.length - moments.n };
}
