import { addRow, rowTimes, type SparseRows } from './sparseRows.ts';

/** The columns that speak most for the label in a row, with what each adds to the log odds, the largest first. */
export function strongestColumns(
  { start, column, value }: SparseRows,
  row: number,
  { weights, most }: { weights: Float64Array; most: number },
): { column: number; adds: number }[] {
  const adding: { column: number; adds: number }[] = [];
  for (let i = start[row]; i < start[row + 1]; i++) {
    const adds = value[i] * weights[column[i]];
    if (adds > 0) adding.push({ column: column[i], adds });
  }
  return adding.sort((one, other) => other.adds - one.adds || one.column - other.column).slice(0, most);
}

/**
 * Of some rows the one most like another, by the cosine of the angle between them; rows are of length 1. Null where none
 * shares anything with it.
 */
export function mostAlike(
  x: SparseRows,
  row: number,
  among: Int32Array,
): { row: number; cosine: number } | null {
  const dense = new Float64Array(x.columns);
  addRow(x, row, 1, dense);
  let best: { row: number; cosine: number } | null = null;
  for (const other of among) {
    if (other === row) continue;
    const cosine = rowTimes(x, other, dense);
    if (cosine > (best?.cosine ?? 0)) best = { row: other, cosine };
  }
  return best;
}
