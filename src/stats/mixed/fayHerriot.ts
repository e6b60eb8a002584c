import { areaEffects } from './areaEffects.ts';
import { areaProfile, type AreaProfile } from './areaProfile.ts';
import { lowestAreaDeviance } from './areaRoot.ts';
import { areaRows, type AreaRows } from './areaRows.ts';
import type { AreaInput, FayHerriot } from './areaTypes.ts';
import { bilinear } from '../linalg/bilinear.ts';
import { choicesOf, fitWarnings } from './mixedFit.ts';
import type { Coefficient, MixedOptions } from './mixedTypes.ts';
import { dependenceWarning } from './twoLevelRows.ts';

/**
 * A two-level model of schools of which only a result each is known: outcome = intercept + Σ coefficient · covariate +
 * effect of the school + chance error. Effects are normal with a variance between schools that is estimated; the chance
 * errors' variances are known, one for each school, and may differ hugely, so that a small school's result counts for
 * less and its effect is shrunken more.
 *
 * `within` gives each group an intercept of its own, so that schools are compared within their group, as the quartile
 * method does. A school takes part if it has an outcome, all covariates, a sampling variance and a group; others are
 * left out and counted. Covariates that the intercepts and those before them determine are left out with the warning
 * `dependent-covariate`. A variance between schools of 0 is a result, with `singular` true and a warning of that name.
 *
 * Errors of effects, in the terms of the literature: γ = reliability = τ² ∕ (τ² + v). `conditionalError` is √g1 with
 * g1 = γ v; `comparativeError` is √(g1 + g2), where g2 comes from the coefficients; `fullError` is √(g1 + g2 + 2 g3),
 * where g3 comes from τ² (Datta & Lahiri's estimator for REML), for ML with their correction of its bias besides.
 *
 * Throws as `areaRows`, and `invalid-method`, `invalid-confidence`, `no-residual-variance`.
 *
 * Source: Fay & Herriot (1979), Journal of the American Statistical Association 74, 269–277; errors: Prasad & Rao (1990),
 * ibid. 85, 163–171; Datta & Lahiri (2000), Statistica Sinica 10, 613–627; Rao & Molina (2015), Small Area Estimation,
 * 2nd ed., section 6.2.
 */
export function fayHerriot(input: AreaInput, options: MixedOptions = {}): FayHerriot {
  const { method, confidence, multiplier } = choicesOf(options);
  const rows = areaRows(input);
  const smallest = rows.variances.reduce((least, value) => Math.min(least, value), Infinity);
  const { profile, convergence } = lowestAreaDeviance(
    (between) => areaProfile(rows, method, between),
    smallest,
  );
  const singular = profile.between === 0;
  const scale = rows.scales[rows.width - 1] ** 2;
  return {
    method,
    confidence,
    ...coefficientsOf(input, rows, profile, multiplier),
    between: {
      estimate: scale * profile.between,
      standardError: singular ? null : scale * Math.sqrt(2 / profile.expectedCurvature),
    },
    deviance: profile.deviance,
    singular,
    n: rows.n,
    dropped: rows.dropped,
    warnings: [
      ...dependenceWarning(input.covariates, rows.kept),
      ...fitWarnings(convergence, singular, singularAreas),
    ],
    convergence,
    ...areaEffects(rows, profile, method, input.outcome.values),
  };
}

const singularAreas =
  'Once circumstances are taken into account, the schools differ no more than chance would have them differ: the ' +
  'variance between them is estimated as 0, and so is every school’s effect.';

/** In the units of the columns. Intercepts are what is expected where all covariates are 0. */
function coefficientsOf(
  input: AreaInput,
  rows: AreaRows,
  profile: AreaProfile,
  multiplier: number,
): Pick<FayHerriot, 'coefficients' | 'covariance' | 'intercepts'> {
  const { kept, scales, width } = rows;
  const fixed = width - 1;
  const ratio = kept.map((_, k) => scales[fixed] / scales[k]);
  const slopes = kept.map((_, i) =>
    kept.map((__, j) => ratio[i] * ratio[j] * profile.inverse[i * fixed + j]),
  );
  const described = (name: string, estimate: number, variance: number): Coefficient => {
    const standardError = Math.sqrt(variance);
    const reach = multiplier * standardError;
    return { name, estimate, standardError, interval: [estimate - reach, estimate + reach] };
  };
  const ofCovariates = input.covariates.map(({ name }, j): Coefficient => {
    const k = kept.indexOf(j);
    if (k < 0) return { name, estimate: null, standardError: null, interval: null };
    return described(name, ratio[k] * profile.coefficients[k], slopes[k][k]);
  });
  if (input.within !== undefined) {
    const intercepts = input.within.names.map((name, group) => {
      const found = interceptOf(rows, profile, group);
      if (found === null) return { name, estimate: null, standardError: null };
      return { name, estimate: found.estimate, standardError: Math.sqrt(found.variance) };
    });
    return { coefficients: ofCovariates, covariance: Float64Array.from(slopes.flat()), intercepts };
  }
  const { estimate, variance, origin } = interceptOf(rows, profile, 0) ?? {
    estimate: NaN,
    variance: NaN,
    origin: [],
  };
  const together = slopes.map((line) => -line.reduce((sum, value, j) => sum + value * origin[j], 0));
  const covariance = [[variance, ...together], ...slopes.map((line, i) => [together[i], ...line])];
  return {
    coefficients: [described('(Intercept)', estimate, variance), ...ofCovariates],
    covariance: Float64Array.from(covariance.flat()),
    intercepts: null,
  };
}

/** What is expected of a group's schools where all covariates are 0; null for a group without schools. */
function interceptOf({ width, centres, scales }: AreaRows, profile: AreaProfile, group: number) {
  const { sums, coefficients, inverse } = profile;
  if (sums.weights[group] === 0) return null;
  const fixed = width - 1;
  const mean = sums.means.subarray(group * width, (group + 1) * width);
  // The way from the group's mean to the origin, in standard deviations.
  const way = Float64Array.from(coefficients, (_, k) => centres[k] / scales[k] + mean[k]);
  const down = coefficients.reduce((sum, value, k) => sum + value * way[k], 0);
  return {
    estimate: centres[fixed] + scales[fixed] * (mean[fixed] - down),
    variance: scales[fixed] ** 2 * (1 / sums.weights[group] + bilinear(inverse, fixed, way, way)),
    origin: Array.from(way, (value, k) => value * scales[k]),
  };
}
