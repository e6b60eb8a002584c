import { StatsError } from '../errors.ts';
import { momentsBlock, type MomentsAccumulator } from '../describe/moments.ts';

export interface Column {
  name: string;
  values: Float64Array;
}

/** Which rows have every value and a group. */
export interface CompleteRows {
  /** Per row, 1 if it is complete, else 0. */
  complete: Uint8Array;
  count: number;
  /** Per column, how many rows lack its value, whether or not they lack others. */
  missing: Int32Array;
  ungrouped: number;
}

/**
 * Marks the rows in which no column is NaN and the group is not −1 (listwise deletion), and hands them to `moments`
 * block by block, while their values are still near the processor.
 *
 * Throws `infinite-value` for an infinite value and `unknown-group` for a group code outside the names.
 */
export function completeRows(
  columns: readonly Column[],
  code: Int32Array,
  groups: number,
  moments: MomentsAccumulator,
): CompleteRows {
  const complete = new Uint8Array(code.length).fill(1);
  const missing = new Int32Array(columns.length);
  let ungrouped = 0;
  let total = 0;
  for (let from = 0; from < code.length; from += momentsBlock) {
    const to = Math.min(code.length, from + momentsBlock);
    const withoutGroup = markUngrouped(code, groups, from, to, complete);
    ungrouped += withoutGroup;
    let lacking = withoutGroup;
    for (let j = 0; j < columns.length; j++) {
      const here = markMissing(columns[j], from, to, complete);
      missing[j] += here;
      lacking += here;
    }
    const count = lacking === 0 ? to - from : countMarked(complete, from, to);
    if (count > 0) moments.add(from, to, complete, count);
    total += count;
  }
  return { complete, count: total, missing, ungrouped };
}

function countMarked(complete: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let row = from; row < to; row++) count += complete[row];
  return count;
}

function markUngrouped(
  code: Int32Array,
  groups: number,
  from: number,
  to: number,
  complete: Uint8Array,
): number {
  let ungrouped = 0;
  for (let row = from; row < to; row++) {
    const group = code[row];
    if (group >= 0 && group < groups) continue;
    if (group !== -1) {
      throw new StatsError(
        'unknown-group',
        `School ${row + 1} has group code ${group}, but the codes go from 0 to ${groups - 1} (−1 for no group).`,
      );
    }
    complete[row] = 0;
    ungrouped++;
  }
  return ungrouped;
}

function markMissing({ name, values }: Column, from: number, to: number, complete: Uint8Array): number {
  if (allFinite(values, from, to)) return 0;
  let missing = 0;
  for (let row = from; row < to; row++) {
    const value = values[row];
    if (Number.isFinite(value)) continue;
    if (!Number.isNaN(value)) {
      throw new StatsError(
        'infinite-value',
        `‘${name}’ of school ${row + 1} is infinite. Correct it, or leave it empty if it is unknown.`,
      );
    }
    complete[row] = 0;
    missing++;
  }
  return missing;
}

/** A value minus itself is 0, but NaN for NaN and the infinities. Four sums, so that none waits for itself. */
function allFinite(values: Float64Array, from: number, to: number): boolean {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let row = from;
  for (; row + 3 < to; row += 4) {
    s0 += values[row] - values[row];
    s1 += values[row + 1] - values[row + 1];
    s2 += values[row + 2] - values[row + 2];
    s3 += values[row + 3] - values[row + 3];
  }
  for (; row < to; row++) s0 += values[row] - values[row];
  return s0 + s1 + s2 + s3 === 0;
}
