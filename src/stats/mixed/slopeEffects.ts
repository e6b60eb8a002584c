import { bilinear, type ModelShape } from './criterion.ts';
import { emptyEffects, withAverage } from './mixedFit.ts';
import type { GroupEffects, RandomSlope } from './mixedTypes.ts';
import { noWeights, weigh, type SlopeGroups } from './slopeGroups.ts';
import type { SlopeOptimum } from './slopeOptimum.ts';
import { psiOf } from './slopeProfile.ts';
import type { SlopeUnits } from './slopeVariances.ts';

/** Variance of the first, covariance, variance of the second. */
type Pair = [number, number, number];

/** Predicted intercepts and slopes of the groups with their standard errors, in the columns' units. */
export function slopeEffects(
  groups: SlopeGroups,
  { width, fixed }: ModelShape,
  { profile, factor }: SlopeOptimum,
  { variance, outcome, centre, scale }: SlopeUnits,
  sizes: Int32Array,
): Pick<RandomSlope, 'intercepts' | 'slopes' | 'comparativeCovariance'> {
  const intercepts = emptyEffects(sizes.length);
  const slopes = emptyEffects(sizes.length);
  const comparativeCovariance = new Float64Array(sizes.length).fill(NaN);
  const psi = psiOf(factor);
  const determinantOfPsi = (factor[0] * factor[2]) ** 2;
  const shift = centre / scale;
  /** Of numbers told at standardised z = `at`, to those at z = 0 in its unit. */
  const toUnits = ([v0, v01, v1]: Pair, at: number): Pair => [
    v0 - at * (2 * v01 - at * v1),
    (v01 - at * v1) / scale,
    v1 / (scale * scale),
  ];
  const between = toUnits([psi[0], psi[1], psi[2]], shift);
  const w = noWeights();
  const f0 = new Float64Array(width);
  const f1 = new Float64Array(width);
  const contrast = Float64Array.of(...profile.coefficients.map((value) => -value), 1);
  for (let at = 0; at < groups.n.length; at++) {
    weigh(groups, at, psi, determinantOfPsi, w);
    const z = groups.mean[at];
    let [r0, r1] = [0, 0];
    for (let i = 0, entry = at * width; i < width; i++, entry++) {
      f0[i] = w.p11 * groups.m[entry] + w.p12q * groups.p[entry];
      f1[i] = z * f0[i] + w.p12 * groups.m[entry] + w.p22q * groups.p[entry];
      r0 += f0[i] * contrast[i];
      r1 += f1[i] * contrast[i];
    }
    const u0 = psi[0] * r0 + psi[1] * r1;
    const u1 = psi[1] * r0 + psi[2] * r1;
    const [x0, x1] = [f0.subarray(0, fixed), f1.subarray(0, fixed)];
    const t00 = bilinear(profile.inverse, fixed, x0, x0);
    const t01 = bilinear(profile.inverse, fixed, x0, x1);
    const t11 = bilinear(profile.inverse, fixed, x1, x1);
    const [v0, v1] = [psi[0] * t00 + psi[1] * t01, psi[0] * t01 + psi[1] * t11];
    const uncertain = toUnits(
      [
        psi[0] * v0 + psi[1] * v1,
        psi[1] * v0 + psi[2] * v1,
        psi[1] * (psi[1] * t00 + psi[2] * t01) + psi[2] * (psi[1] * t01 + psi[2] * t11),
      ],
      shift,
    );
    const posterior = toUnits(
      [
        (w.level + groups.q[at] * determinantOfPsi) / w.determinant,
        w.tilt / w.determinant,
        (psi[2] + groups.n[at] * determinantOfPsi) / w.determinant,
      ],
      shift + z,
    );
    const group = groups.group[at];
    const deviation = Math.sqrt(variance);
    write(intercepts, group, outcome * (u0 - shift * u1), deviation, between[0], posterior[0], uncertain[0]);
    write(slopes, group, (outcome * u1) / scale, deviation, between[2], posterior[2], uncertain[2]);
    comparativeCovariance[group] = variance * (posterior[1] + uncertain[1]);
  }
  return {
    intercepts: withAverage(intercepts, sizes),
    slopes: withAverage(slopes, sizes),
    comparativeCovariance,
  };
}

/** All but the effect are relative to the residual variance. */
function write(
  into: GroupEffects,
  group: number,
  effect: number,
  deviation: number,
  between: number,
  posterior: number,
  uncertain: number,
): void {
  const root = (value: number) => deviation * Math.sqrt(Math.max(0, value));
  into.effect[group] = effect;
  into.conditionalError[group] = root(posterior);
  into.comparativeError[group] = root(posterior + uncertain);
  into.diagnosticError[group] = root(between - posterior - uncertain);
  into.reliability[group] = between > 0 ? Math.max(0, 1 - posterior / between) : 0;
}
