import { roundingShare } from './independent.ts';
import type { TwoLevelRows } from './twoLevelRows.ts';

/**
 * What a random-slope model knows of its groups. Within a group the rows are seen from the group's own mean of the
 * slope column z, where the intercept and the slope do not disturb each other: ZᵀZ is then diagonal, (n, q).
 */
export interface SlopeGroups {
  /** Which of the groups of the input, for those with rows. */
  group: Int32Array;
  n: Float64Array;
  /** Mean of z. */
  mean: Float64Array;
  /** Sum of squares of z about its mean. */
  q: Float64Array;
  /** Per group `width` entries: 1, the means of the covariates and of the outcome. */
  m: Float64Array;
  /** Per group `width` entries: 0, the sums of products of z with the covariates and the outcome about their means. */
  p: Float64Array;
  /** What is left within groups when each has its own regression on z: Σ (W − p pᵀ ∕ q), width × width. */
  left: Float64Array;
}

export function slopeGroups(rows: TwoLevelRows, slope: number, width: number): SlopeGroups {
  const group = Int32Array.from(rows.sizes.keys()).filter((g) => rows.sizes[g] > 0);
  const made: SlopeGroups = {
    group,
    n: Float64Array.from(group, (g) => rows.sizes[g]),
    mean: Float64Array.from(group, (g) => rows.means[g * rows.width + slope]),
    q: new Float64Array(group.length),
    m: new Float64Array(group.length * width),
    p: new Float64Array(group.length * width),
    left: new Float64Array(width * width),
  };
  const products = rows.slopeProducts ?? new Float64Array(rows.means.length);
  for (let i = 1; i < width; i++) {
    for (let j = 1; j < width; j++) made.left[i * width + j] = rows.within[(i - 1) * rows.width + j - 1];
  }
  group.forEach((g, at) => {
    made.m[at * width] = 1;
    for (let j = 1; j < width; j++) made.m[at * width + j] = rows.means[g * rows.width + j - 1];
    const q = products[g * rows.width + slope];
    if (q <= roundingShare * made.n[at]) return;
    made.q[at] = q;
    for (let j = 1; j < width; j++) made.p[at * width + j] = products[g * rows.width + j - 1];
    for (let i = 1; i < width; i++) {
      for (let j = 1; j < width; j++) {
        made.left[i * width + j] -= (made.p[at * width + i] * made.p[at * width + j]) / q;
      }
    }
  });
  // By definition nothing is left of z itself; what rounding leaves would only do harm.
  for (let j = 0; j < width; j++) {
    made.left[(slope + 1) * width + j] = 0;
    made.left[j * width + slope + 1] = 0;
  }
  return made;
}

/** Relative covariance matrix of intercept and slope: variances and covariance ÷ residual variance. */
export type Psi = readonly [intercept: number, covariance: number, slope: number];

/** The weights of one group at given variances, about its own mean of z. */
export interface GroupWeights {
  /** det(I + ΨZᵀZ). */
  determinant: number;
  /** Ψ seen from the group's mean: variance there, covariance with the slope. */
  level: number;
  tilt: number;
  /** Entries of (Ψ + diag(1/n, 1/q))⁻¹, so written that q = 0 does no harm. */
  p11: number;
  p12: number;
  p22: number;
  /** p12 ∕ q, p22 ∕ q and p22 ∕ q² (0 where q is 0). */
  p12q: number;
  p22q: number;
  p22qq: number;
}

export const noWeights = (): GroupWeights => ({
  determinant: 1,
  level: 0,
  tilt: 0,
  p11: 0,
  p12: 0,
  p22: 0,
  p12q: 0,
  p22q: 0,
  p22qq: 0,
});

/** Writes the weights of group `at` to `into`. All terms of the determinant are positive: nothing cancels. */
export function weigh(
  groups: SlopeGroups,
  at: number,
  psi: Psi,
  determinantOfPsi: number,
  into: GroupWeights,
): void {
  const n = groups.n[at];
  const q = groups.q[at];
  const mean = groups.mean[at];
  const tilt = psi[1] + mean * psi[2];
  const level = Math.max(0, psi[0] + mean * (psi[1] + tilt));
  const determinant = 1 + n * level + q * psi[2] + n * q * determinantOfPsi;
  const slopeShare = (1 + n * level) / determinant;
  into.determinant = determinant;
  into.level = level;
  into.tilt = tilt;
  into.p11 = (n * (1 + q * psi[2])) / determinant;
  into.p12q = (-n * tilt) / determinant;
  into.p12 = q * into.p12q;
  into.p22 = q * slopeShare;
  into.p22q = slopeShare;
  into.p22qq = q > 0 ? slopeShare / q : 0;
}
