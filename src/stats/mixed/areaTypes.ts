import type { Column } from '../describe/completeRows.ts';
import type { GroupEffects, MixedFit, VarianceComponent } from './mixedTypes.ts';

/** One row per school (an area, in the words of the literature), with what is known of its chance error. */
export interface AreaInput {
  /** What is explained; NaN where a school has no value. */
  outcome: Column;
  /**
   * Sampling variance of each outcome, in its unit squared: the variance that it would have if the school had other
   * pupils of the same kind. Above 0; NaN where it is not known, and the school is then not in the model.
   * See `samplingVariance`.
   */
  variances: Float64Array;
  /** What explains it. May be empty. */
  covariates: readonly Column[];
  /**
   * Groups with an intercept of their own each (fixed, absorbed), so that schools are held against the others of their
   * group only: an index into `names`, −1 for none. All schools together unless given.
   */
  within?: { names: readonly string[]; code: Int32Array };
}

/** What is said of each school: arrays in the order of the input; NaN for a school that is not in the model. */
export interface AreaEffects extends GroupEffects {
  /** Outcome − expectation, before shrinking. */
  raw: Float64Array;
  /** Root of the sampling variance that was given. */
  samplingError: Float64Array;
  /**
   * Root of the mean squared error of the effect when the variance between schools is estimated too: g1 + g2 + 2 g3,
   * and for ML also the correction for its bias. At least `comparativeError`.
   */
  fullError: Float64Array;
}

/** What each school's outcome would be without chance error: expectation + effect. */
export interface AreaPrediction {
  /** From the coefficients alone: what schools in such circumstances have. */
  expected: Float64Array;
  /** Expectation + shrunken effect: the best guess (EBLUP) of the school's true outcome. */
  estimate: Float64Array;
  /** Root of g1 + g2: as `comparativeError`, but of the true outcome and not of the effect. */
  comparativeError: Float64Array;
  /** Root of the mean squared error as `fullError`, but of the true outcome: for intervals, and for `firmness`. */
  fullError: Float64Array;
}

export interface FayHerriot extends Omit<MixedFit, 'residual' | 'groups'> {
  /** Variance between schools of what circumstances and chance error leave. */
  between: VarianceComponent;
  /** With `within`, the intercept of each group; null for a group without schools in the model, and without `within`. */
  intercepts: { name: string; estimate: number | null; standardError: number | null }[] | null;
  effects: AreaEffects;
  prediction: AreaPrediction;
}
