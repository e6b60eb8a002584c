import { StatsError } from '../errors.ts';

export interface SymmetricEigen {
  /** Eigenvalues, largest first. */
  values: Float64Array;
  /** `vectors[k]` is the unit eigenvector of `values[k]`; its sign is arbitrary. */
  vectors: Float64Array[];
  /** Sweeps over all off-diagonal elements that were needed. */
  sweeps: number;
}

const mostSweeps = 60;

/**
 * All eigenvalues and eigenvectors of a real symmetric matrix, by cyclic Jacobi rotations.
 *
 * `matrix` is row-major, `size` × `size`; only its upper triangle is read and it is left unchanged. The method is slow
 * for large matrices but accurate to the last digits for the small ones (up to about 50) that indices need.
 *
 * Throws `not-finite` for NaN or infinite elements, `no-convergence` if the rotations do not settle.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., section 8.5 (algorithm 8.5.1 and 8.5.3).
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): SymmetricEigen {
  const a = symmetricCopy(matrix, size);
  const v = identity(size);
  const scale = Math.hypot(...a);
  let sweeps = 0;
  while (largestOffDiagonal(a, size) > Number.EPSILON * 1e-4 * scale) {
    if (++sweeps > mostSweeps) {
      throw new StatsError('no-convergence', `Eigenvalues did not settle in ${mostSweeps} sweeps.`);
    }
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, k) => k);
  order.sort((one, other) => a[other * size + other] - a[one * size + one] || one - other);
  return {
    values: Float64Array.from(order, (k) => a[k * size + k]),
    vectors: order.map((k) => Float64Array.from({ length: size }, (_, row) => v[row * size + k])),
    sweeps,
  };
}

function symmetricCopy(matrix: ArrayLike<number>, size: number): Float64Array {
  const a = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const value = matrix[row * size + column];
      if (!Number.isFinite(value)) {
        throw new StatsError('not-finite', `Element ${row + 1}, ${column + 1} of the matrix is ${value}.`);
      }
      a[row * size + column] = value;
      a[column * size + row] = value;
    }
  }
  return a;
}

function identity(size: number): Float64Array {
  const v = new Float64Array(size * size);
  for (let k = 0; k < size; k++) v[k * size + k] = 1;
  return v;
}

function largestOffDiagonal(a: Float64Array, size: number): number {
  let largest = 0;
  for (let p = 0; p < size - 1; p++) {
    for (let q = p + 1; q < size; q++) largest = Math.max(largest, Math.abs(a[p * size + q]));
  }
  return largest;
}

/** One rotation in the plane of p and q that makes a[p, q] zero; of the two possible angles the smaller one. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q];
  if (apq === 0) return;
  const tau = (a[q * size + q] - a[p * size + p]) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, c, s);
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}

function turn(m: Float64Array, one: number, other: number, c: number, s: number): void {
  const x = m[one];
  const y = m[other];
  m[one] = c * x - s * y;
  m[other] = s * x + c * y;
}
