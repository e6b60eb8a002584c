import { addDiagonalTile, addTile, copyTile, tileWidth } from './momentsKernels.ts';

/** Count, means and covariances of several columns over the same rows. */
export interface Moments {
  n: number;
  means: Float64Array;
  /** Sums of squares and products about the means, row-major, columns × columns. */
  crossProducts: Float64Array;
}

export interface MomentsAccumulator {
  /** Takes up rows `from` … `to − 1`, at most `momentsBlock`; tells whether all their values are finite. */
  load(from: number, to: number): boolean;
  /**
   * Adds the rows taken up last, of which `count` are complete: those whose mark in `complete` (by row) is 1.
   * Complete rows must be finite in every column.
   */
  add(complete: Uint8Array, count: number): void;
  moments(): Moments;
}

export const momentsBlock = 1024;

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
  const width = Math.ceil(size / tileWidth) * tileWidth;
  // Tiles are filled up with the first column; what it adds there is never read.
  const padded = Array.from({ length: width }, (_, j) => columns[j] ?? columns[0]);
  const paddedCentres = Float64Array.from({ length: width }, (_, j) => centres[j] ?? centres[0]);
  const block = Array.from({ length: width }, () => new Float64Array(momentsBlock));
  const sums = new Float64Array(width);
  const products = new Float64Array(width * width);
  /** Of the block taken up last, per tile: three sums and six products. */
  const pending = new Float64Array(3 * width);
  let n = 0;
  let start = 0;
  let length = 0;

  return {
    load(from, to) {
      start = from;
      length = to - from;
      for (let j = 0; j < width; j += tileWidth) {
        copyTile(padded, j, paddedCentres, from, block, length, pending);
      }
      // A sum is finite exactly if all that went into it is, barring overflow, which the next steps see again.
      return allFinite(pending);
    },
    add(complete, count) {
      if (count < length) {
        blankIncomplete(complete, start, length, block);
        const uncentred = new Float64Array(width);
        for (let j = 0; j < width; j += tileWidth) copyTile(block, j, uncentred, 0, block, length, pending);
      }
      for (let j = 0; j < width; j += tileWidth) {
        addDiagonalTile(pending, j, sums, products);
        for (let k = j + tileWidth; k < width; k += tileWidth) addTile(block, length, j, k, products);
      }
      n += count;
    },
    moments: () => aboutTheMeans(n, sums, products, centres),
  };
}

function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return false;
  }
  return true;
}

function blankIncomplete(
  complete: Uint8Array,
  from: number,
  length: number,
  block: readonly Float64Array[],
): void {
  for (let r = 0; r < length; r++) {
    if (complete[from + r] === 1) continue;
    for (const column of block) column[r] = 0;
  }
}

function aboutTheMeans(
  n: number,
  sums: Float64Array,
  products: Float64Array,
  centres: Float64Array,
): Moments {
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
