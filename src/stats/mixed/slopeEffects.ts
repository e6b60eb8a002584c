import type { ModelShape } from './criterion.ts';
import { groupViewer, type GroupView } from './groupView.ts';
import { emptyEffects, withAverage } from './mixedFit.ts';
import type { GroupEffects, RandomSlope } from './mixedTypes.ts';
import type { Psi, SlopeGroups } from './slopeGroups.ts';
import type { SlopeOptimum } from './slopeOptimum.ts';
import { determinantOf, psiOf } from './slopeProfile.ts';
import type { SlopeUnits } from './slopeVariances.ts';

/** Variance of the intercept, covariance, variance of the slope; relative to the residual variance. */
type Pair = readonly [intercept: number, covariance: number, slope: number];

/** Predicted intercepts and slopes of the groups with their standard errors, in the columns' units. */
export function slopeEffects(
  groups: SlopeGroups,
  shape: ModelShape,
  { profile, factor }: SlopeOptimum,
  { variance, outcome, centre, scale }: SlopeUnits,
  sizes: Int32Array,
): Pick<RandomSlope, 'intercepts' | 'slopes' | 'comparativeCovariance'> {
  const intercepts = emptyEffects(sizes.length);
  const slopes = emptyEffects(sizes.length);
  const comparativeCovariance = new Float64Array(sizes.length).fill(NaN);
  const psi = psiOf(factor);
  const determinant = determinantOf(factor);
  const shift = centre / scale;
  const between = movedTo(psi, shift, scale);
  const deviation = Math.sqrt(variance);
  const look = groupViewer(groups, shape, psi, determinant, profile);
  for (let at = 0; at < groups.n.length; at++) {
    const view = look(at);
    const group = groups.group[at];
    const u0 = psi[0] * view.r0 + psi[1] * view.r1;
    const u1 = psi[1] * view.r0 + psi[2] * view.r1;
    const posterior = movedTo(
      posteriorOf(groups, at, psi, determinant, view),
      shift + groups.mean[at],
      scale,
    );
    const uncertain = movedTo(uncertaintyOf(psi, view), shift, scale);
    const ofIntercept = [between[0], posterior[0], uncertain[0]] as const;
    const ofSlope = [between[2], posterior[2], uncertain[2]] as const;
    write(intercepts, group, outcome * (u0 - shift * u1), deviation, ofIntercept);
    write(slopes, group, (outcome * u1) / scale, deviation, ofSlope);
    comparativeCovariance[group] = variance * (posterior[1] + uncertain[1]);
  }
  return {
    intercepts: withAverage(intercepts, sizes),
    slopes: withAverage(slopes, sizes),
    comparativeCovariance,
  };
}

/** What is told at a place `distance` standardised units above z = 0, as told at z = 0 and in the unit of z. */
function movedTo([v0, v01, v1]: Pair, distance: number, scale: number): Pair {
  return [v0 - distance * (2 * v01 - distance * v1), (v01 - distance * v1) / scale, v1 / (scale * scale)];
}

/** (Ψ⁻¹ + ZᵀZ)⁻¹ about the group's own mean of z, so written that a singular Ψ does no harm. */
function posteriorOf(
  groups: SlopeGroups,
  at: number,
  psi: Psi,
  determinantOfPsi: number,
  { weights: { determinant, level, tilt } }: GroupView,
): Pair {
  return [
    (level + groups.q[at] * determinantOfPsi) / determinant,
    tilt / determinant,
    (psi[2] + groups.n[at] * determinantOfPsi) / determinant,
  ];
}

/** What the coefficients' uncertainty adds: Ψ T Ψ. */
function uncertaintyOf([a, b, c]: Psi, { t00, t01, t11 }: GroupView): Pair {
  return [
    a * (a * t00 + b * t01) + b * (a * t01 + b * t11),
    b * (a * t00 + b * t01) + c * (a * t01 + b * t11),
    b * (b * t00 + c * t01) + c * (b * t01 + c * t11),
  ];
}

function write(
  into: GroupEffects,
  group: number,
  effect: number,
  deviation: number,
  [between, posterior, uncertain]: readonly [number, number, number],
): void {
  const root = (value: number) => deviation * Math.sqrt(Math.max(0, value));
  into.effect[group] = effect;
  into.conditionalError[group] = root(posterior);
  into.comparativeError[group] = root(posterior + uncertain);
  into.diagnosticError[group] = root(between - posterior - uncertain);
  into.reliability[group] = between > 0 ? Math.max(0, 1 - posterior / between) : 0;
}
