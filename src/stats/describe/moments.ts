/** Count, means and covariances of several columns over the same rows. */
export interface Moments {
  n: number;
  means: Float64Array;
  /** Sums of squares and products about the means, row-major, columns × columns. */
  crossProducts: Float64Array;
}

export interface MomentsAccumulator {
  /**
   * Adds rows `from` … `to − 1`, at most `momentsBlock` of them, of which `count` are complete: those whose mark in
   * `complete` is 1. Complete rows must be finite in every column.
   */
  add(from: number, to: number, complete: Uint8Array, count: number): void;
  moments(): Moments;
}

export const momentsBlock = 1024;
const tile = 3;

/**
 * Means and cross products of columns in one pass over the data.
 *
 * Values are taken as deviations from a provisional centre of each column, and the means of the deviations are
 * removed at the end; with a centre near the mean nothing is lost to cancellation, and a column that equals its
 * centre everywhere has a sum of squares of exactly 0.
 *
 * A block of rows is copied so that the products run over memory near the processor, three columns by three at a
 * time: their sums stay in registers. Rows that are not complete become deviations of 0, which add nothing.
 *
 * Source: Chan, Golub & LeVeque (1983), The American Statistician 37, 242–247, shifted data.
 */
export function accumulateMoments(
  columns: readonly Float64Array[],
  centres: Float64Array,
): MomentsAccumulator {
  const size = columns.length;
  const padded = Math.ceil(size / tile) * tile;
  const block = new Float64Array(padded * momentsBlock);
  const sums = new Float64Array(padded);
  const products = new Float64Array(padded * padded);
  let n = 0;

  return {
    add(from, to, complete, count) {
      const length = to - from;
      columns.forEach((column, j) => copyDeviations(column, centres[j], from, to, block, j * momentsBlock));
      if (count < length) blankIncomplete(complete, from, length, block, size);
      for (let j = 0; j < padded; j += tile) {
        addDiagonalTile(block, length, j, sums, products);
        for (let k = j + tile; k < padded; k += tile) addTile(block, length, j, k, products);
      }
      n += count;
    },
    moments: () => aboutTheMeans(n, sums, products, centres),
  };
}

function copyDeviations(
  column: Float64Array,
  centre: number,
  from: number,
  to: number,
  block: Float64Array,
  offset: number,
): void {
  for (let row = from; row < to; row++) block[offset + row - from] = column[row] - centre;
}

function blankIncomplete(
  complete: Uint8Array,
  from: number,
  length: number,
  block: Float64Array,
  size: number,
): void {
  for (let r = 0; r < length; r++) {
    if (complete[from + r] === 1) continue;
    for (let j = 0; j < size; j++) block[j * momentsBlock + r] = 0;
  }
}

/** Adds the sums of columns j, j+1, j+2 of a block and their products with each other. */
function addDiagonalTile(
  block: Float64Array,
  length: number,
  j: number,
  sums: Float64Array,
  products: Float64Array,
): void {
  let [s0, s1, s2, s00, s01, s02, s11, s12, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const offset = j * momentsBlock;
  for (let r = offset; r < offset + length; r++) {
    const a0 = block[r];
    const a1 = block[r + momentsBlock];
    const a2 = block[r + 2 * momentsBlock];
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
  addTo(sums, j, [s0, s1, s2]);
  const width = sums.length;
  addTo(products, j * width + j, [s00, s01, s02]);
  addTo(products, (j + 1) * width + j + 1, [s11, s12]);
  addTo(products, (j + 2) * width + j + 2, [s22]);
}

/** Adds the products of columns j, j+1, j+2 with columns k, k+1, k+2 over one block. */
function addTile(block: Float64Array, length: number, j: number, k: number, products: Float64Array): void {
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const offset = j * momentsBlock;
  const across = (k - j) * momentsBlock;
  for (let r = offset; r < offset + length; r++) {
    const a0 = block[r];
    const a1 = block[r + momentsBlock];
    const a2 = block[r + 2 * momentsBlock];
    const b0 = block[r + across];
    const b1 = block[r + across + momentsBlock];
    const b2 = block[r + across + 2 * momentsBlock];
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
  const width = Math.sqrt(products.length);
  addTo(products, j * width + k, [s00, s01, s02]);
  addTo(products, (j + 1) * width + k, [s10, s11, s12]);
  addTo(products, (j + 2) * width + k, [s20, s21, s22]);
}

function addTo(into: Float64Array, at: number, values: readonly number[]): void {
  for (let i = 0; i < values.length; i++) into[at + i] += values[i];
}

function aboutTheMeans(n: number, sums: Float64Array, products: Float64Array, centres: Float64Array): Moments {
  const size = centres.length;
  const width = sums.length;
  const crossProducts = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      const value = products[j * width + k] - (sums[j] * sums[k]) / n;
      crossProducts[j * size + k] = value;
      crossProducts[k * size + j] = value;
    }
  }
  return { n, means: centres.map((centre, j) => centre + sums[j] / n), crossProducts };
}
