import { normalMultiplier } from '../distributions/normal.ts';
import { StatsError, type StatsWarning } from '../errors.ts';
import { bilinear } from '../linalg/bilinear.ts';
import type { FixedPart, ModelShape } from './criterion.ts';
import type {
  Coefficient,
  GroupEffects,
  MixedConvergence,
  MixedFit,
  MixedInput,
  MixedOptions,
} from './mixedTypes.ts';
import type { TwoLevelRows } from './twoLevelRows.ts';

export function choicesOf({ method = 'REML', confidence = 0.95 }: MixedOptions) {
  if (method !== 'REML' && method !== 'ML') {
    throw new StatsError('invalid-method', `The method is ‘REML’ or ‘ML’; this one is ‘${String(method)}’.`);
  }
  return { method, confidence, multiplier: normalMultiplier(confidence) };
}

export function fitWarnings(
  { converged, iterations }: MixedConvergence,
  singular: boolean,
  singularMessage: string,
): StatsWarning[] {
  const warnings = singular ? [{ code: 'singular', message: singularMessage }] : [];
  if (converged) return warnings;
  const message = `No best estimate was found in ${iterations} steps. Do not use these numbers.`;
  return [...warnings, { code: 'no-convergence', message }];
}

/** The coefficients in the units of the columns, with their covariances. */
export function coefficientsOf(
  input: MixedInput,
  { kept, centres, scales }: TwoLevelRows,
  fit: FixedPart,
  { df, fixed }: ModelShape,
  multiplier: number,
): Pick<MixedFit, 'coefficients' | 'covariance'> {
  const ofOutcome = scales[fixed - 1];
  // Row by row, each coefficient in its units as a weighted sum of the standardised ones.
  const weights = Array.from({ length: fixed }, (_, i) =>
    Float64Array.from({ length: fixed }, (_, j) => {
      if (i === 0) return j === 0 ? ofOutcome : (-ofOutcome * centres[j - 1]) / scales[j - 1];
      return i === j ? ofOutcome / scales[j - 1] : 0;
    }),
  );
  const variance = fit.residual / df;
  const covariance = new Float64Array(fixed * fixed);
  weights.forEach((left, i) =>
    weights.forEach((right, j) => {
      covariance[i * fixed + j] = variance * bilinear(fit.inverse, fixed, left, right);
    }),
  );
  const named = (name: string, place: number): Coefficient => {
    if (place < 0) return { name, estimate: null, standardError: null, interval: null };
    const estimate = weights[place].reduce(
      (sum, weight, j) => sum + weight * fit.coefficients[j],
      place === 0 ? centres[fixed - 1] : 0,
    );
    const standardError = Math.sqrt(covariance[place * fixed + place]);
    const reach = multiplier * standardError;
    return { name, estimate, standardError, interval: [estimate - reach, estimate + reach] };
  };
  const ofCovariates = input.covariates.map(({ name }, j) => {
    const place = kept.indexOf(j);
    return named(name, place < 0 ? -1 : place + 1);
  });
  return { coefficients: [named('(Intercept)', 0), ...ofCovariates], covariance };
}

export function emptyEffects(groups: number): GroupEffects {
  const column = () => new Float64Array(groups).fill(NaN);
  return {
    effect: column(),
    conditionalError: column(),
    comparativeError: column(),
    diagnosticError: column(),
    reliability: column(),
    averageReliability: NaN,
  };
}

/** The effects of all groups, once they are written, with the mean of their reliabilities. */
export function withAverage(effects: GroupEffects, sizes: Int32Array): GroupEffects {
  let sum = 0;
  let groups = 0;
  sizes.forEach((size, group) => {
    if (size === 0) return;
    sum += effects.reliability[group];
    groups++;
  });
  return { ...effects, averageReliability: sum / groups };
}
