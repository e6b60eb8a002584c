import { cholesky, inverseCholesky, logDeterminant, solveCholesky } from '../linalg/cholesky.ts';
import { areaProducts, type AreaProducts } from './areaProducts.ts';
import type { AreaRows } from './areaRows.ts';
import { bilinear } from '../linalg/bilinear.ts';
import { nothingLeft, timesVector, traceOfFour, traceOfProduct, type Method } from './criterion.ts';

/** The deviance at one variance between schools, in standardised columns, with what follows from it. */
export interface AreaProfile {
  between: number;
  deviance: number;
  /** First and second derivative of the deviance by the variance between schools. */
  slope: number;
  curvature: number;
  /** Expected value of the second derivative: twice the information. */
  expectedCurvature: number;
  /** tr((XᵀWX)⁻¹ XᵀW²X) and Σ w², of which the bias of ML is made. */
  leverage: number;
  squares: number;
  coefficients: Float64Array;
  /** (X̃ᵀWX̃)⁻¹ of the covariates about the groups' weighted means. */
  inverse: Float64Array;
  sums: AreaProducts;
}

/**
 * The deviance −2 log L of yᵢ = xᵢᵀb + uᵢ + eᵢ, var uᵢ = τ², var eᵢ = vᵢ known, and its derivatives by τ².
 *
 * With w = 1 ∕ (τ² + v), P = W − WX(XᵀWX)⁻¹XᵀW and residuals r = y − Xb, REML's derivatives are tr P − yᵀPPy and
 * −tr PP + 2 yᵀPPPy; ML has Σ w and Σ w² in place of the traces. Intercepts of groups are taken out by weighted means:
 * XᵀWX then falls into the groups' weights and the products of deviations.
 *
 * Source: Harville (1977), Journal of the American Statistical Association 72, 320–338.
 */
export function areaProfile(rows: AreaRows, method: Method, between: number): AreaProfile {
  const { width, n, populated, scales } = rows;
  const w = rows.variances.map((variance) => 1 / (between + variance));
  const sums = areaProducts(rows, w);
  const fixed = width - 1;
  const fit = leastSquares(sums.products, width);
  const contrast = Float64Array.of(...fit.coefficients.map((value) => -value), 1);
  const traces = tracesOf(sums, fit.inverse, fixed, width);
  const quadratics = quadraticsOf(sums, fit.inverse, contrast);
  const reml = method === 'REML';
  const df = reml ? n - populated - fixed : n;
  let deviance = df * Math.log(2 * Math.PI) + quadratics.first + 2 * df * Math.log(scales[fixed]);
  for (let i = 0; i < n; i++) deviance -= Math.log(w[i]);
  if (reml) {
    deviance += fit.logDeterminant;
    for (const weight of sums.weights) if (weight > 0) deviance += Math.log(weight);
    for (let k = 0; k < fixed; k++) deviance += 2 * Math.log(scales[k]);
  }
  const tr1 = reml ? traces.w - traces.leverage : traces.w;
  const tr2 = reml ? traces.w2 - traces.second : traces.w2;
  return {
    between,
    deviance,
    slope: tr1 - quadratics.second,
    curvature: 2 * quadratics.third - tr2,
    expectedCurvature: tr2,
    leverage: traces.leverage,
    squares: traces.w2,
    coefficients: fit.coefficients,
    inverse: fit.inverse,
    sums,
  };
}

function leastSquares(products: Float64Array, width: number) {
  const fixed = width - 1;
  const x = new Float64Array(fixed * fixed);
  const y = new Float64Array(fixed);
  for (let i = 0; i < fixed; i++) {
    for (let j = 0; j < fixed; j++) x[i * fixed + j] = products[i * width + j];
    y[i] = products[i * width + fixed];
  }
  const factor = cholesky(x, fixed);
  if (factor === null) throw nothingLeft();
  return {
    coefficients: solveCholesky(factor, y),
    inverse: inverseCholesky(factor, fixed),
    logDeterminant: logDeterminant(factor, fixed),
  };
}

/** Σ w, Σ w², tr(A⁻¹ XᵀW²X) and what tr PP lacks to Σ w²: 2 tr(A⁻¹ XᵀW³X) − tr(A⁻¹ XᵀW²X A⁻¹ XᵀW²X), A = XᵀWX. */
function tracesOf(sums: AreaProducts, inverse: Float64Array, fixed: number, width: number) {
  const { weights, squares, cubes, tilt, products2, products3 } = sums;
  const traces = {
    w: 0,
    w2: 0,
    leverage: traceOfProduct(inverse, fixed, products2, width, fixed),
    second:
      2 * traceOfProduct(inverse, fixed, products3, width, fixed) -
      traceOfFour(inverse, fixed, products2, products2, width),
  };
  for (let group = 0; group < weights.length; group++) {
    const weight = weights[group];
    if (weight === 0) continue;
    const ratio = squares[group] / weight;
    const off = tilt.subarray(group * width, group * width + fixed);
    traces.w += weight;
    traces.w2 += squares[group];
    traces.leverage += ratio;
    traces.second +=
      (2 * cubes[group]) / weight - ratio * ratio - (2 * bilinear(inverse, fixed, off, off)) / weight;
  }
  return traces;
}

/** rᵀWr, yᵀPPy = Σ w² r² and yᵀPPPy, where r = d · contrast. */
function quadraticsOf(sums: AreaProducts, inverse: Float64Array, contrast: Float64Array) {
  const { weights, tilt, products, products2, products3 } = sums;
  const width = contrast.length;
  const fixed = width - 1;
  const moved = timesVector(products2, width, contrast).subarray(0, fixed);
  let third = bilinear(products3, width, contrast, contrast) - bilinear(inverse, fixed, moved, moved);
  for (let group = 0; group < weights.length; group++) {
    if (weights[group] === 0) continue;
    let ofGroup = 0;
    for (let k = 0; k < width; k++) ofGroup += tilt[group * width + k] * contrast[k];
    third -= (ofGroup * ofGroup) / weights[group];
  }
  return {
    first: bilinear(products, width, contrast, contrast),
    second: bilinear(products2, width, contrast, contrast),
    third,
  };
}
