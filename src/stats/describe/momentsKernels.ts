/**
 * The inner loops of `accumulateMoments`: columns three by three, with every running sum in a variable of its own so
 * that it stays in a register. They are long because they are unrolled; nothing else happens in them.
 */
export const tileWidth = 3;

/**
 * Copies columns j, j+1, j+2 from row `from` on, less their centres, into the block, and writes to
 * `pending[3 j] …` their three sums and six products: 0, 1, 2, 0·0, 0·1, 0·2, 1·1, 1·2, 2·2.
 */
export function copyTile(
  columns: readonly Float64Array[],
  j: number,
  centres: Float64Array,
  from: number,
  block: readonly Float64Array[],
  length: number,
  pending: Float64Array,
): void {
  const [x0, x1, x2] = [columns[j], columns[j + 1], columns[j + 2]];
  const [c0, c1, c2] = [centres[j], centres[j + 1], centres[j + 2]];
  const [b0, b1, b2] = [block[j], block[j + 1], block[j + 2]];
  let [s0, s1, s2, s00, s01, s02, s11, s12, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let r = 0; r < length; r++) {
    const a0 = x0[from + r] - c0;
    const a1 = x1[from + r] - c1;
    const a2 = x2[from + r] - c2;
    b0[r] = a0;
    b1[r] = a1;
    b2[r] = a2;
    s0 += a0;
    s1 += a1;
    s2 += a2;
    s00 += a0 * a0;
    s01 += a0 * a1;
    s02 += a0 * a2;
    s11 += a1 * a1;
    s12 += a1 * a2;
    s22 += a2 * a2;
  }
  pending.set([s0, s1, s2, s00, s01, s02, s11, s12, s22], 3 * j);
}

/** Adds what `copyTile` wrote for columns j, j+1, j+2 to the sums and to the products (row-major). */
export function addDiagonalTile(
  pending: Float64Array,
  j: number,
  sums: Float64Array,
  products: Float64Array,
): void {
  const width = sums.length;
  let next = 3 * j;
  for (let k = j; k < j + tileWidth; k++) sums[k] += pending[next++];
  for (let row = j; row < j + tileWidth; row++) {
    for (let column = row; column < j + tileWidth; column++)
      products[row * width + column] += pending[next++];
  }
}

/** Adds the products of columns j, j+1, j+2 of the block with columns k, k+1, k+2. */
export function addTile(
  block: readonly Float64Array[],
  length: number,
  j: number,
  k: number,
  products: Float64Array,
): void {
  const [x0, x1, x2] = [block[j], block[j + 1], block[j + 2]];
  const [y0, y1, y2] = [block[k], block[k + 1], block[k + 2]];
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let r = 0; r < length; r++) {
    const a0 = x0[r];
    const a1 = x1[r];
    const a2 = x2[r];
    const b0 = y0[r];
    const b1 = y1[r];
    const b2 = y2[r];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
  }
  const width = block.length;
  addRow(products, j * width + k, s00, s01, s02);
  addRow(products, (j + 1) * width + k, s10, s11, s12);
  addRow(products, (j + 2) * width + k, s20, s21, s22);
}

function addRow(products: Float64Array, at: number, first: number, second: number, third: number): void {
  products[at] += first;
  products[at + 1] += second;
  products[at + 2] += third;
}
