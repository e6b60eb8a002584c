import { StatsError } from '../errors.ts';
import { logisticRegression, type LogisticRegression } from './logisticRegression.ts';
import { rowTimes, type SparseRows } from './sparseRows.ts';
import { bestThreshold, tally, type Tally } from './threshold.ts';

export interface LabelledRows {
  x: SparseRows;
  /** The rows of which somebody said whether they bear the label. */
  rows: Int32Array;
  /** Of every row: whether it bears the label (1); read for `rows` alone. */
  positive: Uint8Array;
  /** Of every row: the part that it is held out with, from nought. What belongs together is held out together. */
  part: Int32Array;
  /** Of every row: whether it counts when the accuracy is told (1); all do unless it is given. Others are learned from alone. */
  counts?: Uint8Array;
}

export interface LearnedLabel {
  model: LogisticRegression;
  /** The log odds from which on the label is suggested. */
  threshold: number;
  /** Of every row, the log odds of the label; those of `rows` by models that did not see their part. NaN for none. */
  scores: Float64Array;
  /** What came of suggesting for each part what was learned, and where the threshold was chosen, on the other parts. */
  heldOut: Tally;
}

const learning = { penalty: 1 } as const;

/**
 * Learns from rows that bear a label, and rows that do not, to suggest it for others; says how well that does, on rows it
 * was not learned from. Each part is scored by a model of the other parts (cross-validation by groups), and judged with a
 * threshold that was chosen on the scores of the other parts, so that neither the model nor the threshold has seen it. For
 * rows of which nothing was said the model is of all parts.
 *
 * Source: logistic regression as cited there; Stone (1974), Cross-validatory choice and assessment of statistical
 * predictions, JRSS B 36(2). Throws `one-part` unless at least two parts have rows that bear the label, `one-kind`.
 */
export function learnLabel(labelled: LabelledRows): LearnedLabel {
  const { x, rows, positive, part } = labelled;
  const parts = [...new Set(rows.map((row) => part[row]))].sort((one, other) => one - other);
  refuseOnePart(labelled, parts.length);
  const model = logisticRegression(x, positive, { ...learning, rows });
  const scores = Float64Array.from({ length: x.rows }, (_, row) => scoreOf(model, x, row));
  for (const one of parts) {
    const held = rows.filter((row) => part[row] === one);
    const rest = rows.filter((row) => part[row] !== one);
    const without = logisticRegression(x, positive, { ...learning, rows: rest, from: model });
    for (const row of held) scores[row] = scoreOf(without, x, row);
  }
  return {
    model,
    threshold: bestThreshold(scores, positive, rows),
    scores,
    heldOut: judge(labelled, parts, scores),
  };
}

const scoreOf = ({ weights, intercept }: LogisticRegression, x: SparseRows, row: number) =>
  rowTimes(x, row, weights) + intercept;

function refuseOnePart({ rows, positive, part }: LabelledRows, parts: number): void {
  const bearing = new Set(rows.filter((row) => positive[row] === 1).map((row) => part[row]));
  if (parts < 2 || bearing.size < 2)
    throw new StatsError('one-part', 'Rows that bear the label must stand in two parts at least.');
}

function judge(
  { rows, positive, part, counts }: LabelledRows,
  parts: readonly number[],
  scores: Float64Array,
): Tally {
  const counted = counts === undefined ? rows : rows.filter((row) => counts[row] === 1);
  const total: Tally = { suggested: 0, right: 0, given: 0, rows: 0 };
  for (const one of parts) {
    const threshold = bestThreshold(
      scores,
      positive,
      counted.filter((row) => part[row] !== one),
    );
    const found = tally(scores, positive, { rows: counted.filter((row) => part[row] === one), threshold });
    total.suggested += found.suggested;
    total.right += found.right;
    total.given += found.given;
    total.rows += found.rows;
  }
  return total;
}
