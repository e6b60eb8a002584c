import type { StatsWarning } from '../errors.ts';
import type { IdentifyInput, IdentifyResult } from './identifyTypes.ts';

/**
 * What is drawn in place of each school's result. Arrays have one entry per school, in the unit of the result; NaN where
 * nothing is known of a school's chance error: it then keeps its own result in all draws, and its firmness is NaN.
 */
export type FirmnessSource =
  /** The true result, given all that is known: normal about the prediction of a model (`fayHerriot`). */
  | { rule: 'posterior'; estimate: Float64Array; error: Float64Array }
  /** The result as it is, with chance error added once more; for where there is no model. */
  | { rule: 'observed'; variances: Float64Array };

export interface FirmnessInput {
  /** Identifies each school; no two alike. The draws depend on these, not on the order of the schools. */
  ids: readonly string[];
  /** As it was given to `identify`, and what that answered. */
  result: IdentifyInput['result'];
  groups: IdentifyInput['groups'];
  identified: Pick<IdentifyResult, 'contextQuartile' | 'kind' | 'method'>;
  source: FirmnessSource;
}

export interface FirmnessOptions {
  /** 1,000 unless given. */
  draws?: number;
  /** A whole number from 0 to 2⁵³ − 1. */
  seed: number;
  /** Called after every few draws. To stop the work, return false: `firmness` then throws `stopped`. */
  progress?: (done: number, draws: number) => boolean | void;
}

export interface Firmness {
  rule: FirmnessSource['rule'];
  draws: number;
  seed: number;
  generator: 'xoshiro128**';
  /** Per school, the share of the draws in which it has the label that it holds (also neither); NaN where not told. */
  held: Float64Array;
  /** Per school, the shares of the draws in which it is resilient and struggling. */
  resilient: Float64Array;
  struggling: Float64Array;
  /** Of `held`, √(p (1 − p) ∕ draws): how far another seed would differ. */
  monteCarloError: Float64Array;
  /** By group, how many schools were resilient and struggling on average over the draws. */
  groups: { group: string; resilient: number; struggling: number }[];
  /** Schools with a firmness; those classified of which no chance error is known. */
  n: number;
  unknown: number;
  warnings: StatsWarning[];
}
