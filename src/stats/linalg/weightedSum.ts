const blockLength = 1024;
const together = 4;

/**
 * Per row, Σ weights[j] · (columns[j][row] − centres[j]); NaN where a column is NaN.
 *
 * Works block by block, four columns at a time (the last ones made up with weight 0), so that the sums stay near the
 * processor while each column is read once from end to end. The order of additions is fixed: equal rows get equal
 * sums to the last bit, and a single column with weight 1 and centre 0 comes back as it is.
 */
export function weightedSum(
  columns: readonly Float64Array[],
  weights: Float64Array,
  centres: Float64Array,
): Float64Array {
  const length = columns[0].length;
  const sums = new Float64Array(length);
  for (let from = 0; from < length; from += blockLength) {
    const to = Math.min(length, from + blockLength);
    for (let j = 0; j < columns.length; j += together) addFour(columns, weights, centres, j, from, to, sums);
  }
  return sums;
}

function addFour(
  columns: readonly Float64Array[],
  weights: Float64Array,
  centres: Float64Array,
  j: number,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  const last = columns.length - 1;
  const [x0, x1, x2, x3] = [0, 1, 2, 3].map((k) => columns[Math.min(j + k, last)]);
  const [w0, w1, w2, w3] = [0, 1, 2, 3].map((k) => (j + k > last ? 0 : weights[j + k]));
  const [c0, c1, c2, c3] = [0, 1, 2, 3].map((k) => centres[Math.min(j + k, last)]);
  for (let row = from; row < to; row++) {
    sums[row] +=
      w0 * (x0[row] - c0) + w1 * (x1[row] - c1) + (w2 * (x2[row] - c2) + w3 * (x3[row] - c3));
  }
}
