import type { Moments } from '../describe/moments.ts';
import { symmetricEigen } from '../linalg/symmetricEigen.ts';

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

/** A loading this small has no sign to speak of. */
export const negligibleLoading = 1e-8;

/** The correlation matrix (row-major) of the first `size` columns of the moments. */
export function correlationMatrix(moments: Moments, size: number): Float64Array {
  const width = moments.means.length;
  const c = moments.crossProducts;
  const correlation = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < size; k++) {
      const scale = Math.sqrt(c[j * width + j]) * Math.sqrt(c[k * width + k]);
      correlation[j * size + k] = j === k ? 1 : Math.max(-1, Math.min(1, c[j * width + k] / scale));
    }
  }
  return correlation;
}

/**
 * First principal component of a correlation matrix.
 *
 * The sign of a component is arbitrary. Here the first column whose loading is not negligible gets the sign that
 * `directions` gives it (1 or −1), so the answer is the same on every machine.
 *
 * Source: Jolliffe (2002), Principal Component Analysis, 2nd ed., sections 2.3 and 11.1.
 */
export function firstComponent(correlation: Float64Array, directions: readonly (1 | -1)[]): FirstComponent {
  const size = directions.length;
  const { values, vectors, sweeps } = symmetricEigen(correlation, size);
  const vector = vectors[0];
  const anchor = Math.max(
    0,
    vector.findIndex((loading) => Math.abs(loading) > negligibleLoading),
  );
  const turn = Math.sign(vector[anchor]) === directions[anchor] ? 1 : -1;
  return {
    loadings: vector.map((loading) => turn * loading),
    eigenvalues: values,
    shareOfVariance: values[0] / size,
    convergence: { method: 'jacobi', sweeps },
  };
}
