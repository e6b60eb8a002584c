import { StatsError } from '../errors.ts';
import { deviationsOf } from '../describe/columnMoments.ts';
import type { Moments } from '../describe/moments.ts';
import { alphaOfMatrix } from '../index/cronbachAlpha.ts';
import { correlationMatrix, firstComponent } from '../index/principalComponent.ts';
import type { ContextIndicator } from './identifyTypes.ts';

/** How the indicators become one number per school: index = Σ weight · (value − centre). */
export interface ContextIndex {
  highMeans: 'harder' | 'easier';
  weights: Float64Array;
  centres: Float64Array;
  standardDeviations: Float64Array;
  loadings: Float64Array | null;
  eigenvalues: Float64Array | null;
  shareOfVariance: number | null;
  cronbachAlpha: number | null;
}

/**
 * The index of circumstances from the moments of the indicators, which are the first columns of `moments`.
 *
 * One indicator is taken as it is. Several are standardised and weighted by the loadings of their first principal
 * component, turned so that a high index means harder circumstances according to the first indicator.
 */
export function contextIndex(context: readonly ContextIndicator[], moments: Moments): ContextIndex {
  const size = context.length;
  const standardDeviations = deviationsOf(moments).slice(0, size);
  refuseConstant(context, moments, standardDeviations);
  if (size === 1) {
    return {
      highMeans: context[0].highMeans,
      weights: Float64Array.of(1),
      centres: Float64Array.of(0),
      standardDeviations,
      loadings: null,
      eigenvalues: null,
      shareOfVariance: null,
      cronbachAlpha: null,
    };
  }
  const correlation = correlationMatrix(moments, size);
  const component = firstComponent(
    correlation,
    context.map((indicator) => (indicator.highMeans === 'harder' ? 1 : -1)),
  );
  return {
    highMeans: 'harder',
    weights: component.loadings.map((loading, j) => loading / standardDeviations[j]),
    centres: moments.means.slice(0, size),
    standardDeviations,
    loadings: component.loadings,
    eigenvalues: component.eigenvalues,
    shareOfVariance: component.shareOfVariance,
    cronbachAlpha: alphaOfMatrix(
      correlation,
      Array.from(component.loadings, (loading) => (loading < 0 ? -1 : 1)),
    ),
  };
}

function refuseConstant(
  context: readonly ContextIndicator[],
  moments: Moments,
  standardDeviations: Float64Array,
): void {
  context.forEach(({ name }, j) => {
    if (!Number.isFinite(standardDeviations[j])) {
      throw new StatsError(
        'value-too-large',
        `The values of ‘${name}’ are too large to compute with. Check them, or change their unit.`,
      );
    }
    if (standardDeviations[j] === 0) {
      throw new StatsError(
        'constant-indicator',
        `‘${name}’ has the same value (${moments.means[j]}) in all ${moments.n} schools with all values, ` +
          'so it cannot tell their circumstances apart. Leave it out.',
      );
    }
  });
}
