import { bilinear } from '../linalg/bilinear.ts';
import { modelShape, refuseExplained, type ModelShape } from './criterion.ts';
import { choicesOf, coefficientsOf, emptyEffects, fitWarnings, withAverage } from './mixedFit.ts';
import type { GroupEffects, MixedInput, MixedOptions, RandomIntercept } from './mixedTypes.ts';
import { lowestDeviance, profileInterval } from './scoreRoot.ts';
import { interceptProfile, sizeClasses, type InterceptProfile } from './sizeClasses.ts';
import { twoLevelRows, type TwoLevelRows } from './twoLevelRows.ts';

/**
 * A two-level model with a random intercept: outcome = intercept + Σ coefficient · covariate + effect of the group +
 * residual. Effects and residuals are independent and normal with variances `between` and `residual`. With pupils in
 * schools it is the plain value-added model; with schools in authorities it adjusts results for circumstances.
 *
 * The rows are read three times and summed up by group; everything after that depends on the groups only. The ratio of
 * the variances is the root of the derivative of the (restricted) likelihood, good to about 12 digits.
 *
 * A row takes part if it has a group, an outcome and all covariates; others are left out and counted. Covariates that
 * those before them determine are left out with the warning `dependent-covariate`. A variance between groups of 0 is a
 * result, with `singular` true and a warning of that name: all effects are then 0.
 *
 * Throws as `twoLevelRows`, and `invalid-method`, `invalid-confidence`, `no-residual-variance`.
 *
 * Source: Laird & Ware (1982), Biometrics 38, 963–974; Bates, Mächler, Bolker & Walker (2015), Journal of Statistical
 * Software 67 (1), section 3; standard errors of effects: Goldstein (2011), Multilevel Statistical Models, 4th ed.,
 * appendix 2.2; Henderson (1975), Biometrics 31, 423–447.
 */
export function randomIntercept(input: MixedInput, options: MixedOptions = {}): RandomIntercept {
  const { method, confidence, multiplier } = choicesOf(options);
  const rows = twoLevelRows(input, null);
  const shape = modelShape(rows, method);
  const outcome = shape.fixed - 1;
  refuseExplained(rows.within, rows.width, outcome, rows.n, rows.within[outcome * (rows.width + 1)]);
  const classes = sizeClasses(rows, shape.width);
  const at = (ratio: number) => interceptProfile(classes, shape, ratio);
  const { profile, convergence } = lowestDeviance(at);
  const singular = profile.ratio === 0;
  const variance = (rows.scales[outcome] ** 2 * profile.residual) / shape.df;
  const errors = varianceErrors(profile, shape, variance);
  const [low, high] = profileInterval(at, profile, multiplier * multiplier);
  return {
    method,
    confidence,
    ...coefficientsOf(input, rows, profile, shape, multiplier),
    between: { estimate: profile.ratio * variance, standardError: singular ? null : errors.between },
    residual: { estimate: variance, standardError: errors.residual },
    icc: {
      estimate: shareOf(profile.ratio),
      standardError: singular ? null : errors.icc,
      interval: [shareOf(low), shareOf(high)],
    },
    deviance: profile.deviance,
    singular,
    n: rows.n,
    groups: rows.groups,
    dropped: rows.dropped,
    warnings: [...rows.warnings, ...fitWarnings(convergence, singular, singularIntercept)],
    convergence,
    sizes: rows.sizes,
    effects: groupEffects(rows, shape, profile),
  };
}

const shareOf = (ratio: number) => (ratio === Infinity ? 1 : ratio / (1 + ratio));

const singularIntercept =
  'The groups differ no more than chance would have them differ: the variance between them is estimated as 0, and so ' +
  'is every group’s effect.';

/** From the observed information of both variances: half the matrix of the deviance's second derivatives. */
function varianceErrors(profile: InterceptProfile, { df }: ModelShape, variance: number) {
  const { ratio, residual, residualSlope, curvature } = profile;
  const scaled = residual / df;
  // Derivatives by the residual variance (in units of its estimate) and by the ratio, at the minimum.
  const together = -residualSlope / scaled;
  const ofRatio = 2 / curvature;
  // On the border the ratio is no longer uncertain in the usual way; the residual variance still is.
  const byResidual = -together / df;
  const ofResidual = 2 / df + (ratio === 0 ? 0 : byResidual * byResidual * ofRatio);
  const covariance = byResidual * ofRatio;
  const ofBetween = ofRatio + 2 * ratio * covariance + ratio * ratio * ofResidual;
  return {
    residual: variance * Math.sqrt(ofResidual),
    between: variance * Math.sqrt(ofBetween),
    icc: Math.sqrt(ofRatio) / (1 + ratio) ** 2,
  };
}

function groupEffects(
  rows: TwoLevelRows,
  { df, fixed }: ModelShape,
  profile: InterceptProfile,
): GroupEffects {
  const { sizes, means, width } = rows;
  const { ratio, coefficients, inverse } = profile;
  const scale = rows.scales[fixed - 1];
  const deviation = scale * Math.sqrt(profile.residual / df);
  const effects = emptyEffects(sizes.length);
  const x = new Float64Array(fixed).fill(1);
  for (let group = 0; group < sizes.length; group++) {
    const size = sizes[group];
    if (size === 0) continue;
    const from = group * width;
    let raw = means[from + fixed - 1] - coefficients[0];
    for (let k = 1; k < fixed; k++) {
      x[k] = means[from + k - 1];
      raw -= x[k] * coefficients[k];
    }
    const kept = (ratio * size) / (1 + ratio * size);
    const posterior = ratio / (1 + ratio * size);
    const uncertain = kept * kept * bilinear(inverse, fixed, x, x);
    effects.effect[group] = scale * kept * raw;
    effects.reliability[group] = kept;
    effects.conditionalError[group] = deviation * Math.sqrt(posterior);
    effects.comparativeError[group] = deviation * Math.sqrt(posterior + uncertain);
    effects.diagnosticError[group] = deviation * Math.sqrt(Math.max(0, ratio * kept - uncertain));
  }
  return withAverage(effects, sizes);
}
