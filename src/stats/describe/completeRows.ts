import { StatsError } from '../errors.ts';
import { addRows, loadRows, momentsBlock, type MomentSums } from './moments.ts';

/** A column of numbers with the name that messages call it by; NaN where a row has no value. */
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
  moments: MomentSums,
): CompleteRows {
  const found = {
    complete: new Uint8Array(code.length).fill(1),
    count: 0,
    missing: new Int32Array(columns.length),
    ungrouped: 0,
  };
  for (let from = 0; from < code.length; from += momentsBlock) {
    markBlock(columns, code, groups, from, Math.min(code.length, from + momentsBlock), moments, found);
  }
  return found;
}

function markBlock(
  columns: readonly Column[],
  code: Int32Array,
  groups: number,
  from: number,
  to: number,
  moments: MomentSums,
  found: CompleteRows,
): void {
  const { complete, missing } = found;
  const finite = loadRows(moments, from, to);
  const withoutGroup = markUngrouped(code, groups, from, to, complete);
  if (!finite) columns.forEach((column, j) => (missing[j] += markMissing(column, from, to, complete)));
  const count = finite && withoutGroup === 0 ? to - from : countMarked(complete, from, to);
  addRows(moments, complete, count);
  found.ungrouped += withoutGroup;
  found.count += count;
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
        `Row ${row + 1} has group code ${group}, but the codes go from 0 to ${groups - 1} (−1 for no group).`,
      );
    }
    complete[row] = 0;
    ungrouped++;
  }
  return ungrouped;
}

function markMissing({ name, values }: Column, from: number, to: number, complete: Uint8Array): number {
  let missing = 0;
  for (let row = from; row < to; row++) {
    const value = values[row];
    if (Number.isFinite(value)) continue;
    if (!Number.isNaN(value)) {
      throw new StatsError(
        'infinite-value',
        `‘${name}’ is infinite in row ${row + 1}. Correct it, or leave it empty if it is unknown.`,
      );
    }
    complete[row] = 0;
    missing++;
  }
  return missing;
}

/** The group of each row, and one more, `groups`, for those that are not complete. */
export function codesOfComplete(
  code: Int32Array,
  groups: number,
  { complete, count }: CompleteRows,
): Int32Array {
  return count === code.length ? code : code.map((group, row) => (complete[row] === 1 ? group : groups));
}
