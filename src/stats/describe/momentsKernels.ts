/**
 * The inner loops of the moments: columns two by two and rows two at a time, with every running sum in a variable of
 * its own. More columns at a time would need more sums than a processor has registers, which costs more than it saves.
 * They are long because they are unrolled; nothing else happens in them.
 */

/** Per pair of columns, what `copyPair` writes: two sums and three products, 0, 1, 0·0, 0·1, 1·1. */
export const pendingWidth = 5;

/**
 * Copies `length` rows of two columns from row `from` on, less their centres, into the block, and writes their sums
 * and products to `pending[at] …`.
 */
export function copyPair(
  x0: Float64Array,
  x1: Float64Array,
  c0: number,
  c1: number,
  from: number,
  b0: Float64Array,
  b1: Float64Array,
  length: number,
  pending: Float64Array,
  at: number,
): void {
  let s0 = 0;
  let s1 = 0;
  let s00 = 0;
  let s01 = 0;
  let s11 = 0;
  for (let r = 0; r < length; r++) {
    const a0 = x0[from + r] - c0;
    const a1 = x1[from + r] - c1;
    b0[r] = a0;
    b1[r] = a1;
    s0 += a0;
    s1 += a1;
    s00 += a0 * a0;
    s01 += a0 * a1;
    s11 += a1 * a1;
  }
  pending[at] = s0;
  pending[at + 1] = s1;
  pending[at + 2] = s00;
  pending[at + 3] = s01;
  pending[at + 4] = s11;
}

/** As `copyPair` for a last column without a partner: writes its sum and its square to `pending[at]`, `[at + 2]`. */
export function copyLast(
  x0: Float64Array,
  c0: number,
  from: number,
  b0: Float64Array,
  length: number,
  pending: Float64Array,
  at: number,
): void {
  let s0 = 0;
  let s00 = 0;
  for (let r = 0; r < length; r++) {
    const a0 = x0[from + r] - c0;
    b0[r] = a0;
    s0 += a0;
    s00 += a0 * a0;
  }
  pending[at] = s0;
  pending[at + 2] = s00;
}

/** Adds the products of columns x0, x1 with y0, y1 to `products[at] …` and, a row of it below, `[at + width] …`. */
export function addPairs(
  x0: Float64Array,
  x1: Float64Array,
  y0: Float64Array,
  y1: Float64Array,
  evenLength: number,
  products: Float64Array,
  at: number,
  width: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  for (let r = 0; r < evenLength; r += 2) {
    const next = r + 1;
    const a0 = x0[r];
    const a1 = x1[r];
    const d0 = x0[next];
    const d1 = x1[next];
    const b0 = y0[r];
    const e0 = y0[next];
    s00 += a0 * b0 + d0 * e0;
    s10 += a1 * b0 + d1 * e0;
    const b1 = y1[r];
    const e1 = y1[next];
    s01 += a0 * b1 + d0 * e1;
    s11 += a1 * b1 + d1 * e1;
  }
  products[at] += s00;
  products[at + 1] += s01;
  products[at + width] += s10;
  products[at + width + 1] += s11;
}

/** As `addPairs` for a last column without a partner. */
export function addPairWithLast(
  x0: Float64Array,
  x1: Float64Array,
  y0: Float64Array,
  evenLength: number,
  products: Float64Array,
  at: number,
  width: number,
): void {
  let s0 = 0;
  let s1 = 0;
  for (let r = 0; r < evenLength; r += 2) {
    const next = r + 1;
    const b = y0[r];
    const e = y0[next];
    s0 += x0[r] * b + x0[next] * e;
    s1 += x1[r] * b + x1[next] * e;
  }
  products[at] += s0;
  products[at + width] += s1;
}
