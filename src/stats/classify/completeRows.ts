import { StatsError } from '../errors.ts';

export interface Column {
  name: string;
  values: Float64Array;
}

/** Which rows have every value and a group, found block by block so that a caller can use a block while it is near. */
export interface CompleteRows {
  /** The complete rows in order; only the first `count` elements are filled. */
  rows: Int32Array;
  count: number;
  /** Per column, how many rows lack its value, whether or not they lack others. */
  missing: Int32Array;
  ungrouped: number;
}

const blockLength = 1024;

/**
 * Lists the rows in which no column is NaN and the group is not −1 (listwise deletion).
 *
 * `onBlock(from, to)` is called after each block with the range of `rows` just found.
 * Throws `infinite-value` for an infinite value and `unknown-group` for a group code outside the names.
 */
export function completeRows(
  columns: readonly Column[],
  code: Int32Array,
  groups: number,
  onBlock: (rows: Int32Array, from: number, to: number) => void,
): CompleteRows {
  const length = code.length;
  const found: CompleteRows = {
    rows: new Int32Array(length),
    count: 0,
    missing: new Int32Array(columns.length),
    ungrouped: 0,
  };
  const incomplete = new Uint8Array(blockLength);
  for (let start = 0; start < length; start += blockLength) {
    const end = Math.min(length, start + blockLength);
    incomplete.fill(0);
    found.ungrouped += markUngrouped(code, groups, start, end, incomplete);
    columns.forEach((column, j) => {
      found.missing[j] += markMissing(column, start, end, incomplete);
    });
    const from = found.count;
    for (let row = start; row < end; row++) {
      found.rows[found.count] = row;
      found.count += 1 - incomplete[row - start];
    }
    if (found.count > from) onBlock(found.rows, from, found.count);
  }
  return found;
}

function markUngrouped(
  code: Int32Array,
  groups: number,
  start: number,
  end: number,
  incomplete: Uint8Array,
): number {
  let ungrouped = 0;
  for (let row = start; row < end; row++) {
    const group = code[row];
    if (group >= 0 && group < groups) continue;
    if (group !== -1) {
      throw new StatsError(
        'unknown-group',
        `School ${row + 1} has group code ${group}, but the codes go from 0 to ${groups - 1} (−1 for no group).`,
      );
    }
    incomplete[row - start] = 1;
    ungrouped++;
  }
  return ungrouped;
}

function markMissing(column: Column, start: number, end: number, incomplete: Uint8Array): number {
  const { values } = column;
  let missing = 0;
  for (let row = start; row < end; row++) {
    const value = values[row];
    if (value - value === 0) continue; // finite
    if (!Number.isNaN(value)) {
      throw new StatsError(
        'infinite-value',
        `‘${column.name}’ of school ${row + 1} is infinite. Correct it, or leave it empty if it is unknown.`,
      );
    }
    incomplete[row - start] = 1;
    missing++;
  }
  return missing;
}
