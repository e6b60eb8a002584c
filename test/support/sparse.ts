import type { SparseRows } from '../../src/stats/index.ts';

/** A small dense matrix, row by row, as sparse rows. */
export function sparseOf(rows: readonly (readonly number[])[]): SparseRows {
  const cells = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])));
  const start = new Int32Array(rows.length + 1);
  cells.forEach((row, i) => (start[i + 1] = start[i] + row.length));
  return {
    rows: rows.length,
    columns: Math.max(0, ...rows.map((row) => row.length)),
    start,
    column: Int32Array.from(cells.flat(), ({ column }) => column),
    value: Float64Array.from(cells.flat(), ({ value }) => value),
  };
}
