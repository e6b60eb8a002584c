import { StatsError } from '../errors.ts';
import { provisionalCentre } from '../describe/centre.ts';
import { momentsOf, startMoments, type Moments } from '../describe/moments.ts';
import { weightedSum } from '../linalg/weightedSum.ts';
import { keptKeys } from '../describe/binWithin.ts';
import { codesOfComplete, completeRows, type CompleteRows } from '../describe/completeRows.ts';
import { contextIndex, type ContextIndex } from './contextIndex.ts';
import { identifyWarnings } from './identifyWarnings.ts';
import { classify } from './kinds.ts';
import { choicesMade, choose, type Chosen } from './identifyChoices.ts';
import { binMeasure, type Cutting } from './quartiles.ts';
import type { GroupResult, IdentifyInput, IdentifyOptions, IdentifyResult } from './identifyTypes.ts';
import {
  correlationOfRows,
  fillByGroup,
  halfKnown,
  indexOfAvailable,
  withLacking,
  type Lacking,
} from './missingValues.ts';

/** Both measures are looked at together, so each has memory of its own; nothing of it is in an answer. */
const contextKeys = keptKeys();
const resultKeys = keptKeys();

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
 * Options change the weights, what becomes of schools that lack an indicator, and the shares that are cut off.
 * Where ties or a group of one put a school on both outer cut points it is in neither outer quarter. Inputs are
 * read, never written. All choices are explained in docs/methods/identification.md.
 *
 * Throws StatsError: `no-indicator`, `length-mismatch`, `infinite-value`, `unknown-group`, `no-complete-school`,
 * `too-few-schools`, `constant-indicator`, `value-too-large`, `invalid-weight`, `invalid-option`.
 */
export function identify(input: IdentifyInput, options: IdentifyOptions = {}): IdentifyResult {
  refuseUnusable(input);
  const chosen = choose(input, options);
  if (chosen.missing === 'mean') {
    const filled = fillByGroup(input);
    return compared(classifySchools(filled.input, chosen, filled.lacking), input, options);
  }
  return chosen.missing === 'listwise'
    ? classifySchools(input, chosen, null)
    : compared(classifySchools(input, chosen, halfKnown(input)), input, options);
}

/** `lacking`: schools that take part though they lack an indicator; null for listwise. */
function classifySchools(input: IdentifyInput, chosen: Chosen, lacking: Lacking | null): IdentifyResult {
  const { context, result, groups } = input;
  const columns = [...context, result];
  const values = columns.map((column) => column.values);
  const sums = startMoments(values, Float64Array.from(values, provisionalCentre));
  const found = completeRows(columns, groups.code, groups.names.length, sums);
  refuseTooFew(found, groups.code.length);
  const moments = momentsOf(sums);

  const model = contextIndex(context, moments, chosen.weights);
  const index = weightedSum(values.slice(0, -1), model.weights, model.centres);
  const taking = chosen.missing === 'available' && lacking !== null ? withLacking(found, lacking) : found;
  if (taking !== found) indexOfAvailable(context, model, taking, index);
  blankIncomplete(index, taking);

  const rows = {
    code: codesOfComplete(groups.code, groups.names.length, taking),
    groups: groups.names.length,
  };
  const cuttings = cuttingsOf(chosen, model.highMeans === 'easier', result.highMeans === 'better');
  const circumstances = binMeasure(index, rows, cuttings.context, contextKeys);
  const results = binMeasure(result.values, rows, cuttings.result, resultKeys);
  const classified = classify(circumstances, results, rows);
  const byGroup = groups.names.map((group, g) => ({
    group,
    schools: circumstances.sizes[g],
    hardest: classified.hardest[g],
    resilient: classified.resilient[g],
    struggling: classified.struggling[g],
    index: classified.contextCuts[g],
    result: classified.resultCuts[g],
  }));
  const ofResult =
    taking === found ? correlationWithResult(model, moments) : correlationOfRows(index, result.values);
  return {
    method: {
      ...methodOf(input, model, moments, lacking?.missing ?? found.missing),
      correlation: ofResult,
      quantileType: chosen.quantileType,
      missing: chosen.missing,
      ungrouped: found.ungrouped,
      warnings: identifyWarnings(input, model, byGroup, chosen.cuts),
      ...choicesMade(input, chosen, model, lacking),
    },
    counts: {
      schools: taking.count,
      hardest: total(byGroup, 'hardest'),
      resilient: total(byGroup, 'resilient'),
      struggling: total(byGroup, 'struggling'),
      excluded: groups.code.length - taking.count,
    },
    groups: byGroup,
    index,
    contextQuartile: classified.contextQuartile,
    resultQuartile: classified.resultQuartile,
    kind: classified.kind,
  };
}

/** Where circumstances and results are cut: of circumstances, the easiest are as many as the hardest. */
function cuttingsOf({ cuts, quantileType: type }: Chosen, easyHigh: boolean, better: boolean) {
  const { hardest, lowest, top } = cuts;
  const [first, last] = better ? [lowest, top] : [top, lowest];
  return {
    context: { lowFirst: easyHigh, shares: [hardest, 0.5, 1 - hardest], type } satisfies Cutting,
    result: { lowFirst: better, shares: [first, 0.5, 1 - last], type } satisfies Cutting,
  };
}

/** What the answer says of the measures and the index. */
function methodOf(
  { context, result }: IdentifyInput,
  model: ContextIndex,
  moments: Moments,
  missing: Int32Array,
) {
  return {
    context: context.map(({ name, highMeans }, j) => ({
      name,
      highMeans,
      loading: model.loadings === null ? null : model.loadings[j],
      mean: moments.means[j],
      standardDeviation: model.standardDeviations[j],
      missing: missing[j],
    })),
    result: { name: result.name, highMeans: result.highMeans, missing: missing[context.length] },
    indexHighMeans: model.highMeans,
    shareOfVariance: model.shareOfVariance,
    cronbachAlpha: model.cronbachAlpha,
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

/** A school that takes no part has no index, though its indicators may be known. */
function blankIncomplete(index: Float64Array, { complete, count }: CompleteRows): void {
  if (count === index.length) return;
  for (let i = 0; i < index.length; i++) {
    if (complete[i] === 0) index[i] = NaN;
  }
}

/** With what the same choices give when schools that lack an indicator take no part. */
function compared(answer: IdentifyResult, input: IdentifyInput, options: IdentifyOptions): IdentifyResult {
  const missing = answer.method.choices?.missing;
  if (missing === null || missing === undefined) return answer;
  try {
    const plain = identify(input, { ...options, missing: 'listwise' });
    const listwise = { schools: plain.counts.schools, labelsDiffer: 0, labelsAdded: 0 };
    answer.kind.forEach((kind, i) => {
      if (plain.contextQuartile[i] === 0) listwise.labelsAdded += Number(kind !== 0);
      else listwise.labelsDiffer += Number(kind !== plain.kind[i]);
    });
    missing.listwise = listwise;
  } catch (error) {
    if (!(error instanceof StatsError)) throw error;
  }
  return answer;
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
