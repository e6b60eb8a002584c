import { quantiles } from '#stats';
import { roundStep } from '#contract/roundStep';
import type { Others } from '#contract/standings';

/** About so many positions between the ends of a figure: fine enough to see a shape, too coarse to tell a school by. */
const positions = 60;

/**
 * Where the schools of each quarter of circumstances stand, the hardest first, without anything else about them: how
 * many at each multiple of a step. Null where fewer than `threshold` others would be beside a school.
 */
export function othersOf(
  effects: ArrayLike<number | null>,
  quarters: ArrayLike<number>,
  threshold: number,
): (Others | null)[] {
  const values = Float64Array.from(effects, (value) => value ?? NaN);
  const step = stepOf(values, positions);
  return [1, 2, 3, 4].map((quarter) => {
    const times = new Map<number, number>();
    let schools = 0;
    values.forEach((value, i) => {
      if (quarters[i] !== quarter || Number.isNaN(value)) return;
      const at = placeOf(value, step);
      times.set(at, (times.get(at) ?? 0) + 1);
      schools++;
    });
    if (schools <= threshold) return null;
    const at = [...times.keys()].toSorted((a, b) => a - b);
    return { step, schools, at, times: at.map((one) => times.get(one) ?? 0) };
  });
}

/** The same without the school whose page it is. */
export function besides(others: Others, effect: number): Others {
  const own = others.at.indexOf(placeOf(effect, others.step));
  if (own < 0) return others;
  const times = others.times.map((count, i) => count - Number(i === own));
  const kept = others.at.filter((_, i) => (times[i] ?? 0) > 0);
  return { ...others, schools: others.schools - 1, at: kept, times: times.filter((count) => count > 0) };
}

/** Plus 0 turns −0 into 0, which JSON does not know. */
const placeOf = (value: number, step: number) => Math.round(value / step) + 0;

/** A round step, so that about so many lie between the ends of nearly all values. */
export function stepOf(values: Float64Array, positions: number): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return 1;
  const [low = 0, high = 0] = quantiles(known, [0.01, 0.99]).values;
  return roundStep((high - low) / positions);
}
