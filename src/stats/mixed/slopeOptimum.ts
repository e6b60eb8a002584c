import { cholesky, solveCholesky } from '../linalg/cholesky.ts';
import type { ModelShape } from './criterion.ts';
import type { MixedConvergence } from './mixedTypes.ts';
import type { SlopeGroups } from './slopeGroups.ts';
import { slopeFit, slopeProfile, type Factor, type SlopeProfile } from './slopeProfile.ts';

/** Where the best lies on the border, the way there can lead through a long flat valley. */
const mostSteps = 500;
const smallestStep = 1e-10;
/** A step that promises less than this is the last one: along it the deviance is flat as far as numbers tell. */
const smallestGain = 1e-16;
/** Steps that promise less than this are beyond what the deviance can tell; they are taken on the gradient's word. */
const unseenGain = 1e-6;
/** A last diagonal element below this share of the others is on its way to 0. */
const nearlySingular = 1e-5;

export interface SlopeOptimum {
  profile: SlopeProfile;
  factor: Factor;
  convergence: MixedConvergence;
}

/**
 * The factor of Ψ with the lowest deviance: Newton's method on the analytic gradient, damped while far away.
 *
 * The factor can hold no covariance matrix that is not one. Where the best lies on the border (a variance of 0, a
 * correlation of ±1) an element of the factor runs to 0, where the gradient by it vanishes by itself; it is then set
 * to exactly 0.
 */
export function lowestSlopeDeviance(
  groups: SlopeGroups,
  shape: ModelShape,
  interceptRatio: number,
): SlopeOptimum {
  let factor = start(groups, shape, Math.sqrt(Math.max(interceptRatio, 0.01)));
  let profile = slopeProfile(groups, shape, factor);
  let damping = 1e-3;
  let step = Infinity;
  let iterations = 0;
  let gain = Infinity;
  while (step > smallestStep && gain > smallestGain && iterations < mostSteps) {
    iterations++;
    const taken = damped(groups, shape, profile, factor, damping);
    damping = taken.damping;
    step = taken.step;
    gain = taken.gain;
    factor = settled(taken.factor);
    profile = slopeProfile(groups, shape, factor);
  }
  const score = byFactor(profile, factor).gradient;
  const convergence: MixedConvergence = {
    method: 'damped newton',
    iterations,
    score: Math.max(...score.map((value, i) => Math.abs(value * factor[i]))),
    lastStep: step,
    converged: step <= smallestStep || gain <= smallestGain,
  };
  return { profile, factor: positive(factor), convergence };
}

/** The best of a few slopes beside the intercept's own variance. */
function start(groups: SlopeGroups, shape: ModelShape, a: number): Factor {
  let best: Factor = [a, 0, a];
  let lowest = Infinity;
  for (const share of [1, 0.3, 0.1, 0.01]) {
    const factor: Factor = [a, 0, a * share];
    const { deviance } = slopeFit(groups, shape, factor);
    if (deviance < lowest) [best, lowest] = [factor, deviance];
  }
  return best;
}

function damped(
  groups: SlopeGroups,
  shape: ModelShape,
  profile: SlopeProfile,
  factor: Factor,
  initial: number,
) {
  const { gradient, hessian } = byFactor(profile, factor);
  const size = Math.max(...factor.map(Math.abs));
  const largest = Math.max(Math.abs(hessian[0]), Math.abs(hessian[4]), Math.abs(hessian[8]));
  let damping = initial;
  for (let attempt = 0; attempt < 60; attempt++, damping = Math.max(10 * damping, 1e-6)) {
    const move = solved(hessian, gradient, damping * largest);
    if (move === null) continue;
    const next: Factor = [factor[0] + move[0], factor[1] + move[1], factor[2] + move[2]];
    const step = Math.max(...move.map(Math.abs)) / Math.max(size, nearlySingular);
    const gain = -0.5 * move.reduce((sum, value, i) => sum + value * gradient[i], 0);
    if (gain < unseenGain || slopeFit(groups, shape, next).deviance < profile.deviance) {
      return { factor: next, step, gain, damping: damping < 1e-5 ? 0 : damping / 10 };
    }
  }
  return { factor, step: 0, gain: 0, damping };
}

function solved(hessian: Float64Array, gradient: Float64Array, ridge: number): Float64Array | null {
  const lifted = hessian.slice();
  for (const diagonal of [0, 4, 8]) lifted[diagonal] += ridge;
  const factor = cholesky(lifted, 3);
  return (
    factor &&
    solveCholesky(
      factor,
      gradient.map((value) => -value),
    )
  );
}

/** Elements that are on their way to 0 have arrived. */
function settled([a, b, c]: Factor): Factor {
  const size = Math.max(Math.abs(a), Math.abs(b), Math.abs(c));
  if (size < nearlySingular) return [0, 0, 0];
  return [a, b, Math.abs(c) < nearlySingular * size ? 0 : c];
}

/** The same Ψ with no negative number on the diagonal. */
function positive([a, b, c]: Factor): Factor {
  return a < 0 ? [-a, -b, Math.abs(c)] : [a, b, Math.abs(c)];
}

/** Gradient and second derivatives by the elements of the factor, by the chain rule. */
function byFactor({ gradient, hessian }: SlopeProfile, [a, b, c]: Factor) {
  const jacobian = [2 * a, 0, 0, b, a, 0, 0, 2 * b, 2 * c];
  const made = { gradient: new Float64Array(3), hessian: new Float64Array(9) };
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      made.gradient[i] += jacobian[j * 3 + i] * gradient[j];
      for (let k = 0; k < 3; k++) {
        for (let l = 0; l < 3; l++) {
          made.hessian[i * 3 + j] += jacobian[k * 3 + i] * hessian[k * 3 + l] * jacobian[l * 3 + j];
        }
      }
    }
  }
  made.hessian[0] += 2 * gradient[0];
  made.hessian[1] += gradient[1];
  made.hessian[3] += gradient[1];
  made.hessian[4] += 2 * gradient[2];
  made.hessian[8] += 2 * gradient[2];
  return made;
}
