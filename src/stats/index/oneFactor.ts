import { cholesky, inverseCholesky, solveCholesky } from '../linalg/cholesky.ts';
import { symmetricEigen, type SymmetricEigen } from '../linalg/symmetricEigen.ts';
import { StatsError } from '../errors.ts';

/** One common factor of standardised items. */
export interface OneFactor {
  /** Correlation of each item with the factor. */
  loadings: Float64Array;
  /** Share of each item's variance that it does not share with the others. */
  uniquenesses: Float64Array;
  /** How far the correlations are from those that the factor implies; 0 is exact. */
  discrepancy: number;
  convergence: { method: string; iterations: number; score: number };
}

/** A unique variance may not fall below this share, as in R's `factanal`. */
export const leastUniqueness = 0.005;
const mostSteps = 200;
const smallScore = 1e-12;

/**
 * Maximum likelihood estimate of one factor from a correlation matrix (row-major).
 *
 * For given unique variances ψ the loadings follow from the largest eigenvalue of Ψ^−½ R Ψ^−½; what remains is a
 * function of ψ, minimised by Newton's method in log ψ with exact second derivatives, within ψ ≥ 0.005.
 *
 * Source: Jöreskog (1967), Psychometrika 32, 443–482, eqs. 20–24; second derivatives: Clarke (1970), British Journal
 * of Mathematical and Statistical Psychology 23, 43–52.
 */
export function oneFactor(correlation: Float64Array, size: number): OneFactor {
  const factor = cholesky(correlation, size);
  if (factor === null) {
    throw new StatsError(
      'dependent-items',
      'An item is determined by the others, so their unique variances cannot be estimated. Leave one out.',
    );
  }
  const inverse = inverseCholesky(factor, size);
  const floor = Math.log(leastUniqueness);
  let x = Float64Array.from({ length: size }, (_, i) =>
    Math.max(floor, Math.min(0, Math.log((1 - 0.5 / size) / inverse[i * size + i]))),
  );
  let now = discrepancyAt(correlation, x);
  let iterations = 0;
  let score = scoreOf(now.gradient, x, floor);
  while (score > smallScore && iterations < mostSteps) {
    iterations++;
    const next = improved(correlation, x, now, floor);
    if (next === null) break;
    x = next;
    now = discrepancyAt(correlation, x);
    score = scoreOf(now.gradient, x, floor);
  }
  if (score > 1e-8)
    throw new StatsError('no-convergence', `The factor was not found in ${iterations} steps.`);
  const root = Math.sqrt(Math.max(0, now.eigen.values[0] - 1));
  const vector = now.eigen.vectors[0];
  const uniquenesses = x.map(Math.exp);
  return {
    loadings: vector.map((value, i) => Math.sqrt(uniquenesses[i]) * value * root),
    uniquenesses,
    discrepancy: now.value,
    convergence: { method: 'newton', iterations, score },
  };
}

interface Discrepancy {
  eigen: SymmetricEigen;
  value: number;
  gradient: Float64Array;
}

function discrepancyAt(correlation: Float64Array, x: Float64Array): Discrepancy {
  const size = x.length;
  const scaled = correlation.map((r, at) => r * Math.exp(-0.5 * (x[(at / size) | 0] + x[at % size])));
  const eigen = symmetricEigen(scaled, size);
  const gradient = new Float64Array(size);
  let value = 0;
  for (let m = 1; m < size; m++) {
    const theta = eigen.values[m];
    value += theta - Math.log(theta) - 1;
    for (let i = 0; i < size; i++) gradient[i] += (1 - theta) * eigen.vectors[m][i] ** 2;
  }
  return { eigen, value, gradient };
}

/** Whether item i lies on the border and would go beyond it. */
const held = (gradient: Float64Array, x: Float64Array, floor: number, i: number) =>
  x[i] <= floor && gradient[i] >= 0;

function scoreOf(gradient: Float64Array, x: Float64Array, floor: number): number {
  return gradient.reduce(
    (largest, value, i) => (held(gradient, x, floor, i) ? largest : Math.max(largest, Math.abs(value))),
    0,
  );
}

/** A Newton step, damped until the discrepancy falls; null where none does. */
function improved(correlation: Float64Array, x: Float64Array, now: Discrepancy, floor: number) {
  const size = x.length;
  const hessian = secondDerivatives(now.eigen, size);
  const slope = now.gradient.slice();
  for (let i = 0; i < size; i++) {
    if (!held(now.gradient, x, floor, i)) continue;
    slope[i] = 0;
    for (let j = 0; j < size; j++) hessian[i * size + j] = hessian[j * size + i] = i === j ? 1 : 0;
  }
  for (let damping = 0; damping < 1e6; damping = Math.max(1e-4, 10 * damping)) {
    const lifted = hessian.map((value, at) => (((at / size) | 0) === at % size ? value + damping : value));
    const factor = cholesky(lifted, size);
    if (factor === null) continue;
    const step = solveCholesky(factor, slope);
    const next = x.map((value, i) => Math.max(floor, value - step[i]));
    const found = discrepancyAt(correlation, next);
    // So near the minimum that the values no longer tell: the gradient does.
    const near = Math.abs(found.value - now.value) < 1e-13 * (1 + now.value);
    if (
      near ? scoreOf(found.gradient, next, floor) < scoreOf(now.gradient, x, floor) : found.value < now.value
    ) {
      return next;
    }
  }
  return null;
}

function secondDerivatives({ values, vectors }: SymmetricEigen, size: number): Float64Array {
  const hessian = new Float64Array(size * size);
  const first = vectors[0];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const ofFirst = first[i] * first[j];
      let among = 0;
      let across = 0;
      for (let m = 1; m < size; m++) {
        const product = vectors[m][i] * vectors[m][j];
        among += values[m] * product;
        const gap = values[0] - values[m];
        if (gap > 0) across += ((1 - values[m]) * (values[m] + values[0]) * product) / gap;
      }
      hessian[i * size + j] = ((i === j ? 1 : 0) - ofFirst) * among + ofFirst * across;
    }
  }
  return hessian;
}
