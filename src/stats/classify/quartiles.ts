import { interpolate, quantilePosition } from '../describe/quantile.ts';
import type { Cuts } from './identifyTypes.ts';

/** Quarters are cut by quantiles of this type (Hyndman & Fan 1996). */
export const quartileType = 7;

/**
 * The three cut points of one group's values. Returns null for no values. `values` is scratch space: it may be
 * reordered.
 */
export function quartileCuts(values: Float64Array): Cuts | null {
  if (values.length === 0) return null;
  values.sort();
  const at = (p: number) => {
    const { lower, fraction } = quantilePosition(values.length, p, quartileType);
    return fraction === 0 ? values[lower] : interpolate(values[lower], values[lower + 1], fraction);
  };
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}

/**
 * The quarter of a value, counted from the low end: 1 … 4. A value on a cut point is inside the outer quarter; on the
 * median it is in quarter 2 when `lowFirst`, else in quarter 3, so that counting from the other end (5 − quarter) puts
 * it in the second quarter again.
 *
 * A value on both outer cut points (ties, or a group of one) is in neither outer quarter: it is in the middle.
 */
export function quarterOf(value: number, cuts: Cuts, lowFirst: boolean): number {
  const low = value <= cuts.q1;
  const high = value >= cuts.q3;
  if (low !== high) return low ? 1 : 4;
  const lowerHalf = lowFirst ? value <= cuts.median : value < cuts.median;
  return lowerHalf ? 2 : 3;
}
