import { StatsError } from '../errors.ts';
import { deviationsOf } from '../describe/columnMoments.ts';
import type { Moments } from '../describe/moments.ts';
import { alphaOfMatrix } from '../index/cronbachAlpha.ts';
import { correlationMatrix, firstComponent, type FirstComponent } from '../index/principalComponent.ts';
import { bilinear } from '../linalg/bilinear.ts';
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
  /** Of an index by given weights with the component; null of any other. */
  componentCorrelation: number | null;
}

/**
 * The index of circumstances from the moments of the indicators, which are the first columns of `moments`.
 *
 * One indicator is taken as it is. Several are standardised and weighted by the loadings of their first principal
 * component, turned so that a high index means harder circumstances according to the first indicator; or by weights that
 * are given, which add up to 1, each indicator turned by itself.
 */
export function contextIndex(
  context: readonly ContextIndicator[],
  moments: Moments,
  given: readonly number[] | null = null,
): ContextIndex {
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
      componentCorrelation: null,
    };
  }
  const correlation = correlationMatrix(moments, size);
  const directions = context.map((indicator) => (indicator.highMeans === 'harder' ? 1 : -1));
  const component = firstComponent(correlation, directions);
  if (given !== null) {
    const turned = Float64Array.from(given, (weight, j) => weight * directions[j]);
    return {
      highMeans: 'harder',
      weights: turned.map((weight, j) => weight / standardDeviations[j]),
      centres: moments.means.slice(0, size),
      standardDeviations,
      loadings: null,
      eigenvalues: null,
      shareOfVariance: null,
      cronbachAlpha: alphaOfMatrix(correlation, directions),
      componentCorrelation: correlationOfSums(correlation, turned, component),
    };
  }
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
    componentCorrelation: null,
  };
}

/** Of a weighted sum of standardised columns with their component: the component's loadings are an eigenvector. */
function correlationOfSums(
  correlation: Float64Array,
  weights: Float64Array,
  { loadings, eigenvalues }: FirstComponent,
): number | null {
  const own = bilinear(correlation, weights.length, weights, weights);
  const together = loadings.reduce((sum, loading, j) => sum + loading * weights[j], 0);
  return own > 0 ? Math.max(-1, Math.min(1, together * Math.sqrt(eigenvalues[0] / own))) : null;
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
