import { addPairs } from '../describe/momentsKernels.ts';
import { addProductsToGroups, addToGroups, deviateFromGroups } from './groupKernels.ts';

/** What a two-level model needs to know of its rows: one row of `width` entries for each group. */
export interface GroupMoments {
  /** Columns, made up to an even number by a repeated last one. */
  width: number;
  sizes: Int32Array;
  /** Means of the columns in each group, as deviations from the centres; 0 for a group without rows. */
  means: Float64Array;
  /** Sums of squares and products about the groups' means over all groups, row-major, width × width. */
  within: Float64Array;
  /** Per group, sums of products about the group's means of each column with the slope column; null without one. */
  slopeProducts: Float64Array | null;
}

const blockLength = 1024;

/**
 * Counts, means and cross products by group, in two passes: means first, then deviations from them, which loses no
 * digits however far the groups lie apart. Rows may come in any order. `code` holds each row's group, or `groups` for
 * a row that takes no part.
 */
export function groupMoments(
  columns: readonly Float64Array[],
  centres: Float64Array,
  code: Int32Array,
  groups: number,
  slope: number | null,
): GroupMoments {
  const width = columns.length + (columns.length % 2);
  const padded = Array.from({ length: width }, (_, j) => columns[j] ?? columns[columns.length - 1]);
  const paddedCentres = Float64Array.from(padded, (_, j) => centres[Math.min(j, columns.length - 1)]);
  const sizes = new Int32Array(groups + 1);
  for (let row = 0; row < code.length; row++) sizes[code[row]]++;
  const means = new Float64Array((groups + 1) * width);
  for (let j = 0; j < width; j += 2) {
    addToGroups(padded[j], padded[j + 1], paddedCentres[j], paddedCentres[j + 1], code, means, j, width);
  }
  for (let entry = 0; entry < groups * width; entry++) {
    const size = sizes[(entry / width) | 0];
    if (size > 0) means[entry] /= size;
  }
  const products = slope === null ? null : new Float64Array((groups + 1) * width);
  const within = withinProducts(padded, paddedCentres, code, { groups, means, slope, products });
  return {
    width,
    sizes: sizes.subarray(0, groups),
    means: means.subarray(0, groups * width),
    within,
    slopeProducts: products === null ? null : products.subarray(0, groups * width),
  };
}

interface ByGroup {
  groups: number;
  means: Float64Array;
  slope: number | null;
  products: Float64Array | null;
}

function withinProducts(
  columns: readonly Float64Array[],
  centres: Float64Array,
  code: Int32Array,
  { groups, means, slope, products }: ByGroup,
): Float64Array {
  const width = columns.length;
  const block = columns.map(() => new Float64Array(blockLength));
  const within = new Float64Array(width * width);
  for (let from = 0; from < code.length; from += blockLength) {
    const length = Math.min(blockLength, code.length - from);
    for (let j = 0; j < width; j += 2) {
      const [x0, x1, c0, c1] = [columns[j], columns[j + 1], centres[j], centres[j + 1]];
      deviateFromGroups(x0, x1, c0, c1, code, means, j, width, from, length, block[j], block[j + 1]);
    }
    blankOutside(code, groups, from, length, block);
    if (products !== null && slope !== null) {
      for (let j = 0; j < width; j += 2) {
        addProductsToGroups(block[slope], block[j], block[j + 1], code, products, j, width, from, length);
      }
    }
    if (length % 2 === 1) for (const column of block) column[length] = 0;
    addBlock(block, length + (length % 2), within);
  }
  return mirrored(within, width);
}

/** Rows that take no part become zeros, which add nothing. */
function blankOutside(
  code: Int32Array,
  groups: number,
  from: number,
  length: number,
  block: readonly Float64Array[],
): void {
  for (let r = 0; r < length; r++) {
    if (code[from + r] !== groups) continue;
    for (const column of block) column[r] = 0;
  }
}

function addBlock(block: readonly Float64Array[], evenLength: number, within: Float64Array): void {
  const width = block.length;
  for (let j = 0; j < width; j += 2) {
    for (let k = j; k < width; k += 2) {
      addPairs(block[j], block[j + 1], block[k], block[k + 1], evenLength, within, j * width + k, width);
    }
  }
}

/** The upper triangle, copied to the lower one. */
function mirrored(matrix: Float64Array, width: number): Float64Array {
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < j; k++) matrix[j * width + k] = matrix[k * width + j];
  }
  return matrix;
}
