import { StatsError } from '../errors.ts';
import { provisionalCentre } from '../describe/centre.ts';
import { accumulateMoments, type Moments } from '../describe/moments.ts';
import { completeRows, type CompleteRows } from './completeRows.ts';
import { contextIndex, fillIndex, type ContextIndex } from './contextIndex.ts';
import { identifyWarnings } from './identifyWarnings.ts';
import { quartileType } from './quartiles.ts';
import { cutsWithin, groupRows, quartersWithin } from './quartilesWithin.ts';
import type { Cuts, GroupResult, IdentifyInput, IdentifyResult } from './identifyTypes.ts';

/**
 * Which schools beat the odds: the quartile method.
 *
 * An index of circumstances is made from the context indicators (one as it is; several by the first principal
 * component of the standardised indicators over all complete schools). Within each group the complete schools are cut
 * into quarters of the index and, separately, of the result, by quantiles of type 7; a school on a cut point is
 * inside the outer quarter. Resilient schools are in the hardest quarter of circumstances and the highest quarter of
 * results; struggling ones in the hardest and the lowest.
 *
 * A school that lacks an indicator, the result or a group is excluded and counted; it has index NaN and quarter 0.
 * Where ties or a group of one put a school on both outer cut points it is in neither outer quarter. Inputs are
 * read, never written. All choices are explained in docs/methods/identification.md.
 *
 * Throws StatsError: `no-indicator`, `length-mismatch`, `infinite-value`, `unknown-group`, `no-complete-school`,
 * `too-few-schools`, `constant-indicator`, `value-too-large`.
 */
export function identify(input: IdentifyInput): IdentifyResult {
  refuseUnusable(input);
  const { context, result, groups } = input;
  const columns = [...context, result];
  const values = columns.map((column) => column.values);
  const accumulator = accumulateMoments(values, Float64Array.from(values, provisionalCentre));
  const complete = completeRows(columns, groups.code, groups.names.length, accumulator.add);
  refuseTooFew(complete, groups.code.length);
  const moments = accumulator.moments();

  const model = contextIndex(context, moments);
  const index = new Float64Array(groups.code.length).fill(NaN);
  fillIndex(model, values.slice(0, -1), complete.rows, complete.count, index);

  const grouped = groupRows(complete.rows, complete.count, groups.code, groups.names.length);
  const indexCuts = cutsWithin(index, grouped);
  const resultCuts = cutsWithin(result.values, grouped);
  const contextQuartile = quartersWithin(index, grouped, indexCuts, model.highMeans === 'easier');
  const resultQuartile = quartersWithin(result.values, grouped, resultCuts, result.highMeans === 'better');

  const kind = kindsOf(contextQuartile, resultQuartile);
  const groupResults = countGroups(input, complete, contextQuartile, kind, indexCuts, resultCuts);
  return {
    method: {
      context: context.map(({ name, highMeans }, j) => ({
        name,
        highMeans,
        loading: model.loadings === null ? null : model.loadings[j],
        mean: moments.means[j],
        standardDeviation: model.standardDeviations[j],
        missing: complete.missing[j],
      })),
      result: {
        name: result.name,
        highMeans: result.highMeans,
        missing: complete.missing[context.length],
      },
      indexHighMeans: model.highMeans,
      shareOfVariance: model.shareOfVariance,
      cronbachAlpha: model.cronbachAlpha,
      correlation: correlationWithResult(model, moments),
      quantileType: quartileType,
      missing: 'listwise',
      ungrouped: complete.ungrouped,
      warnings: identifyWarnings(input, model, groupResults),
    },
    counts: {
      schools: complete.count,
      hardest: total(groupResults, 'hardest'),
      resilient: total(groupResults, 'resilient'),
      struggling: total(groupResults, 'struggling'),
      excluded: groups.code.length - complete.count,
    },
    groups: groupResults,
    index,
    contextQuartile,
    resultQuartile,
    kind,
  };
}

function refuseUnusable({ context, result, groups }: IdentifyInput): void {
  if (context.length === 0) {
    throw new StatsError('no-indicator', 'Choose at least one indicator of circumstances.');
  }
  const schools = groups.code.length;
  for (const { name, values } of [...context, result]) {
    if (values.length !== schools) {
      throw new StatsError(
        'length-mismatch',
        `‘${name}’ has ${values.length} values, but there are ${schools} schools.`,
      );
    }
  }
}

function refuseTooFew(complete: CompleteRows, schools: number): void {
  if (complete.count >= 2) return;
  if (complete.count === 1) {
    throw new StatsError(
      'too-few-schools',
      'Only one school has all indicators, a result and a group; at least two are needed to compare.',
    );
  }
  throw new StatsError(
    'no-complete-school',
    `None of the ${schools} schools has all indicators, a result and a group. ` +
      'Choose indicators that are known for the same schools.',
  );
}

const other = 0;
const resilient = 1;
const struggling = 2;

function kindsOf(contextQuartile: Uint8Array, resultQuartile: Uint8Array): Uint8Array {
  return contextQuartile.map((quarter, i) => {
    if (quarter !== 1) return other;
    if (resultQuartile[i] === 4) return resilient;
    return resultQuartile[i] === 1 ? struggling : other;
  });
}

function countGroups(
  { groups }: IdentifyInput,
  complete: CompleteRows,
  contextQuartile: Uint8Array,
  kind: Uint8Array,
  indexCuts: readonly (Cuts | null)[],
  resultCuts: readonly (Cuts | null)[],
): GroupResult[] {
  const results = groups.names.map((group, g) => ({
    group,
    schools: 0,
    hardest: 0,
    resilient: 0,
    struggling: 0,
    index: indexCuts[g],
    result: resultCuts[g],
  }));
  for (let k = 0; k < complete.count; k++) {
    const row = complete.rows[k];
    const counts = results[groups.code[row]];
    counts.schools++;
    if (contextQuartile[row] === 1) counts.hardest++;
    if (kind[row] === resilient) counts.resilient++;
    if (kind[row] === struggling) counts.struggling++;
  }
  return results;
}

function total(groups: readonly GroupResult[], what: 'hardest' | 'resilient' | 'struggling'): number {
  return groups.reduce((sum, group) => sum + group[what], 0);
}

/** Pearson's r of the index with the result, from the moments alone: the index is a weighted sum of its indicators. */
function correlationWithResult(model: ContextIndex, moments: Moments): number | null {
  const { weights } = model;
  const width = moments.means.length;
  const c = moments.crossProducts;
  const result = width - 1;
  let ofIndex = 0;
  let together = 0;
  for (let j = 0; j < weights.length; j++) {
    together += weights[j] * c[j * width + result];
    for (let k = 0; k < weights.length; k++) ofIndex += weights[j] * weights[k] * c[j * width + k];
  }
  const scale = Math.sqrt(ofIndex) * Math.sqrt(c[result * width + result]);
  return scale > 0 && Number.isFinite(scale) ? Math.max(-1, Math.min(1, together / scale)) : null;
}
