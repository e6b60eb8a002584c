import type { Column } from '../describe/completeRows.ts';
import type { StatsWarning } from '../errors.ts';

/** Rows (pupils, or schools) within groups (schools, or authorities). */
export interface MixedInput {
  /** What is explained; NaN where a row has no value. */
  outcome: Column;
  /** What explains it, besides the intercept, which is always there. May be empty. */
  covariates: readonly Column[];
  /** The group each row belongs to: an index into `names`, −1 for none. Rows may come in any order. */
  groups: { names: readonly string[]; code: Int32Array };
}

export interface MixedOptions {
  /** Restricted maximum likelihood (`REML`, the default) or maximum likelihood (`ML`). */
  method?: 'REML' | 'ML';
  /** Of all intervals, between 0 and 1; 0.95 unless given. */
  confidence?: number;
}

/** A fixed coefficient. All numbers are null for a covariate that was left out because others determine it. */
export interface Coefficient {
  name: string;
  estimate: number | null;
  standardError: number | null;
  /** Wald, from the normal distribution. */
  interval: [low: number, high: number] | null;
}

/** A variance component (or covariance) with its standard error from the expected information. */
export interface VarianceComponent {
  estimate: number;
  /** Null where the estimate lies on the border of what is possible: the usual theory does not hold there. */
  standardError: number | null;
}

/** How the estimate was reached. */
export interface MixedConvergence {
  method: string;
  iterations: number;
  /** The slope of the deviance where it stopped, per relative change of the parameters; 0 is exact. */
  score: number;
  /** The size of the last step, relative to the parameters. */
  lastStep: number;
  converged: boolean;
}

export interface MixedFit {
  method: 'REML' | 'ML';
  confidence: number;
  /** The intercept first, then the covariates in their order. */
  coefficients: Coefficient[];
  /** Covariances of the estimated coefficients that were kept, row-major, in their order. */
  covariance: Float64Array;
  /** Variance within groups. */
  residual: VarianceComponent;
  /** −2 log likelihood: restricted for REML, full for ML. REML values of models with other covariates do not compare. */
  deviance: number;
  /** Whether the variance between groups is estimated as 0 (or, with a slope, their covariance matrix as singular). */
  singular: boolean;
  /** Rows in the model. */
  n: number;
  /** Groups with rows in the model. */
  groups: number;
  /** Rows left out, in all and for each reason; a row may have several. */
  dropped: { rows: number; ungrouped: number; missing: { name: string; rows: number }[] };
  warnings: StatsWarning[];
  convergence: MixedConvergence;
}

/** What is said of each group: arrays in the order of the names; NaN for a group without rows in the model. */
export interface GroupEffects {
  /** Predicted effect (empirical Bayes, BLUP): the group's residual, shrunken towards 0. */
  effect: Float64Array;
  /** Posterior standard deviation with the coefficients taken as known, as lme4's `condVar`. */
  conditionalError: Float64Array;
  /**
   * Standard error of effect − true effect, uncertainty of the coefficients included: MLwiN's comparative standard
   * error, Stata's `reses`. For intervals around an effect and for comparing groups.
   */
  comparativeError: Float64Array;
  /** Standard deviation of the predicted effect itself, MLwiN's diagnostic standard error: for finding odd groups. */
  diagnosticError: Float64Array;
  /** Share of the group's raw residual that is kept, 0 … 1. */
  reliability: Float64Array;
  /** Its mean over the groups with rows. */
  averageReliability: number;
}

export interface RandomIntercept extends MixedFit {
  /** Variance between groups. */
  between: VarianceComponent;
  /** Intraclass correlation: between ÷ (between + residual); its interval is of the profile likelihood. */
  icc: { estimate: number; standardError: number | null; interval: [low: number, high: number] };
  /** Rows in the model, by group. */
  sizes: Int32Array;
  effects: GroupEffects;
}

export interface RandomSlope extends MixedFit {
  /** The covariate whose slope varies between groups. */
  slope: string;
  between: {
    /** Variance of the intercepts, at the slope covariate's value 0. */
    intercept: VarianceComponent;
    slope: VarianceComponent;
    covariance: VarianceComponent;
    /** Null where a variance is 0. */
    correlation: number | null;
  };
  sizes: Int32Array;
  intercepts: GroupEffects;
  slopes: GroupEffects;
  /** Per group, covariance of the errors of its intercept and its slope, uncertainty of the coefficients included. */
  comparativeCovariance: Float64Array;
}
