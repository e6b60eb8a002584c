import { StatsError } from '../errors.ts';
import { addRow, rowTimes, type SparseRows } from './sparseRows.ts';

export interface LogisticRegression {
  intercept: number;
  /** One for each column. */
  weights: Float64Array;
  /** Of Newton. */
  iterations: number;
  /** False where the steps ended before the slope was flat: without a penalty, where the kinds can be told apart wholly. */
  converged: boolean;
}

export interface LogisticRegressionOptions {
  /** λ of λ/2 · Σ weight²; the intercept bears none. 0 for maximum likelihood. */
  penalty: number;
  /** The rows to learn from, by number (all). */
  rows?: Int32Array;
  /** Where to begin: the answer of nearly the same question. */
  from?: Pick<LogisticRegression, 'intercept' | 'weights'>;
  /** The largest slope that counts as flat, for one row (1e-6). */
  tolerance?: number;
}

const mostIterations = 50;
/** How far off two sums of the same may be: near the end a step promises less than can be told apart. */
const rounding = 1e-14;

/**
 * Logistic regression with a ridge penalty on sparse rows: minimises λ/2 · ‖w‖² + Σ ln(1 + exp(−y (w·x + b))), y = ±1.
 * `positive` says of every row whether it is of the kind (1) or not (0). Newton's method, its steps by conjugate gradients
 * and halved until they descend, so that the answer does not hang on chance.
 *
 * Source: le Cessie & van Houwelingen (1992), Ridge estimators in logistic regression, Applied Statistics 41(1); Lin, Weng
 * & Keerthi (2008), Trust region Newton method for logistic regression, JMLR 9. Throws `one-kind` unless rows of both kinds
 * are there to learn from, `invalid-penalty`.
 */
export function logisticRegression(
  x: SparseRows,
  positive: Uint8Array,
  { penalty, rows = allRows(x), from, tolerance = 1e-5 }: LogisticRegressionOptions,
): LogisticRegression {
  if (!(penalty >= 0)) throw new StatsError('invalid-penalty', 'A penalty is nought or more.');
  refuseOneKind(positive, rows);
  const problem = new Problem(x, positive, rows, penalty);
  // The intercept stands behind the weights.
  const at = new Float64Array(x.columns + 1);
  if (from !== undefined) {
    at.set(from.weights);
    at[x.columns] = from.intercept;
  }
  const flat = tolerance * rows.length;
  let iterations = 0;
  let converged = false;
  let value = problem.look(at);
  while (iterations < mostIterations) {
    const slope = problem.slope(at);
    const steepness = length(slope);
    if (steepness <= flat) {
      converged = true;
      break;
    }
    const step = problem.newtonStep(slope, Math.min(0.1, Math.sqrt(steepness / rows.length)) * steepness);
    const next = descend(problem, at, { step, slope, value });
    if (next === null) break;
    value = next;
    iterations++;
  }
  return { intercept: at[x.columns], weights: at.slice(0, x.columns), iterations, converged };
}

const allRows = ({ rows }: SparseRows) => Int32Array.from({ length: rows }, (_, i) => i);

function refuseOneKind(positive: Uint8Array, rows: Int32Array): void {
  let count = 0;
  for (const row of rows) count += positive[row];
  if (count === 0 || count === rows.length)
    throw new StatsError(
      'one-kind',
      'There must be rows of the kind and rows that are not, to learn the difference.',
    );
}

interface Going {
  step: Float64Array;
  slope: Float64Array;
  value: number;
}

/** Goes along the step as far as that descends; answers the value there, or null where nothing descends any more. */
function descend(problem: Problem, at: Float64Array, { step, slope, value }: Going): number | null {
  const start = at.slice();
  const promised = dot(slope, step);
  for (let share = 1; share > 1e-10; share /= 2) {
    for (let j = 0; j < at.length; j++) at[j] = start[j] + share * step[j];
    const there = problem.look(at);
    if (there <= value + 1e-4 * share * promised + rounding * Math.abs(value)) return there;
  }
  at.set(start);
  problem.look(at);
  return null;
}

/** What is minimised, with the probabilities at the place that was looked at last. */
class Problem {
  readonly #x: SparseRows;
  readonly #positive: Uint8Array;
  readonly #rows: Int32Array;
  readonly #penalty: number;
  readonly #probability: Float64Array;

  constructor(x: SparseRows, positive: Uint8Array, rows: Int32Array, penalty: number) {
    this.#x = x;
    this.#positive = positive;
    this.#rows = rows;
    this.#penalty = penalty;
    this.#probability = new Float64Array(rows.length);
  }

  look(at: Float64Array): number {
    const { columns } = this.#x;
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (this.#penalty / 2) * at[j] * at[j];
    for (let i = 0; i < this.#rows.length; i++) {
      const row = this.#rows[i];
      const score = rowTimes(this.#x, row, at) + at[columns];
      this.#probability[i] = 1 / (1 + Math.exp(-score));
      const towards = this.#positive[row] === 1 ? score : -score;
      sum += towards > 0 ? Math.log1p(Math.exp(-towards)) : Math.log1p(Math.exp(towards)) - towards;
    }
    return sum;
  }

  slope(at: Float64Array): Float64Array {
    const { columns } = this.#x;
    const slope = new Float64Array(columns + 1);
    for (let j = 0; j < columns; j++) slope[j] = this.#penalty * at[j];
    for (let i = 0; i < this.#rows.length; i++) {
      const off = this.#probability[i] - this.#positive[this.#rows[i]];
      addRow(this.#x, this.#rows[i], off, slope);
      slope[columns] += off;
    }
    return slope;
  }

  /** Solves curvature · step = −slope by conjugate gradients, until what is left is as short as `enough`. */
  newtonStep(slope: Float64Array, enough: number): Float64Array {
    const step = new Float64Array(slope.length);
    const left = slope.map((one) => -one);
    let way = left.slice();
    let square = dot(left, left);
    for (let i = 0; i < slope.length && Math.sqrt(square) > enough; i++) {
      const bent = this.#curve(way);
      const bend = dot(way, bent);
      // Flat in this direction to the last digit: as without a penalty, where the kinds can be told apart wholly.
      if (!(bend > 0)) break;
      const far = square / bend;
      for (let j = 0; j < step.length; j++) {
        step[j] += far * way[j];
        left[j] -= far * bent[j];
      }
      const next = dot(left, left);
      const turn = next / square;
      way = way.map((one, j) => left[j] + turn * one);
      square = next;
    }
    return step;
  }

  #curve(way: Float64Array): Float64Array {
    const { columns } = this.#x;
    const bent = new Float64Array(columns + 1);
    for (let j = 0; j < columns; j++) bent[j] = this.#penalty * way[j];
    for (let i = 0; i < this.#rows.length; i++) {
      const row = this.#rows[i];
      const probability = this.#probability[i];
      const pull = probability * (1 - probability) * (rowTimes(this.#x, row, way) + way[columns]);
      addRow(this.#x, row, pull, bent);
      bent[columns] += pull;
    }
    return bent;
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < one.length; j++) sum += one[j] * other[j];
  return sum;
}

const length = (one: Float64Array) => Math.sqrt(dot(one, one));
