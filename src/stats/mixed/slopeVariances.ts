import { cholesky, inverseCholesky } from '../linalg/cholesky.ts';
import { bilinear } from '../linalg/bilinear.ts';
import type { ModelShape } from './criterion.ts';
import type { RandomSlope, VarianceComponent } from './mixedTypes.ts';
import type { SlopeOptimum } from './slopeOptimum.ts';
import { psiOf } from './slopeProfile.ts';

/** From standardised columns to their units. */
export interface SlopeUnits {
  /** Residual variance. */
  variance: number;
  /** Scale of the outcome. */
  outcome: number;
  /** Centre and scale of the slope column. */
  centre: number;
  scale: number;
}

/**
 * Variances and covariance of intercepts and slopes in the columns' units, with standard errors from the observed
 * information: half the matrix of the deviance's second derivatives by all variances.
 */
export function slopeVariances(
  { profile, factor }: SlopeOptimum,
  { df }: ModelShape,
  { variance, centre, scale }: SlopeUnits,
  singular: boolean,
): RandomSlope['between'] & { residual: VarianceComponent } {
  const psi = psiOf(factor);
  const shift = centre / scale;
  const toUnits = [
    [1, -2 * shift, shift * shift],
    [0, 1 / scale, -shift / scale],
    [0, 0, 1 / (scale * scale)],
  ].map((row) => Float64Array.from(row));
  const factorOfInformation = singular ? null : cholesky(profile.hessian, 3);
  const ofPsi = factorOfInformation && inverseCholesky(factorOfInformation, 3).map((value) => 2 * value);
  const byResidual = profile.residualGradient.map((value) => value / profile.residual);
  const ofResidual = 2 / df + (ofPsi === null ? 0 : bilinear(ofPsi, 3, byResidual, byResidual));
  const component = (row: Float64Array): VarianceComponent => {
    const relative = row[0] * psi[0] + row[1] * psi[1] + row[2] * psi[2];
    const estimate = variance * relative;
    if (ofPsi === null) return { estimate, standardError: null };
    const square =
      relative * relative * ofResidual +
      2 * relative * bilinear(ofPsi, 3, row, byResidual) +
      bilinear(ofPsi, 3, row, row);
    return { estimate, standardError: square > 0 ? variance * Math.sqrt(square) : null };
  };
  const [intercept, covariance, slope] = toUnits.map(component);
  // Far from the origin of the columns large terms cancel, and rounding may leave what no variances can have.
  intercept.estimate = Math.max(0, intercept.estimate);
  const root = Math.sqrt(intercept.estimate) * Math.sqrt(slope.estimate);
  covariance.estimate = Math.max(-root, Math.min(root, covariance.estimate));
  return {
    intercept,
    slope,
    covariance,
    correlation: root > 0 ? covariance.estimate / root : null,
    residual: { estimate: variance, standardError: variance * Math.sqrt(ofResidual) },
  };
}
