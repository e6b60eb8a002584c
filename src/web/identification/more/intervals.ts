import type { FayHerriot } from '#stats';

export interface Interval {
  low: number;
  middle: number;
  high: number;
  /** How far it goes from nothing. */
  reach: number;
}

/** Of the normal distribution, for 95%. */
const multiplier = 1.959964;

export function intervalOf({ effect, fullError }: FayHerriot['effects'], row: number): Interval {
  const middle = effect[row] ?? NaN;
  const half = multiplier * (fullError[row] ?? NaN);
  const [low, high] = [middle - half, middle + half];
  return { low, middle, high, reach: Math.max(Math.abs(low), Math.abs(high)) || 0 };
}
