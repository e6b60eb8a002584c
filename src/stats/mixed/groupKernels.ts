/**
 * The inner loops over the rows: two columns at a time, so that the group of a row is looked up once for both.
 * `tables` hold a row of `width` numbers for each group.
 */

/** Adds to each group's entries `at`, `at + 1` the values of two columns, less their centres. */
export function addToGroups(
  x0: Float64Array,
  x1: Float64Array,
  c0: number,
  c1: number,
  code: Int32Array,
  table: Float64Array,
  at: number,
  width: number,
): void {
  for (let row = 0; row < code.length; row++) {
    const entry = code[row] * width + at;
    table[entry] += x0[row] - c0;
    table[entry + 1] += x1[row] - c1;
  }
}

/** Writes two columns' rows from `from` on, less their centres and their groups' entries `at`, `at + 1`, to b0, b1. */
export function deviateFromGroups(
  x0: Float64Array,
  x1: Float64Array,
  c0: number,
  c1: number,
  code: Int32Array,
  table: Float64Array,
  at: number,
  width: number,
  from: number,
  length: number,
  b0: Float64Array,
  b1: Float64Array,
): void {
  for (let r = 0; r < length; r++) {
    const row = from + r;
    const entry = code[row] * width + at;
    b0[r] = x0[row] - c0 - table[entry];
    b1[r] = x1[row] - c1 - table[entry + 1];
  }
}

/** Adds to each group's entries `at`, `at + 1` the products of the block's columns b0, b1 with z. */
export function addProductsToGroups(
  z: Float64Array,
  b0: Float64Array,
  b1: Float64Array,
  code: Int32Array,
  table: Float64Array,
  at: number,
  width: number,
  from: number,
  length: number,
): void {
  for (let r = 0; r < length; r++) {
    const entry = code[from + r] * width + at;
    const deviation = z[r];
    table[entry] += deviation * b0[r];
    table[entry + 1] += deviation * b1[r];
  }
}
