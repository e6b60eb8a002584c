import { cholesky, inverseCholesky, logDeterminant } from '../linalg/cholesky.ts';
import { StatsError } from '../errors.ts';
import { independent, roundingShare } from './independent.ts';
import type { TwoLevelRows } from './twoLevelRows.ts';

export type Method = 'REML' | 'ML';

/** Sizes of a model: `width` = intercept, kept covariates and outcome; `fixed` = without the outcome. */
export interface ModelShape {
  method: Method;
  n: number;
  fixed: number;
  width: number;
  /** What the variance is divided by: n − fixed for REML, n for ML. */
  df: number;
  /** What the deviance of the standardised columns lacks to that of the columns in their units. */
  offset: number;
}

export function modelShape({ n, scales }: TwoLevelRows, method: Method): ModelShape {
  const fixed = scales.length;
  const df = method === 'REML' ? n - fixed : n;
  let offset = 2 * df * Math.log(scales[fixed - 1]);
  if (method === 'REML') for (let k = 0; k < fixed - 1; k++) offset += 2 * Math.log(scales[k]);
  return { method, n, fixed, width: fixed + 1, df, offset };
}

/** Generalised least squares at given (relative) variances, in standardised columns with an intercept first. */
export interface FixedPart {
  /** One per fixed coefficient. */
  coefficients: Float64Array;
  /** (XᵀV⁻¹X)⁻¹, row-major. */
  inverse: Float64Array;
  /** rᵀV⁻¹r of the residuals r. */
  residual: number;
  /** −2 log likelihood of the columns in their units. */
  deviance: number;
}

/**
 * The coefficients, and with them the deviance profiled over the residual variance, from M = [X y]ᵀV⁻¹[X y] and
 * log|V|, where V is relative to the residual variance.
 *
 * Source: Bates, Mächler, Bolker & Walker (2015), Journal of Statistical Software 67 (1), eqs. 34 and 41.
 */
export function fixedPart(matrix: Float64Array, logOfV: number, shape: ModelShape): FixedPart {
  const { fixed, width, df, method, offset } = shape;
  const whole = cholesky(matrix, width);
  if (whole === null) throw nothingLeft();
  const factor = new Float64Array(fixed * fixed);
  for (let i = 0; i < fixed; i++) {
    for (let j = 0; j <= i; j++) factor[i * fixed + j] = whole[i * width + j];
  }
  const coefficients = new Float64Array(fixed);
  for (let i = fixed - 1; i >= 0; i--) {
    let value = whole[fixed * width + i];
    for (let k = i + 1; k < fixed; k++) value -= whole[k * width + i] * coefficients[k];
    coefficients[i] = value / whole[i * width + i];
  }
  const residual = whole[fixed * width + fixed] ** 2;
  const ofX = method === 'REML' ? logDeterminant(factor, fixed) : 0;
  const deviance = logOfV + ofX + df * (1 + Math.log((2 * Math.PI * residual) / df)) + offset;
  return { coefficients, inverse: inverseCholesky(factor, fixed), residual, deviance };
}

const roundingOfResidual = 1e-13;

/**
 * Refuses rows whose outcome the covariates explain completely within the groups: no ratio of variances is then too
 * large, and what rounding leaves would pass for residuals. `matrix` holds sums of products within groups, `own` the
 * outcome's sum of squares there.
 */
export function refuseExplained(
  matrix: Float64Array,
  width: number,
  outcome: number,
  n: number,
  own: number,
): void {
  const { left } = independent(matrix, width, outcome, roundingShare * n);
  if (own <= roundingShare * n || left[outcome] <= roundingOfResidual * own) throw nothingLeft();
}

export function nothingLeft(): StatsError {
  return new StatsError(
    'no-residual-variance',
    'Within the groups the covariates explain the outcome completely, so no residual variance is left to estimate.',
  );
}

/** Σ a[i, j] b[i, j] over the leading `size` rows and columns of two symmetric matrices: the trace of their product. */
export function traceOfProduct(
  a: Float64Array,
  aWidth: number,
  b: Float64Array,
  bWidth: number,
  size: number,
): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum += a[i * aWidth + j] * b[i * bWidth + j];
  }
  return sum;
}

/** matrix · vector for the leading rows and columns that the vector has. */
export function timesVector(matrix: Float64Array, width: number, vector: Float64Array): Float64Array {
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < vector.length; j++) sum += matrix[i * width + j] * vector[j];
    return sum;
  });
}

/**
 * tr(A⁻¹ P A⁻¹ Q) for symmetric P and Q, whose leading rows and columns are used.
 */
export function traceOfFour(
  inverse: Float64Array,
  size: number,
  p: Float64Array,
  q: Float64Array,
  width: number,
) {
  const product = (m: Float64Array) => {
    const made = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k < size; k++) made[i * size + j] += inverse[i * size + k] * m[k * width + j];
      }
    }
    return made;
  };
  const [left, right] = [product(p), p === q ? null : product(q)];
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) sum += left[i * size + j] * (right ?? left)[j * size + i];
  }
  return sum;
}
