import { bilinear } from '../linalg/bilinear.ts';
import { fixedPart, timesVector, traceOfFour, type FixedPart, type ModelShape } from './criterion.ts';
import { groupViewer } from './groupView.ts';
import { noWeights, weigh, type Psi, type SlopeGroups } from './slopeGroups.ts';

/** The deviance of a random-slope model and its derivatives by Ψ = (intercept, covariance, slope). */
export interface SlopeProfile extends FixedPart {
  gradient: Float64Array;
  /** Row-major, 3 × 3. */
  hessian: Float64Array;
  /** Derivatives of `residual`. */
  residualGradient: Float64Array;
}

/** A lower triangular factor of Ψ: Ψ = [[a, 0], [b, c]] times its transpose. */
export type Factor = readonly [a: number, b: number, c: number];

export const psiOf = ([a, b, c]: Factor): Psi => [a * a, a * b, b * b + c * c];
export const determinantOf = ([a, , c]: Factor): number => (a * c) ** 2;

/** Coefficients and deviance at one Ψ, given by its factor. */
export function slopeFit(groups: SlopeGroups, shape: ModelShape, factor: Factor): FixedPart {
  const { width } = shape;
  const { m, p } = groups;
  const psi = psiOf(factor);
  const determinantOfPsi = determinantOf(factor);
  const matrix = groups.left.slice();
  const w = noWeights();
  let logOfV = 0;
  for (let at = 0, from = 0; at < groups.n.length; at++, from += width) {
    weigh(groups, at, psi, determinantOfPsi, w);
    logOfV += Math.log(w.determinant);
    const { p11, p12q, p22qq } = w;
    for (let i = 0; i < width; i++) {
      const mi = m[from + i];
      const pi = p[from + i];
      const ofM = p11 * mi + p12q * pi;
      const ofP = p12q * mi + p22qq * pi;
      for (let j = 0; j <= i; j++) matrix[i * width + j] += ofM * m[from + j] + ofP * p[from + j];
    }
  }
  return fixedPart(matrix, logOfV, shape);
}

/** Sums over the groups that the derivatives are made of, in the letters of `GroupView`. */
interface Sums {
  /** Per direction E of Ψ: Σ Fᵀ E F, width × width. */
  moved: Float64Array[];
  /** tr(H E). */
  trace: Float64Array;
  /** tr(S E H E′) for S = H, T and r rᵀ. */
  ofH: Float64Array;
  ofX: Float64Array;
  ofR: Float64Array;
}

/** Where the pair (j, k) of directions lies among 00, 01, 02, 11, 12, 22. */
const pair = (j: number, k: number) => [0, 1, 2, 1, 3, 4, 2, 4, 5][j * 3 + k];

export function slopeProfile(groups: SlopeGroups, shape: ModelShape, factor: Factor): SlopeProfile {
  const fit = slopeFit(groups, shape, factor);
  const { width, fixed, df } = shape;
  const { inverse, residual } = fit;
  const reml = shape.method === 'REML';
  const contrast = Float64Array.of(...fit.coefficients.map((value) => -value), 1);
  const sums = derivativeSums(groups, shape, factor, fit);
  const movedContrast = sums.moved.map((matrix) => timesVector(matrix, width, contrast));
  const residualGradient = Float64Array.from(
    movedContrast,
    (vector) => -vector.reduce((sum, value, i) => sum + value * contrast[i], 0),
  );
  const gradient = new Float64Array(3);
  const hessian = new Float64Array(9);
  for (let j = 0; j < 3; j++) {
    gradient[j] = sums.trace[j] + (df * residualGradient[j]) / residual;
    if (reml) {
      for (let i = 0; i < fixed; i++) {
        for (let k = 0; k < fixed; k++) gradient[j] -= inverse[i * fixed + k] * sums.moved[j][i * width + k];
      }
    }
    for (let k = 0; k < 3; k++) {
      const [left, right] = [movedContrast[j].subarray(0, fixed), movedContrast[k].subarray(0, fixed)];
      const curvature = 2 * (sums.ofR[pair(j, k)] - bilinear(inverse, fixed, left, right));
      const slopes = (residualGradient[j] * residualGradient[k]) / residual;
      hessian[j * 3 + k] = (df * (curvature - slopes)) / residual - sums.ofH[pair(j, k)];
      if (!reml) continue;
      hessian[j * 3 + k] += 2 * sums.ofX[pair(j, k)];
      hessian[j * 3 + k] -= traceOfFour(inverse, fixed, sums.moved[j], sums.moved[k], width);
    }
  }
  return { ...fit, gradient, hessian, residualGradient };
}

function derivativeSums(groups: SlopeGroups, shape: ModelShape, factor: Factor, fit: FixedPart): Sums {
  const { width } = shape;
  const sums: Sums = {
    moved: [0, 1, 2].map(() => new Float64Array(width * width)),
    trace: new Float64Array(3),
    ofH: new Float64Array(6),
    ofX: new Float64Array(6),
    ofR: new Float64Array(6),
  };
  const look = groupViewer(groups, shape, psiOf(factor), determinantOf(factor), fit);
  for (let at = 0; at < groups.n.length; at++) {
    const { f0, f1, h00, h01, h11, r0, r1, t00, t01, t11 } = look(at);
    sums.trace[0] += h00;
    sums.trace[1] += 2 * h01;
    sums.trace[2] += h11;
    addOuter(sums.moved, f0, f1, width);
    addSecond(sums.ofH, h00, h01, h11, h00, h01, h11);
    addSecond(sums.ofR, h00, h01, h11, r0 * r0, r0 * r1, r1 * r1);
    addSecond(sums.ofX, h00, h01, h11, t00, t01, t11);
  }
  return sums;
}

function addOuter([m00, m01, m11]: Float64Array[], f0: Float64Array, f1: Float64Array, width: number): void {
  for (let i = 0, entry = 0; i < width; i++) {
    for (let j = 0; j < width; j++, entry++) {
      m00[entry] += f0[i] * f0[j];
      m01[entry] += f0[i] * f1[j] + f1[i] * f0[j];
      m11[entry] += f1[i] * f1[j];
    }
  }
}

/** Adds tr(T E H E′) for the six pairs of directions, T and H symmetric 2 × 2. */
function addSecond(
  into: Float64Array,
  h00: number,
  h01: number,
  h11: number,
  t00: number,
  t01: number,
  t11: number,
): void {
  into[0] += t00 * h00;
  into[1] += t01 * h00 + t00 * h01;
  into[2] += t01 * h01;
  into[3] += 2 * h01 * t01 + h11 * t00 + h00 * t11;
  into[4] += t01 * h11 + t11 * h01;
  into[5] += t11 * h11;
}
