import { nothingLeft } from './criterion.ts';
import type { AreaProfile } from './areaProfile.ts';
import type { MixedConvergence } from './mixedTypes.ts';

type At = (between: number) => AreaProfile;

const pointsPerUnit = 1;
const mostSteps = 100;
const smallestStep = 1e-13;
const farthest = 1e16;

/**
 * The variance between schools with the lowest deviance, as a root of the deviance's derivative, or 0.
 *
 * The whole range is looked over first, from far below the smallest sampling variance, because a deviance can have
 * several minima; the lowest counts, and 0 is a candidate where the deviance rises from it.
 */
export function lowestAreaDeviance(
  at: At,
  smallestVariance: number,
): { profile: AreaProfile; convergence: MixedConvergence } {
  const zero = at(0);
  let best: ReturnType<typeof refine> | null = null;
  let before = zero;
  // Standardised outcomes have variance 1, so that a root beyond 10 is rare: it needs a few schools of great weight.
  for (let step = 0, next = 1e-4 * smallestVariance; ; step++) {
    const here = at(next);
    if (before.slope < 0 && here.slope >= 0) {
      const root = refine(at, before.between, here.between);
      if (best === null || root.profile.deviance < best.profile.deviance) best = root;
    }
    before = here;
    if (next > 10 && here.slope >= 0) break;
    if (next > farthest) throw nothingLeft();
    next *= Math.exp(1 / pointsPerUnit);
  }
  if (best !== null && !(zero.slope >= 0 && zero.deviance <= best.profile.deviance)) return best;
  return {
    profile: zero,
    convergence: { method: 'border', iterations: 0, score: zero.slope, lastStep: 0, converged: true },
  };
}

/** Newton's method, kept between two points where the derivative has opposite signs. */
function refine(at: At, from: number, to: number) {
  let [low, high] = [from, to];
  let x = (low + high) / 2;
  let profile = at(x);
  let step = high - low;
  let iterations = 0;
  while (Math.abs(step) > smallestStep * x && iterations < mostSteps) {
    iterations++;
    if (profile.slope < 0) low = x;
    else high = x;
    const next = x - profile.slope / profile.curvature;
    const inside = profile.curvature > 0 && next >= low && next <= high;
    step = (inside ? next : (low + high) / 2) - x;
    x += step;
    profile = at(x);
  }
  const convergence: MixedConvergence = {
    method: 'newton',
    iterations,
    score: x * profile.slope,
    lastStep: Math.abs(step) / x,
    converged: Math.abs(step) <= 1e3 * smallestStep * x,
  };
  return { profile, convergence };
}
