import { provisionalCentre } from '../describe/centre.ts';
import { deviationsOf } from '../describe/columnMoments.ts';
import { completeRows } from '../describe/completeRows.ts';
import { momentsOf, startMoments, type Moments } from '../describe/moments.ts';
import { StatsError } from '../errors.ts';
import type { AreaInput } from './areaTypes.ts';
import { areaProducts } from './areaProducts.ts';
import { independent, roundingShare } from './independent.ts';
import type { MixedFit } from './mixedTypes.ts';

/** The schools in the model, one after another: kept covariates, standardised, then the outcome. */
export interface AreaRows {
  /** Where each is in the input. */
  row: Int32Array;
  /** Row-major, `width` a row. */
  table: Float64Array;
  width: number;
  /** In squares of the standardised outcome. */
  variances: Float64Array;
  /** Group of each; all 0 without groups. */
  code: Int32Array;
  groups: number;
  /** Groups with schools in the model. */
  populated: number;
  /** Covariates by their place in the input. */
  kept: number[];
  centres: Float64Array;
  scales: Float64Array;
  n: number;
  dropped: MixedFit['dropped'];
}

const variancesName = 'sampling variance';

/**
 * Checks the input and gathers the schools that have an outcome, all covariates, a sampling variance and a group.
 *
 * Throws `length-mismatch`, `infinite-value`, `unknown-group`, `invalid-variance`, `too-few-rows`, `constant-column`,
 * `value-too-large`.
 */
export function areaRows(input: AreaInput): AreaRows {
  const { covariates, outcome, variances } = input;
  const columns = [...covariates, outcome, { name: variancesName, values: variances }];
  const schools = outcome.values.length;
  const within = input.within ?? { names: [''], code: new Int32Array(schools) };
  refuseLengths(columns, within.code.length, schools);
  refuseVariances(variances);
  const values = columns.map((column) => column.values);
  const sums = startMoments(values, Float64Array.from(values, provisionalCentre));
  const found = completeRows(columns, within.code, within.names.length, sums);
  const moments = momentsOf(sums);
  if (moments.n < 2) throw tooFew(moments.n, schools, 1);
  const deviations = deviationsOf(moments);
  refuseUnusable(input, moments, deviations);
  const row = Int32Array.from({ length: schools }, (_, i) => i).filter((i) => found.complete[i] === 1);
  const code = row.map((i) => within.code[i]);
  const groups = within.names.length;
  const gather = (used: readonly number[]) =>
    tableOf(
      used.map((j) => values[j]),
      row,
      used.map((j) => moments.means[j]),
      used.map((j) => deviations[j]),
    );
  const whole = covariates.map((_, j) => j);
  const outcomeAt = covariates.length;
  const kept = keptOf({
    table: gather([...whole, outcomeAt]),
    width: outcomeAt + 1,
    code,
    groups,
    n: moments.n,
  });
  const populated = new Set(code).size;
  if (moments.n <= populated + kept.length) throw tooFew(moments.n, schools, populated + kept.length);
  const used = [...kept, outcomeAt];
  const scale = deviations[outcomeAt] ** 2;
  refuseFarVariances(variances, row, scale);
  return {
    row,
    table: gather(used),
    width: used.length,
    variances: Float64Array.from(row, (i) => variances[i] / scale),
    code,
    groups,
    populated,
    kept,
    centres: Float64Array.from(used, (j) => moments.means[j]),
    scales: Float64Array.from(used, (j) => deviations[j]),
    n: moments.n,
    dropped: {
      rows: schools - found.count,
      ungrouped: found.ungrouped,
      missing: columns.map(({ name }, j) => ({ name, rows: found.missing[j] })),
    },
  };
}

function refuseLengths(
  columns: readonly { name: string; values: Float64Array }[],
  codes: number,
  schools: number,
): void {
  const wrong = columns.find(({ values }) => values.length !== schools);
  if (wrong !== undefined || codes !== schools) {
    const [name, length] = wrong === undefined ? ['groups', codes] : [wrong.name, wrong.values.length];
    throw new StatsError('length-mismatch', `‘${name}’ has ${length} rows, but the outcome has ${schools}.`);
  }
}

function refuseVariances(variances: Float64Array): void {
  const wrong = variances.findIndex((value) => !Number.isNaN(value) && !(value > 0 && value < Infinity));
  if (wrong < 0) return;
  throw new StatsError(
    'invalid-variance',
    `A sampling variance is a number above 0; that of row ${wrong + 1} is ${variances[wrong]}. Leave it empty (NaN) ` +
      'where it is not known.',
  );
}

/** Beyond this many times the outcome's variance, or below one in as many, powers of weights leave the range of numbers. */
const farthestVariance = 1e60;

function refuseFarVariances(variances: Float64Array, rows: Int32Array, scale: number): void {
  const far = rows.find(
    (i) => !(variances[i] < farthestVariance * scale && variances[i] > scale / farthestVariance),
  );
  if (far === undefined) return;
  throw new StatsError(
    'invalid-variance',
    `The sampling variance of row ${far + 1} is ${variances[far]}, which cannot be compared with the outcome’s variance, ` +
      `${scale}. Check its unit.`,
  );
}

function tooFew(n: number, rows: number, coefficients: number): StatsError {
  return new StatsError(
    'too-few-rows',
    `${n} of ${rows} schools have a group, all values and a sampling variance; more than ${coefficients} are needed for ` +
      'as many coefficients.',
  );
}

function refuseUnusable({ covariates, outcome }: AreaInput, moments: Moments, deviations: Float64Array) {
  [...covariates, outcome].forEach(({ name }, j) => {
    if (Number.isFinite(deviations[j])) return;
    throw new StatsError('value-too-large', `The squares of ‘${name}’ are too large for a number.`);
  });
  if (deviations[covariates.length] > 0) return;
  throw new StatsError(
    'constant-column',
    `‘${outcome.name}’ has the same value (${moments.means[covariates.length]}) in all ${moments.n} complete rows.`,
  );
}

/** Row by row, (value − centre) ∕ scale; a column that does not vary becomes 0. */
function tableOf(
  columns: readonly Float64Array[],
  row: Int32Array,
  centres: readonly number[],
  scales: readonly number[],
): Float64Array {
  const width = columns.length;
  const table = new Float64Array(row.length * width);
  columns.forEach((values, j) => {
    if (!(scales[j] > 0)) return;
    for (let i = 0; i < row.length; i++) table[i * width + j] = (values[row[i]] - centres[j]) / scales[j];
  });
  return table;
}

/** The covariates that neither the groups' intercepts nor the covariates before them determine. */
function keptOf(rows: Pick<AreaRows, 'table' | 'width' | 'code' | 'groups' | 'n'>): number[] {
  const { products } = areaProducts(rows, new Float64Array(rows.n).fill(1));
  return independent(products, rows.width, rows.width - 1, roundingShare * rows.n).kept;
}
