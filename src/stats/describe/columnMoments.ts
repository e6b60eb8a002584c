import { StatsError } from '../errors.ts';
import { provisionalCentre } from './centre.ts';
import { completeRows, type Column, type CompleteRows } from './completeRows.ts';
import { momentsOf, startMoments, type Moments } from './moments.ts';

export interface ColumnMoments extends CompleteRows {
  moments: Moments;
  /** With n − 1, one per column. */
  standardDeviations: Float64Array;
}

/**
 * Means, standard deviations and cross products of columns over the rows that are complete in all of them.
 *
 * Throws `no-column`, `length-mismatch`, `infinite-value`, `too-few-rows` below two complete rows, `constant-column`
 * where a column does not vary and `value-too-large` where its squares overflow.
 */
export function columnMoments(columns: readonly Column[]): ColumnMoments {
  if (columns.length === 0) throw new StatsError('no-column', 'Give at least one column.');
  const length = columns[0].values.length;
  for (const { name, values } of columns) {
    if (values.length !== length) {
      throw new StatsError(
        'length-mismatch',
        `‘${name}’ has ${values.length} rows, but ‘${columns[0].name}’ has ${length}.`,
      );
    }
  }
  const values = columns.map((column) => column.values);
  const sums = startMoments(values, Float64Array.from(values, provisionalCentre));
  const found = completeRows(columns, new Int32Array(length), 1, sums);
  if (found.count < 2) {
    throw new StatsError(
      'too-few-rows',
      `${found.count} of ${length} rows have all values; at least two are needed.`,
    );
  }
  const moments = momentsOf(sums);
  const standardDeviations = deviationsOf(moments);
  refuseConstant(columns, moments, standardDeviations);
  return { ...found, moments, standardDeviations };
}

/** Standard deviations, with n − 1, of the columns that the moments were taken of. */
export function deviationsOf({ n, means, crossProducts }: Moments): Float64Array {
  return means.map((_, j) => Math.sqrt(Math.max(0, crossProducts[j * means.length + j]) / (n - 1)));
}

function refuseConstant(columns: readonly Column[], moments: Moments, deviations: Float64Array): void {
  columns.forEach(({ name }, j) => {
    if (!Number.isFinite(deviations[j])) {
      throw new StatsError('value-too-large', `The squares of ‘${name}’ are too large for a number.`);
    }
    if (deviations[j] === 0) {
      throw new StatsError(
        'constant-column',
        `‘${name}’ has the same value (${moments.means[j]}) in all ${moments.n} complete rows.`,
      );
    }
  });
}
