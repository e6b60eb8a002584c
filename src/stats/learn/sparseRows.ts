/** A matrix of which most cells are nought: what is not, row by row (compressed sparse rows). */
export interface SparseRows {
  rows: number;
  columns: number;
  /** Where each row begins in the two lists beneath; one more than there are rows, the last of them the end. */
  start: Int32Array;
  /** Columns in rising order within a row, counted from nought. */
  column: Int32Array;
  value: Float64Array;
}

/** Σ of a row's cells, each times the weight of its column. */
export function rowTimes({ start, column, value }: SparseRows, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let i = start[row]; i < start[row + 1]; i++) sum += value[i] * weights[column[i]];
  return sum;
}

/** Adds a row, times a factor, to a dense vector. */
export function addRow(
  { start, column, value }: SparseRows,
  row: number,
  factor: number,
  to: Float64Array,
): void {
  for (let i = start[row]; i < start[row + 1]; i++) to[column[i]] += factor * value[i];
}
