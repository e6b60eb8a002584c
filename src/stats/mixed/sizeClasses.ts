import { bilinear } from '../linalg/bilinear.ts';
import {
  fixedPart,
  timesVector,
  traceOfFour,
  traceOfProduct,
  type FixedPart,
  type ModelShape,
} from './criterion.ts';
import type { TwoLevelRows } from './twoLevelRows.ts';

/**
 * Groups of equal size enter a random-intercept model together: their weights are the same. There are at most √(2 n)
 * different sizes, so that after one look at the groups nothing depends on their number.
 */
export interface SizeClasses {
  /** The size of each class's groups, and how many they are. */
  size: Float64Array;
  count: Float64Array;
  /** Per class, Σ m mᵀ over its groups, m = (1, means of the covariates, mean of the outcome); width × width each. */
  products: Float64Array;
  /** Cross products within the groups, with a row and a column of 0 for the intercept. */
  within: Float64Array;
}

export function sizeClasses(rows: TwoLevelRows, width: number): SizeClasses {
  const classes = new Map<number, number>();
  for (const size of rows.sizes) if (size > 0 && !classes.has(size)) classes.set(size, classes.size);
  const count = new Float64Array(classes.size);
  const products = new Float64Array(classes.size * width * width);
  const m = new Float64Array(width).fill(1);
  rows.sizes.forEach((size, group) => {
    const at = classes.get(size);
    if (at === undefined) return;
    count[at]++;
    for (let j = 1; j < width; j++) m[j] = rows.means[group * rows.width + j - 1];
    for (let i = 0, entry = at * width * width; i < width; i++) {
      for (let j = 0; j < width; j++, entry++) products[entry] += m[i] * m[j];
    }
  });
  const within = new Float64Array(width * width);
  for (let i = 1; i < width; i++) {
    for (let j = 1; j < width; j++) within[i * width + j] = rows.within[(i - 1) * rows.width + j - 1];
  }
  return { size: Float64Array.from(classes.keys()), count, products, within };
}

/** The deviance of a random-intercept model at one ratio of variances, with its derivatives by that ratio. */
export interface InterceptProfile extends FixedPart {
  ratio: number;
  slope: number;
  curvature: number;
  /** Derivative of `residual`. */
  residualSlope: number;
}

/**
 * The deviance, profiled over coefficients and residual variance, at `ratio` = variance between ÷ variance within.
 *
 * With λ the ratio, a group of n rows has weight w = n ∕ (1 + λ n), so that M = W + Σ w m mᵀ; its derivatives by λ are
 * −Σ w² m mᵀ and 2 Σ w³ m mᵀ.
 */
export function interceptProfile(classes: SizeClasses, shape: ModelShape, ratio: number): InterceptProfile {
  const { width, fixed, df } = shape;
  const area = width * width;
  const m = classes.within.slice();
  const first = new Float64Array(area);
  const second = new Float64Array(area);
  let logOfV = 0;
  let slope = 0;
  let curvature = 0;
  for (let c = 0; c < classes.size.length; c++) {
    const w = classes.size[c] / (1 + ratio * classes.size[c]);
    logOfV += classes.count[c] * Math.log1p(ratio * classes.size[c]);
    slope += classes.count[c] * w;
    curvature -= classes.count[c] * w * w;
    for (let entry = 0, from = c * area; entry < area; entry++) {
      const product = w * classes.products[from + entry];
      m[entry] += product;
      first[entry] -= w * product;
      second[entry] += 2 * w * w * product;
    }
  }
  const fit = fixedPart(m, logOfV, shape);
  const { residual, inverse } = fit;
  const contrast = Float64Array.of(...fit.coefficients.map((value) => -value), 1);
  const moved = timesVector(first, width, contrast);
  const residualSlope = moved.reduce((sum, value, i) => sum + value * contrast[i], 0);
  const movedFixed = moved.subarray(0, fixed);
  const residualCurvature =
    bilinear(second, width, contrast, contrast) - 2 * bilinear(inverse, fixed, movedFixed, movedFixed);
  const relative = residualSlope / residual;
  slope += df * relative;
  curvature += df * (residualCurvature / residual - relative * relative);
  if (shape.method === 'REML') {
    slope += traceOfProduct(inverse, fixed, first, width, fixed);
    curvature += traceOfProduct(inverse, fixed, second, width, fixed);
    curvature -= traceOfFour(inverse, fixed, first, first, width);
  }
  return { ...fit, ratio, slope, curvature, residualSlope };
}
