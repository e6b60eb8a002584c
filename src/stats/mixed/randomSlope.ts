import { modelShape, refuseExplained, type ModelShape } from './criterion.ts';
import { choicesOf, coefficientsOf, fitWarnings } from './mixedFit.ts';
import type { MixedInput, MixedOptions, RandomSlope } from './mixedTypes.ts';
import { lowestDeviance } from './scoreRoot.ts';
import { interceptProfile, sizeClasses } from './sizeClasses.ts';
import { slopeEffects } from './slopeEffects.ts';
import { slopeGroups } from './slopeGroups.ts';
import { lowestSlopeDeviance } from './slopeOptimum.ts';
import { slopeVariances } from './slopeVariances.ts';
import { twoLevelRows } from './twoLevelRows.ts';

export interface SlopeInput extends MixedInput {
  /** The name of the covariate whose slope varies between groups. */
  slope: string;
}

/**
 * A two-level model with a random intercept and a random slope of one covariate z: outcome = intercept + Σ coefficient ·
 * covariate + u₀ + u₁ z + residual, where u₀ and u₁ of a group are normal with any variances and covariance. With z a
 * measure of pupils' circumstances, u₁ tells in which schools circumstances weigh more than elsewhere.
 *
 * Variance and errors of the intercepts are those at z = 0 in the column's unit: centre z where you want them told.
 * The rows are summed up by group; Newton's method on the exact derivatives finds the covariance matrix of u₀ and u₁
 * to about ten digits. A matrix on the border (a variance of 0, a correlation of ±1) is a result, with `singular`
 * true and a warning of that name.
 *
 * Rows without a value or a group are left out and counted. Throws as `randomIntercept`, and `unknown-slope`,
 * `dependent-slope`.
 *
 * Source: Laird & Ware (1982), Biometrics 38, 963–974; Lindstrom & Bates (1988), Journal of the American Statistical
 * Association 83, 1014–1022; errors of effects: Henderson (1975), Biometrics 31, 423–447.
 */
export function randomSlope(input: SlopeInput, options: MixedOptions = {}): RandomSlope {
  const { method, confidence, multiplier } = choicesOf(options);
  const rows = twoLevelRows(input, input.slope);
  const slope = rows.slope ?? 0;
  const shape = modelShape(rows, method);
  const groups = slopeGroups(rows, slope, shape.width);
  const outcome = shape.fixed - 1;
  const own = rows.within[outcome * (rows.width + 1)];
  refuseExplained(groups.left, shape.width, shape.fixed, rows.n, own);
  const optimum = lowestSlopeDeviance(groups, shape, interceptRatio(rows, shape));
  const { profile, factor, convergence } = optimum;
  const singular = factor[0] === 0 || factor[2] === 0;
  const units = {
    variance: (rows.scales[outcome] ** 2 * profile.residual) / shape.df,
    outcome: rows.scales[outcome],
    centre: rows.centres[slope],
    scale: rows.scales[slope],
  };
  const { residual, ...between } = slopeVariances(optimum, shape, units, singular);
  return {
    method,
    confidence,
    slope: input.slope,
    ...coefficientsOf(input, rows, profile, shape, multiplier),
    between,
    residual,
    deviance: profile.deviance,
    singular,
    n: rows.n,
    groups: rows.groups,
    dropped: rows.dropped,
    warnings: [...rows.warnings, ...fitWarnings(convergence, singular, singularSlope)],
    convergence,
    sizes: rows.sizes,
    ...slopeEffects(groups, shape, optimum, units, rows.sizes),
  };
}

const singularSlope =
  'The data do not tell intercepts and slopes of the groups apart: a variance is estimated as 0 or their ' +
  'correlation as ±1. A model without the random slope says as much.';

/** Where to begin: the ratio of variances without a random slope. */
function interceptRatio(rows: Parameters<typeof sizeClasses>[0], shape: ModelShape): number {
  const classes = sizeClasses(rows, shape.width);
  return lowestDeviance((ratio) => interceptProfile(classes, shape, ratio)).profile.ratio;
}
