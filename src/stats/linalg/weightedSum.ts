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
  const width = Math.ceil(columns.length / together) * together;
  const padded = Array.from({ length: width }, (_, j) => columns[j] ?? columns[0]);
  const paddedWeights = Float64Array.from({ length: width }, (_, j) => weights[j] ?? 0);
  const paddedCentres = Float64Array.from({ length: width }, (_, j) => centres[j] ?? 0);
  const sums = new Float64Array(columns[0].length);
  for (let from = 0; from < sums.length; from += blockLength) {
    const to = Math.min(sums.length, from + blockLength);
    for (let j = 0; j < width; j += together)
      addFour(padded, paddedWeights, paddedCentres, j, from, to, sums);
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
  const [x0, x1, x2, x3] = [columns[j], columns[j + 1], columns[j + 2], columns[j + 3]];
  const [w0, w1, w2, w3] = [weights[j], weights[j + 1], weights[j + 2], weights[j + 3]];
  const [c0, c1, c2, c3] = [centres[j], centres[j + 1], centres[j + 2], centres[j + 3]];
  for (let row = from; row < to; row++) {
    sums[row] += w0 * (x0[row] - c0) + w1 * (x1[row] - c1) + (w2 * (x2[row] - c2) + w3 * (x3[row] - c3));
  }
}
