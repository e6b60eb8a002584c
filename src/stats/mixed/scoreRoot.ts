import { nothingLeft } from './criterion.ts';
import type { InterceptProfile } from './sizeClasses.ts';
import type { MixedConvergence } from './mixedTypes.ts';

type At = (ratio: number) => InterceptProfile;

const pointsPerUnit = 2;
const lowest = Math.log(1e-9);
const highest = Math.log(1e16);
const mostSteps = 100;
const smallestStep = 1e-11;

/**
 * The ratio of variances with the lowest deviance, found as a root of the deviance's derivative.
 *
 * Minimising the deviance itself would end at half of the digits: near its minimum it is flat. The derivative crosses
 * zero steeply, so its root keeps them all. It is looked for over the whole range, because a deviance may have several
 * minima (Henn & Hodges 2014, International Statistical Review 82, 436–458); the lowest one counts, and the border
 * 0 is a candidate where the deviance rises from it.
 */
export function lowestDeviance(at: At): { profile: InterceptProfile; convergence: MixedConvergence } {
  const zero = at(0);
  const roots: ReturnType<typeof refine>[] = [];
  const points = Math.ceil((highest - lowest) * pointsPerUnit);
  let before = Math.exp(lowest);
  let falling = at(before).slope < 0;
  const risesFromZero = !falling;
  for (let i = 1; i <= points; i++) {
    const ratio = Math.exp(lowest + i / pointsPerUnit);
    const fallsHere = at(ratio).slope < 0;
    if (falling && !fallsHere) roots.push(refine(at, before, ratio));
    falling = fallsHere;
    before = ratio;
  }
  if (falling) throw nothingLeft();
  const best = roots.reduce<(typeof roots)[number] | null>(
    (found, root) => (found === null || root.profile.deviance < found.profile.deviance ? root : found),
    null,
  );
  if (best !== null && !(risesFromZero && zero.deviance <= best.profile.deviance)) return best;
  return {
    profile: zero,
    convergence: { method: 'border', iterations: 0, score: zero.slope, lastStep: 0, converged: true },
  };
}

/** Newton's method in the logarithm of the ratio, kept between two points where the derivative has opposite signs. */
function refine(at: At, from: number, to: number) {
  let [low, high] = [Math.log(from), Math.log(to)];
  let x = (low + high) / 2;
  let profile = at(Math.exp(x));
  let step = high - low;
  let iterations = 0;
  while (Math.abs(step) > smallestStep && iterations < mostSteps) {
    iterations++;
    const { ratio, slope, curvature } = profile;
    if (slope < 0) low = x;
    else high = x;
    const bend = ratio * slope + ratio * ratio * curvature;
    const next = x - (ratio * slope) / bend;
    const inside = bend > 0 && next >= low && next <= high;
    step = (inside ? next : (low + high) / 2) - x;
    x += step;
    profile = at(Math.exp(x));
  }
  const convergence: MixedConvergence = {
    method: 'newton',
    iterations,
    score: profile.ratio * profile.slope,
    lastStep: Math.abs(step),
    converged: Math.abs(step) <= smallestStep,
  };
  return { profile, convergence };
}

/**
 * The ratios at which the deviance lies `rise` above its minimum: a profile likelihood interval. It begins at 0 where
 * the deviance there is lower than that.
 */
export function profileInterval(at: At, best: InterceptProfile, rise: number): [low: number, high: number] {
  const limit = best.deviance + rise;
  const above = (x: number) => at(Math.exp(x)).deviance > limit;
  const start = best.ratio > 0 ? Math.log(best.ratio) : lowest;
  let far = start + 1;
  while (!above(far) && far < highest) far++;
  const high = far >= highest ? Infinity : Math.exp(bisect(above, start, far));
  if (best.ratio === 0 || at(0).deviance <= limit) return [0, high];
  let near = start - 1;
  while (!above(near)) near--;
  return [Math.exp(bisect((x) => !above(x), near, start)), high];
}

/** Where `holds` begins to hold between `from`, where it does not, and `to`, where it does. */
function bisect(holds: (x: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  while (high - low > 1e-12 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
