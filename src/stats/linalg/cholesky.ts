/**
 * The Cholesky factor L (lower triangle, row-major, A = L Lᵀ) of a symmetric positive definite matrix, or null where
 * the matrix is not positive definite as far as its numbers tell.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., algorithm 4.2.1.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * size + j];
      for (let k = 0; k < j; k++) value -= factor[i * size + k] * factor[j * size + k];
      if (i > j) factor[i * size + j] = value / factor[j * size + j];
      else if (value > 0 && Number.isFinite(value)) factor[i * size + i] = Math.sqrt(value);
      else return null;
    }
  }
  return factor;
}

/** The solution x of L Lᵀ x = b for a Cholesky factor. */
export function solveCholesky(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k];
    x[i] /= factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= factor[k * size + i] * x[k];
    x[i] /= factor[i * size + i];
  }
  return x;
}

/** The inverse of the matrix that a Cholesky factor belongs to, row-major. */
export function inverseCholesky(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = solveCholesky(
      factor,
      Float64Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)),
    );
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i];
  }
  return inverse;
}

/** The logarithm of the determinant of the matrix that a Cholesky factor belongs to. */
export function logDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * Math.log(factor[i * size + i]);
  return sum;
}
