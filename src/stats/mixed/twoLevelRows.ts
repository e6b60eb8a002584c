import { provisionalCentre } from '../describe/centre.ts';
import { deviationsOf } from '../describe/columnMoments.ts';
import { codesOfComplete, completeRows, type CompleteRows } from '../describe/completeRows.ts';
import { momentsOf, startMoments, type Moments } from '../describe/moments.ts';
import { StatsError, type StatsWarning } from '../errors.ts';
import { independent, roundingShare } from './independent.ts';
import { groupMoments, type GroupMoments } from './groupMoments.ts';
import type { MixedFit, MixedInput } from './mixedTypes.ts';

/** The rows of a two-level model, summed up by group: covariates that were kept, standardised, then the outcome. */
export interface TwoLevelRows extends Pick<GroupMoments, 'sizes' | 'slopeProducts'> {
  /** Covariates by their place in the input. */
  kept: number[];
  /** Which of the kept is the one with a random slope, counted from 0; null for none. */
  slope: number | null;
  /** Entries per group in `means` and `slopeProducts`; what lies beyond the outcome is to be left alone. */
  width: number;
  means: Float64Array;
  within: Float64Array;
  /** value = centre + scale · standardised value, for the kept covariates and the outcome. */
  centres: Float64Array;
  scales: Float64Array;
  n: number;
  groups: number;
  dropped: MixedFit['dropped'];
  warnings: StatsWarning[];
}

/**
 * Checks the input and sums it up. A row takes part if it has a group, an outcome and all covariates.
 *
 * Throws `length-mismatch`, `infinite-value`, `unknown-group`, `unknown-slope`, `too-few-rows`, `too-few-groups`,
 * `no-repeated-group`, `constant-column`, `value-too-large`, `dependent-slope`.
 */
export function twoLevelRows(input: MixedInput, slopeName: string | null): TwoLevelRows {
  const { covariates, outcome, groups } = input;
  const columns = [...covariates, outcome];
  refuseShape(input, slopeName);
  const values = columns.map((column) => column.values);
  const sums = startMoments(values, Float64Array.from(values, provisionalCentre));
  const found = completeRows(columns, groups.code, groups.names.length, sums);
  const moments = momentsOf(sums);
  refuseTooFew(moments.n, columns.length, groups.code.length);
  const deviations = deviationsOf(moments);
  refuseUnusable(input, moments, deviations);
  const { kept } = independent(moments.crossProducts, columns.length, covariates.length);
  const slope = slopeName === null ? null : slopeOf(input, kept, slopeName);
  const used = [...kept, covariates.length];
  const code = codesOfComplete(groups.code, groups.names.length, found);
  const centres = Float64Array.from(used, (j) => moments.means[j]);
  const scales = Float64Array.from(used, (j) => deviations[j]);
  const summed = groupMoments(
    used.map((j) => values[j]),
    centres,
    code,
    groups.names.length,
    slope,
  );
  standardiseMoments(summed, scales, slope);
  const withRows = summed.sizes.reduce((count, size) => count + (size > 0 ? 1 : 0), 0);
  refuseGroups(withRows, moments.n);
  refuseSaturated(summed, kept.length, withRows, moments.n);
  const warnings = dependenceWarning(covariates, kept);
  return {
    ...summed,
    kept,
    slope,
    centres,
    scales,
    warnings,
    n: moments.n,
    groups: withRows,
    dropped: droppedOf(columns, found),
  };
}

function refuseShape({ covariates, outcome, groups }: MixedInput, slope: string | null): void {
  for (const { name, values } of [...covariates, outcome]) {
    if (values.length !== groups.code.length) {
      throw new StatsError(
        'length-mismatch',
        `‘${name}’ has ${values.length} rows, but the groups have ${groups.code.length}.`,
      );
    }
  }
  if (slope !== null && !covariates.some(({ name }) => name === slope)) {
    throw new StatsError(
      'unknown-slope',
      `‘${slope}’ is to have a slope of its own in each group, but it is not among the covariates.`,
    );
  }
}

function refuseTooFew(n: number, coefficients: number, rows: number): void {
  if (n > coefficients) return;
  throw new StatsError(
    'too-few-rows',
    `${n} of ${rows} rows have a group and all values; more than ${coefficients} are needed for as many coefficients.`,
  );
}

function refuseUnusable({ covariates, outcome }: MixedInput, moments: Moments, deviations: Float64Array) {
  [...covariates, outcome].forEach(({ name }, j) => {
    if (Number.isFinite(deviations[j])) return;
    throw new StatsError('value-too-large', `The squares of ‘${name}’ are too large for a number.`);
  });
  const last = covariates.length;
  if (deviations[last] > 0) return;
  throw new StatsError(
    'constant-column',
    `‘${outcome.name}’ has the same value (${moments.means[last]}) in all ${moments.n} complete rows.`,
  );
}

function refuseGroups(groups: number, n: number): void {
  if (groups < 2) {
    throw new StatsError(
      'too-few-groups',
      'All rows are in one group. A variance between groups needs at least two.',
    );
  }
  if (groups === n) {
    throw new StatsError(
      'no-repeated-group',
      'No group has more than one row, so variance within groups cannot be told from variance between them.',
    );
  }
}

/** Group effects cannot be told from covariates that, beside the intercept, explain every group's mean. */
function refuseSaturated({ within, width }: GroupMoments, kept: number, groups: number, n: number): void {
  const varyingWithin = independent(within, width, kept, roundingShare * n).kept.length;
  if (1 + kept - varyingWithin < groups) return;
  throw new StatsError(
    'too-few-groups',
    `There are ${groups} groups, and ${kept - varyingWithin} covariates that vary only between them: nothing is left ` +
      'to tell a variance between groups from. Take fewer such covariates.',
  );
}

function slopeOf({ covariates }: MixedInput, kept: readonly number[], name: string): number {
  const slope = kept.findIndex((j) => covariates[j].name === name);
  if (slope >= 0) return slope;
  throw new StatsError(
    'dependent-slope',
    `‘${name}’ does not vary, or covariates before it determine it, so it has no slope of its own. Put it first.`,
  );
}

function standardiseMoments(summed: GroupMoments, scales: Float64Array, slope: number | null): void {
  const { width, means, within, slopeProducts } = summed;
  const scale = (j: number) => scales[Math.min(j, scales.length - 1)];
  for (let at = 0; at < means.length; at++) means[at] /= scale(at % width);
  for (let at = 0; at < within.length; at++) within[at] /= scale(at % width) * scale((at / width) | 0);
  if (slopeProducts === null || slope === null) return;
  for (let at = 0; at < slopeProducts.length; at++) slopeProducts[at] /= scale(at % width) * scales[slope];
}

export function dependenceWarning(
  covariates: MixedInput['covariates'],
  kept: readonly number[],
): StatsWarning[] {
  const names = covariates.filter((_, j) => !kept.includes(j)).map(({ name }) => `‘${name}’`);
  if (names.length === 0) return [];
  return [
    {
      code: 'dependent-covariate',
      message: `Left out, because they do not vary or the covariates before them determine them: ${names.join(', ')}.`,
    },
  ];
}

function droppedOf(columns: readonly { name: string }[], found: CompleteRows): MixedFit['dropped'] {
  return {
    rows: found.complete.length - found.count,
    ungrouped: found.ungrouped,
    missing: columns.map(({ name }, j) => ({ name, rows: found.missing[j] })),
  };
}
