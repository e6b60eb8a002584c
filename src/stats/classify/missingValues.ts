import { correlation } from '../describe/correlation.ts';
import type { CompleteRows } from '../describe/completeRows.ts';
import { StatsError } from '../errors.ts';
import type { ContextIndex } from './contextIndex.ts';
import type { ContextIndicator, IdentifyInput } from './identifyTypes.ts';

/** Schools that lack an indicator and are to take part all the same. */
export interface Lacking {
  /** Per school, 1 for one of them. */
  marked: Uint8Array;
  schools: number;
  /** By indicator, how many of them lack it. */
  without: number[];
  /** By indicator and then of the result, how many schools of all lack it. */
  missing: Int32Array;
}

/** The schools with a result, a group and at least half of the indicators, but not all of them. */
export function halfKnown({ context, result, groups }: IdentifyInput): Lacking {
  const lacking: Lacking = {
    marked: new Uint8Array(groups.code.length),
    schools: 0,
    without: context.map(() => 0),
    missing: new Int32Array(context.length + 1),
  };
  for (let i = 0; i < groups.code.length; i++) {
    const gaps = context.flatMap(({ values }, j) => (Number.isNaN(values[i]) ? [j] : []));
    for (const j of gaps) lacking.missing[j]++;
    const resultless = Number.isNaN(result.values[i]);
    if (resultless) lacking.missing[context.length]++;
    if (resultless || groups.code[i] === -1 || gaps.length === 0 || 2 * gaps.length > context.length)
      continue;
    mark(lacking, i, gaps);
  }
  return lacking;
}

function mark(lacking: Lacking, school: number, gaps: readonly number[]): void {
  lacking.marked[school] = 1;
  lacking.schools++;
  for (const j of gaps) lacking.without[j]++;
}

/** The indicators with the mean of a school's group in place of what it lacks, where it is to take part so. */
export function fillByGroup(input: IdentifyInput): { input: IdentifyInput; lacking: Lacking } {
  const wanted = halfKnown(input);
  const { code, names } = input.groups;
  const means = input.context.map(({ values }) => groupMeans(values, code, names.length));
  const lacking: Lacking = {
    ...wanted,
    marked: new Uint8Array(code.length),
    schools: 0,
    without: input.context.map(() => 0),
  };
  const filled = input.context.map(({ values }) => values.slice());
  wanted.marked.forEach((marked, i) => {
    if (marked === 0) return;
    const gaps = filled.flatMap((values, j) => (Number.isNaN(values[i]) ? [j] : []));
    // Where nobody in the group has the indicator there is no mean, and the school takes no part.
    if (gaps.some((j) => Number.isNaN(means[j][code[i]]))) return;
    for (const j of gaps) filled[j][i] = means[j][code[i]];
    mark(lacking, i, gaps);
  });
  const context = input.context.map((indicator, j) => ({ ...indicator, values: filled[j] }));
  return { input: { ...input, context }, lacking };
}

/** Of the schools with a value, result or not; NaN for a group where nobody has one. */
function groupMeans(values: Float64Array, code: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  const counts = new Int32Array(groups);
  const known = (i: number) => !Number.isNaN(values[i]) && code[i] >= 0 && code[i] < groups;
  // About the first value, so that no digits are lost where values are large and close.
  const first = values.find((_, i) => known(i)) ?? 0;
  values.forEach((value, i) => {
    if (!known(i)) return;
    sums[code[i]] += value - first;
    counts[code[i]]++;
  });
  return sums.map((sum, g) => (counts[g] === 0 ? NaN : first + sum / counts[g]));
}

/** Complete rows and those that lack something together. */
export function withLacking(found: CompleteRows, { marked, schools }: Lacking): CompleteRows {
  return {
    ...found,
    complete: found.complete.map((complete, i) => complete | marked[i]),
    count: found.count + schools,
  };
}

/**
 * Writes the index of schools that lack indicators, made of those they have, to `index`: for given weights the mean
 * by the weights of what is there; for a component Σ l z ∕ Σ l² over what is there, the score that fits these indicators
 * best. Both are the usual index where nothing is lacking.
 *
 * Source: Nelson, Taylor & MacGregor (1996), Chemometrics and Intelligent Laboratory Systems 35, 45–65, section 3.1.
 */
export function indexOfAvailable(
  context: readonly ContextIndicator[],
  model: ContextIndex,
  { complete }: CompleteRows,
  index: Float64Array,
): void {
  const { loadings, weights, centres, standardDeviations } = model;
  for (let i = 0; i < index.length; i++) {
    if (complete[i] === 0 || !Number.isNaN(index[i])) continue;
    let [sum, share] = [0, 0];
    context.forEach(({ values }, j) => {
      if (Number.isNaN(values[i])) return;
      sum += weights[j] * (values[i] - centres[j]);
      share += loadings === null ? Math.abs(weights[j]) * standardDeviations[j] : loadings[j] ** 2;
    });
    // Loadings of nothing tell nothing: such a school stands in the middle.
    index[i] = share > 1e-12 ? sum / share : 0;
  }
}

/** Pearson's r over the rows that have both; null where it is not defined. */
export function correlationOfRows(x: Float64Array, y: Float64Array): number | null {
  try {
    return correlation(x, y).r;
  } catch (error) {
    if (error instanceof StatsError) return null;
    throw error;
  }
}
