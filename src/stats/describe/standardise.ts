import { columnMoments } from './columnMoments.ts';

export interface Standardised {
  /** (value − mean) / standard deviation; NaN where the value is NaN. */
  values: Float64Array;
  mean: number;
  /** With n − 1. */
  standardDeviation: number;
  n: number;
  /** Values that were NaN and so left out of the mean and the standard deviation. */
  missing: number;
}

/**
 * Standardises values to mean 0 and standard deviation 1 (with n − 1), so that their unit no longer matters.
 *
 * Throws `infinite-value`, `too-few-rows` below two values and `constant-column` where they do not vary.
 */
export function standardise(values: Float64Array): Standardised {
  const { moments, standardDeviations, missing } = columnMoments([{ name: 'values', values }]);
  const mean = moments.means[0];
  const standardDeviation = standardDeviations[0];
  return {
    values: values.map((value) => (value - mean) / standardDeviation),
    mean,
    standardDeviation,
    n: moments.n,
    missing: missing[0],
  };
}
