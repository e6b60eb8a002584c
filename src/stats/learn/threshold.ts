/** What came of saying of rows that they are of a kind, held against what they are. */
export interface Tally {
  /** Said to be of the kind. */
  suggested: number;
  /** Of those, rightly. */
  right: number;
  /** Of the kind in truth. */
  given: number;
  rows: number;
}

/** 2 · right / (suggested + given): the harmonic mean of how many were right and how many were found. */
export const fMeasure = ({ suggested, right, given }: Tally): number =>
  suggested + given === 0 ? 0 : (2 * right) / (suggested + given);

export function tally(
  scores: Float64Array,
  positive: Uint8Array,
  { rows, threshold }: { rows: Int32Array; threshold: number },
): Tally {
  const found = { suggested: 0, right: 0, given: 0, rows: rows.length };
  for (const row of rows) {
    const suggested = scores[row] >= threshold ? 1 : 0;
    found.suggested += suggested;
    found.right += suggested & positive[row];
    found.given += positive[row];
  }
  return found;
}

/**
 * The score from which on rows are said to be of the kind so that the F measure is largest; of several the highest. It lies
 * midway between the lowest row that is said to be of the kind and the next, so that rows unseen are not held to the last digit.
 */
export function bestThreshold(scores: Float64Array, positive: Uint8Array, rows: Int32Array): number {
  const order = rows.slice().sort((one, other) => scores[other] - scores[one]);
  let given = 0;
  for (const row of rows) given += positive[row];
  let right = 0;
  let best = { f: 0, threshold: Infinity };
  order.forEach((row, i) => {
    right += positive[row];
    // Rows of one score are said to be so together.
    const next = i + 1 < order.length ? scores[order[i + 1]] : scores[row];
    if (i + 1 < order.length && next === scores[row]) return;
    const f = fMeasure({ suggested: i + 1, right, given, rows: rows.length });
    if (f > best.f) best = { f, threshold: (scores[row] + next) / 2 };
  });
  return best.threshold;
}
