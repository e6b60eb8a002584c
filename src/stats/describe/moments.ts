/** Count, means and covariances of several columns over the same rows. */
export interface Moments {
  n: number;
  means: Float64Array;
  /** Sums of squares and products about the means, row-major, columns × columns. */
  crossProducts: Float64Array;
}

export interface MomentsAccumulator {
  /** Adds the rows `rows[from]` … `rows[to − 1]` of every column. All their values must be finite. */
  add(rows: Int32Array, from: number, to: number): void;
  moments(): Moments;
}

const blockLength = 1024;
const tile = 3;

/**
 * Means and cross products of columns in one pass over the data.
 *
 * Values are taken as deviations from a provisional centre of each column, which is subtracted again at the end
 * (Chan, Golub & LeVeque 1983, eq. 1.3 "textbook algorithm with shifted data"); with a centre near the mean nothing
 * is lost to cancellation, and a column that equals its centre everywhere has a sum of squares of exactly 0.
 *
 * Blocks of rows are copied side by side so that the products run over memory near the processor, three columns by
 * three at a time: nine sums stay in registers.
 */
export function accumulateMoments(
  columns: readonly Float64Array[],
  centres: Float64Array,
): MomentsAccumulator {
  const size = columns.length;
  const padded = Math.ceil(size / tile) * tile;
  const block = new Float64Array(padded * blockLength);
  const sums = new Float64Array(size);
  const products = new Float64Array(padded * padded);
  let n = 0;

  const addBlock = (rows: Int32Array, from: number, to: number) => {
    for (let j = 0; j < size; j++) {
      sums[j] += copyDeviations(columns[j], centres[j], rows, from, to, block, j * blockLength);
    }
    for (let j = 0; j < padded; j += tile) {
      for (let k = j; k < padded; k += tile) addTile(block, to - from, j, k, products, padded);
    }
    n += to - from;
  };

  return {
    add(rows, from, to) {
      for (let start = from; start < to; start += blockLength) {
        addBlock(rows, start, Math.min(to, start + blockLength));
      }
    },
    moments: () => aboutTheMeans(n, sums, products, centres),
  };
}

function copyDeviations(
  column: Float64Array,
  centre: number,
  rows: Int32Array,
  from: number,
  to: number,
  block: Float64Array,
  offset: number,
): number {
  let sum = 0;
  for (let r = from, w = offset; r < to; r++, w++) {
    const deviation = column[rows[r]] - centre;
    block[w] = deviation;
    sum += deviation;
  }
  return sum;
}

/** Adds the products of columns j, j+1, j+2 with columns k, k+1, k+2 over one block. */
function addTile(
  block: Float64Array,
  length: number,
  j: number,
  k: number,
  into: Float64Array,
  width: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  const j0 = j * blockLength;
  const k0 = k * blockLength;
  for (let r = 0; r < length; r++) {
    const a0 = block[j0 + r];
    const a1 = block[j0 + blockLength + r];
    const a2 = block[j0 + 2 * blockLength + r];
    const b0 = block[k0 + r];
    const b1 = block[k0 + blockLength + r];
    const b2 = block[k0 + 2 * blockLength + r];
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
  const row0 = j * width + k;
  const row1 = row0 + width;
  const row2 = row1 + width;
  into[row0] += s00;
  into[row0 + 1] += s01;
  into[row0 + 2] += s02;
  into[row1] += s10;
  into[row1 + 1] += s11;
  into[row1 + 2] += s12;
  into[row2] += s20;
  into[row2 + 1] += s21;
  into[row2 + 2] += s22;
}

function aboutTheMeans(
  n: number,
  sums: Float64Array,
  products: Float64Array,
  centres: Float64Array,
): Moments {
  const size = sums.length;
  const padded = Math.ceil(size / tile) * tile;
  const crossProducts = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      const value = products[j * padded + k] - (sums[j] * sums[k]) / n;
      crossProducts[j * size + k] = value;
      crossProducts[k * size + j] = value;
    }
  }
  return { n, means: centres.map((centre, j) => centre + sums[j] / n), crossProducts };
}
