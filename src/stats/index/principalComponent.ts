import { columnMoments } from '../describe/columnMoments.ts';
import type { Column } from '../describe/completeRows.ts';
import type { Moments } from '../describe/moments.ts';
import { symmetricEigen } from '../linalg/symmetricEigen.ts';
import { weightedSum } from '../linalg/weightedSum.ts';

/** The first principal component of standardised columns. */
export interface FirstComponent {
  /** Elements of the unit eigenvector, one per column: the weights of the standardised columns. */
  loadings: Float64Array;
  /** Eigenvalues of the correlation matrix, largest first; they add up to the number of columns. */
  eigenvalues: Float64Array;
  /** Largest eigenvalue over their sum. */
  shareOfVariance: number;
  convergence: { method: 'jacobi'; sweeps: number };
}

export interface PrincipalComponent extends FirstComponent {
  /** Per column, over the complete rows. */
  means: Float64Array;
  /** With n − 1. */
  standardDeviations: Float64Array;
  /** Per row, Σ loading · (value − mean) / standard deviation; NaN where a row lacks a value. */
  scores: Float64Array;
  n: number;
  /** Rows left out because a value is NaN. */
  dropped: number;
}

/** Which end of a column points up: 1 as it is, −1 reversed. */
export type Direction = 1 | -1;

/** A loading this small has no sign to speak of. */
export const negligibleLoading = 1e-8;

/**
 * The first principal component of columns standardised with n − 1 over their complete rows: the weighted sum that
 * keeps the most of what they have in common.
 *
 * The sign of a component is arbitrary. Here the first column (or, where its loading is negligible, the next) gets
 * the sign of its entry in `directions`, all 1 unless given. Weights are elements of the unit eigenvector, as in R's
 * `prcomp`; some programs print them times the square root of the eigenvalue.
 *
 * Throws as `columnMoments`, and `no-convergence`.
 *
 * Source: Hotelling (1933), Journal of Educational Psychology 24, 417–441; Jolliffe (2002), Principal Component
 * Analysis, 2nd ed., section 2.3.
 */
export function principalComponent(
  columns: readonly Column[],
  directions: readonly Direction[] = columns.map(() => 1),
): PrincipalComponent {
  const { moments, standardDeviations, complete } = columnMoments(columns);
  const component = firstComponent(correlationMatrix(moments, columns.length), directions);
  const weights = component.loadings.map((loading, j) => loading / standardDeviations[j]);
  const scores = weightedSum(
    columns.map((column) => column.values),
    weights,
    moments.means,
  );
  return {
    ...component,
    means: moments.means,
    standardDeviations,
    scores,
    n: moments.n,
    dropped: complete.length - moments.n,
  };
}

/** The correlation matrix (row-major) of the first `size` columns of the moments. */
export function correlationMatrix({ means, crossProducts }: Moments, size: number): Float64Array {
  const width = means.length;
  const correlation = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < size; k++) {
      const scale = Math.sqrt(crossProducts[j * width + j]) * Math.sqrt(crossProducts[k * width + k]);
      const r = crossProducts[j * width + k] / scale;
      correlation[j * size + k] = j === k ? 1 : Math.max(-1, Math.min(1, r));
    }
  }
  return correlation;
}

/** The first principal component of a correlation matrix, its sign fixed as `principalComponent` says. */
export function firstComponent(correlation: Float64Array, directions: readonly Direction[]): FirstComponent {
  const size = directions.length;
  const { values, vectors, sweeps } = symmetricEigen(correlation, size);
  const vector = vectors[0];
  const anchor = vector.findIndex((loading) => Math.abs(loading) > negligibleLoading);
  const turn = Math.sign(vector[anchor]) === directions[anchor] ? 1 : -1;
  return {
    loadings: vector.map((loading) => turn * loading),
    eigenvalues: values,
    shareOfVariance: values[0] / size,
    convergence: { method: 'jacobi', sweeps },
  };
}
