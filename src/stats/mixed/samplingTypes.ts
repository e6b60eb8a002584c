import type { StatsWarning } from '../errors.ts';
import type { VarianceComponent } from './mixedTypes.ts';

/** A result of all schools in one year and how many pupils stand behind it; NaN where either is not known. */
export interface YearOfResults {
  values: Float64Array;
  pupils: Float64Array;
}

/** What is known of the schools, and so which rule gives the variances. Arrays have one entry per school. */
export type SamplingInput =
  /** A share of the pupils, as a fraction (`outOf` 1) or in percent (100). */
  | ({ rule: 'share'; outOf: 1 | 100 } & YearOfResults)
  /** A mean of pupils whose standard deviation is known, in the unit of the mean. */
  | { rule: 'known-deviation'; pupils: Float64Array; standardDeviation: number }
  /** A mean in several years, oldest first, with the number of pupils of each. */
  | { rule: 'size-and-change'; years: readonly YearOfResults[] }
  /** A result in several years, oldest first; pupils are not known. */
  | { rule: 'change'; years: readonly Float64Array[] };

export interface SamplingVariance {
  rule: SamplingInput['rule'];
  /** Per school, of its latest year's result; NaN where it cannot be told. */
  variances: Float64Array;
  /** Variance of a single pupil; null where the rule has none. For `size-and-change` estimated, with its error. */
  pupil: VarianceComponent | null;
  /**
   * `size-and-change`: variance of real changes of a school from year to year, which the variances leave out. `change`:
   * variance within schools over the years, which cannot be told apart and is taken as chance. Else null.
   */
  year: VarianceComponent | null;
  /** Schools that the estimates rest on, and how many results or changes of theirs; null where nothing is estimated. */
  basis: { schools: number; observations: number } | null;
  /** Schools with a variance. */
  n: number;
  /** Schools without one. */
  dropped: number;
  warnings: StatsWarning[];
}
