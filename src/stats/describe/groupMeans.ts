import { StatsError } from '../errors.ts';
import type { Column } from './completeRows.ts';

export interface GroupMeans {
  /** One per group; NaN where no row of it has a value. */
  means: Float64Array;
  /** Rows with a value, per group. */
  n: Int32Array;
}

/**
 * The mean of each column in each group, over the rows that `among` marks with 1 and that have a value (not NaN).
 * `code` is the group of each row, from 0 to `groups` − 1, −1 for none.
 *
 * Sums carry their rounding errors along, so that the order of the rows does not show in the mean.
 * Throws `length-mismatch`, `unknown-group`.
 *
 * Source: Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54, 39–51.
 */
export function groupMeans(
  columns: readonly Column[],
  code: Int32Array,
  groups: number,
  among: Uint8Array,
): GroupMeans[] {
  for (const length of [among.length, ...columns.map(({ values }) => values.length)]) {
    if (length !== code.length) {
      throw new StatsError(
        'length-mismatch',
        `There are ${code.length} rows with a group, but ${length} beside them.`,
      );
    }
  }
  const outside = code.find((group) => group < -1 || group >= groups);
  if (outside !== undefined) throw new StatsError('unknown-group', `There is no group ${outside}.`);
  return columns.map(({ values }) => {
    const sums = new Float64Array(groups);
    const lost = new Float64Array(groups);
    const n = new Int32Array(groups);
    for (let row = 0; row < code.length; row++) {
      const group = code[row];
      const value = values[row];
      if (group === -1 || among[row] !== 1 || Number.isNaN(value)) continue;
      const sum = sums[group] + value;
      lost[group] +=
        Math.abs(sums[group]) >= Math.abs(value) ? sums[group] - sum + value : value - sum + sums[group];
      sums[group] = sum;
      n[group]++;
    }
    return { means: sums.map((sum, group) => (sum + lost[group]) / n[group]), n };
  });
}
