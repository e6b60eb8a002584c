/**
 * Two-level models written out plainly, with the whole covariance matrix of all rows and without any thought of speed
 * or of large numbers: what the fast way is compared with.
 */
export interface PlainData {
  y: readonly number[];
  /** One row of coefficients' values per row, the intercept first. */
  x: readonly (readonly number[])[];
  /** The random coefficients' values: 1, and z where there is a random slope. */
  z: readonly (readonly number[])[];
  group: readonly number[];
}

type Matrix = number[][];

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const transposed = (a: Matrix): Matrix => a[0].map((_, j) => a.map((row) => row[j]));

/** Gauss–Jordan elimination with the largest pivot. */
function invert(matrix: Matrix): { inverse: Matrix; logDeterminant: number } {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  let logDeterminant = 0;
  for (let j = 0; j < size; j++) {
    let pivot = j;
    for (let i = j; i < size; i++) if (Math.abs(work[i][j]) > Math.abs(work[pivot][j])) pivot = i;
    [work[j], work[pivot]] = [work[pivot], work[j]];
    logDeterminant += Math.log(Math.abs(work[j][j]));
    work[j] = work[j].map((value) => value / work[j][j]);
    for (let i = 0; i < size; i++) {
      if (i !== j) work[i] = work[i].map((value, k) => value - work[i][j] * work[j][k]);
    }
  }
  return { inverse: work.map((row) => row.slice(size)), logDeterminant };
}

/** −2 log likelihood at given variances, by its definition. */
export function plainDeviance(
  { y, x, z, group }: PlainData,
  between: Matrix,
  residual: number,
  method: 'REML' | 'ML',
): number {
  const v = y.map((_, i) =>
    y.map((__, j) => {
      if (group[i] !== group[j]) return 0;
      const shared = z[i].reduce(
        (sum, left, k) => sum + z[j].reduce((inner, right, l) => inner + left * between[k][l] * right, 0),
        0,
      );
      return shared + (i === j ? residual : 0);
    }),
  );
  const { inverse, logDeterminant } = invert(v);
  const design = x.map((row) => [...row]);
  const outcome = y.map((value) => [value]);
  const weighted = times(transposed(design), inverse);
  const ofX = invert(times(weighted, design));
  const b = times(ofX.inverse, times(weighted, outcome));
  const r = outcome.map(([value], i) => [value - times([design[i]], b)[0][0]]);
  const squares = times(times(transposed(r), inverse), r)[0][0];
  const rows = y.length - (method === 'REML' ? design[0].length : 0);
  return (
    rows * Math.log(2 * Math.PI) + logDeterminant + squares + (method === 'REML' ? ofX.logDeterminant : 0)
  );
}

/**
 * Coefficients and effects, with the covariances of the errors of both, from Henderson's mixed model equations at given
 * variances (no variance may be 0).
 */
export function mixedModelEquations({ y, x, z, group }: PlainData, between: Matrix, residual: number) {
  const groups = Math.max(...group) + 1;
  const q = z[0].length;
  const design = x.map((row, i) => [
    ...row,
    ...Array.from({ length: groups * q }, (_, k) => (Math.floor(k / q) === group[i] ? z[i][k % q] : 0)),
  ]);
  const left = times(transposed(design), design);
  const precision = invert(between).inverse;
  const p = x[0].length;
  for (let g = 0; g < groups; g++) {
    for (let k = 0; k < q; k++) {
      for (let l = 0; l < q; l++) left[p + g * q + k][p + g * q + l] += residual * precision[k][l];
    }
  }
  const { inverse } = invert(left);
  const solution = times(
    inverse,
    times(
      transposed(design),
      y.map((value) => [value]),
    ),
  ).map(([value]) => value);
  const error = (at: number) => Math.sqrt(residual * inverse[at][at]);
  const at = (g: number, k: number) => p + g * q + k;
  return {
    coefficients: solution.slice(0, p),
    errors: solution.slice(0, p).map((_, i) => error(i)),
    effect: (g: number, k: number) => solution[at(g, k)],
    effectError: (g: number, k: number) => error(at(g, k)),
    effectCovariance: (g: number) => residual * inverse[at(g, 0)][at(g, 1)],
  };
}
