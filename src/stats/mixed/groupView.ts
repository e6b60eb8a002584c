import type { FixedPart, ModelShape } from './criterion.ts';
import { noWeights, weigh, type GroupWeights, type Psi, type SlopeGroups } from './slopeGroups.ts';

/**
 * One group at given variances and coefficients. With Z = (1, z), where z is the slope column about its overall mean:
 * F = ZᵀV⁻¹[X y], H = ZᵀV⁻¹Z, r = ZᵀV⁻¹(y − Xb), T = ZᵀV⁻¹X (XᵀV⁻¹X)⁻¹ XᵀV⁻¹Z.
 */
export interface GroupView {
  weights: GroupWeights;
  f0: Float64Array;
  f1: Float64Array;
  h00: number;
  h01: number;
  h11: number;
  r0: number;
  r1: number;
  t00: number;
  t01: number;
  t11: number;
}

/** A way to look at one group after another; the view is the same object each time. */
export function groupViewer(
  groups: SlopeGroups,
  { width, fixed }: ModelShape,
  psi: Psi,
  determinantOfPsi: number,
  { coefficients, inverse }: FixedPart,
): (at: number) => GroupView {
  const view: GroupView = {
    weights: noWeights(),
    f0: new Float64Array(width),
    f1: new Float64Array(width),
    h00: 0,
    h01: 0,
    h11: 0,
    r0: 0,
    r1: 0,
    t00: 0,
    t01: 0,
    t11: 0,
  };
  return (at) => {
    weigh(groups, at, psi, determinantOfPsi, view.weights);
    project(groups, at, coefficients, width, view);
    uncertainty(inverse, fixed, view);
    return view;
  };
}

function project(
  groups: SlopeGroups,
  at: number,
  coefficients: Float64Array,
  width: number,
  view: GroupView,
): void {
  const { p11, p12, p22, p12q, p22q } = view.weights;
  const { m, p } = groups;
  const { f0, f1 } = view;
  const z = groups.mean[at];
  const outcome = width - 1;
  for (let i = 0, entry = at * width; i < width; i++, entry++) {
    f0[i] = p11 * m[entry] + p12q * p[entry];
    f1[i] = z * f0[i] + p12 * m[entry] + p22q * p[entry];
  }
  let r0 = f0[outcome];
  let r1 = f1[outcome];
  for (let i = 0; i < outcome; i++) {
    r0 -= coefficients[i] * f0[i];
    r1 -= coefficients[i] * f1[i];
  }
  view.r0 = r0;
  view.r1 = r1;
  view.h00 = p11;
  view.h01 = z * p11 + p12;
  view.h11 = z * (view.h01 + p12) + p22;
}

function uncertainty(inverse: Float64Array, fixed: number, view: GroupView): void {
  const { f0, f1 } = view;
  let t00 = 0;
  let t01 = 0;
  let t11 = 0;
  for (let i = 0; i < fixed; i++) {
    let g0 = 0;
    let g1 = 0;
    for (let j = 0; j < fixed; j++) {
      g0 += inverse[i * fixed + j] * f0[j];
      g1 += inverse[i * fixed + j] * f1[j];
    }
    t00 += f0[i] * g0;
    t01 += f1[i] * g0;
    t11 += f1[i] * g1;
  }
  view.t00 = t00;
  view.t01 = t01;
  view.t11 = t11;
}
