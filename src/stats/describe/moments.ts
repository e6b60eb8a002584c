import { addPairs, addPairWithLast, copyLast, copyPair, pendingWidth } from './momentsKernels.ts';

/** Count, means and covariances of several columns over the same rows. */
export interface Moments {
  n: number;
  means: Float64Array;
  /** Sums of squares and products about the means, row-major, columns × columns. */
  crossProducts: Float64Array;
}

/** Moments under way. */
export interface MomentSums {
  columns: readonly Float64Array[];
  centres: Float64Array;
  /** The deviations of the rows taken up last. */
  block: readonly Float64Array[];
  /** Where they begin and how many they are. */
  start: number;
  length: number;
  /** Their own sums and products, pair by pair of columns. */
  pending: Float64Array;
  n: number;
  sums: Float64Array;
  /** Row-major, columns × columns, the upper triangle. */
  products: Float64Array;
}

export const momentsBlock = 1024;

/**
 * Means and cross products of columns in one pass over the data: `loadRows` and `addRows` for block after block, then
 * `momentsOf`.
 *
 * Values are taken as deviations from a provisional centre of each column, and the means of the deviations are
 * removed at the end; with a centre near the mean nothing is lost to cancellation, and a column that equals its
 * centre everywhere has a sum of squares of exactly 0.
 *
 * A block of rows is copied so that the products run over memory near the processor, two columns by two at a time:
 * their sums stay in registers. Rows that are not complete become deviations of 0, which add nothing.
 *
 * Source: Chan, Golub & LeVeque (1983), The American Statistician 37, 242–247, shifted data.
 */
export function startMoments(columns: readonly Float64Array[], centres: Float64Array): MomentSums {
  const size = columns.length;
  return {
    columns,
    centres,
    block: columns.map(() => new Float64Array(momentsBlock)),
    start: 0,
    length: 0,
    pending: new Float64Array(pendingWidth * Math.ceil(size / 2)),
    n: 0,
    sums: new Float64Array(size),
    products: new Float64Array(size * size),
  };
}

/** Takes up rows `from` … `to − 1`, at most `momentsBlock`; tells whether all their values are finite. */
export function loadRows(moments: MomentSums, from: number, to: number): boolean {
  moments.start = from;
  moments.length = to - from;
  copyColumns(moments.columns, moments.centres, from, moments);
  // A sum is finite exactly if all that went into it is, barring overflow, which the next steps see again.
  return allFinite(moments.pending);
}

/**
 * Adds the rows taken up last, of which `count` are complete: those whose mark in `complete` (by row) is 1.
 * Complete rows must be finite in every column.
 */
export function addRows(moments: MomentSums, complete: Uint8Array, count: number): void {
  const { block, length, products } = moments;
  if (count < length) {
    blankIncomplete(complete, moments.start, length, block);
    copyColumns(block, new Float64Array(block.length), 0, moments);
  }
  addPending(moments);
  const size = block.length;
  const evenLength = fillToEven(block, length);
  for (let j = 0; j + 2 < size; j += 2) {
    const x0 = block[j];
    const x1 = block[j + 1];
    let k = j + 2;
    for (; k + 1 < size; k += 2) {
      addPairs(x0, x1, block[k], block[k + 1], evenLength, products, j * size + k, size);
    }
    if (k < size) addPairWithLast(x0, x1, block[k], evenLength, products, j * size + k, size);
  }
  moments.n += count;
}

function copyColumns(
  columns: readonly Float64Array[],
  centres: Float64Array,
  from: number,
  { block, length, pending }: MomentSums,
): void {
  let at = 0;
  let j = 0;
  for (; j + 1 < columns.length; j += 2) {
    const c0 = centres[j];
    const c1 = centres[j + 1];
    copyPair(columns[j], columns[j + 1], c0, c1, from, block[j], block[j + 1], length, pending, at);
    at += pendingWidth;
  }
  if (j < columns.length) copyLast(columns[j], centres[j], from, block[j], length, pending, at);
}

/** Products are added two rows at a time: an odd last row gets one of zeros beside it. */
function fillToEven(block: readonly Float64Array[], length: number): number {
  if (length % 2 === 0) return length;
  for (const column of block) column[length] = 0;
  return length + 1;
}

function addPending({ pending, sums, products }: MomentSums): void {
  const size = sums.length;
  for (let j = 0, at = 0; j < size; j += 2, at += pendingWidth) {
    sums[j] += pending[at];
    products[j * size + j] += pending[at + 2];
    if (j + 1 === size) return;
    sums[j + 1] += pending[at + 1];
    products[j * size + j + 1] += pending[at + 3];
    products[(j + 1) * size + j + 1] += pending[at + 4];
  }
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

/** The moments of all rows added, about their means. */
export function momentsOf({ n, sums, products, centres }: MomentSums): Moments {
  const size = centres.length;
  const crossProducts = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      const value = products[j * size + k] - (sums[j] * sums[k]) / n;
      crossProducts[j * size + k] = value;
      crossProducts[k * size + j] = value;
    }
  }
  return { n, means: centres.map((centre, j) => centre + sums[j] / n), crossProducts };
}
