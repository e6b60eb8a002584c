import { StatsError } from '../errors.ts';

/** What to do where the weights up to a value are exactly the share asked for. */
export const weightedQuantileRules = {
  inverse: 'The smallest value up to which at least the share p of the weight lies',
  averaged: 'The same, but halfway to the next value where the share is met exactly (Stata)',
} as const;

export type WeightedQuantileRule = keyof typeof weightedQuantileRules;

export interface WeightedQuantiles {
  /** One value per probability, in the order asked for. */
  values: number[];
  rule: WeightedQuantileRule;
  /** Rows with a value and a weight above 0. */
  n: number;
  /** The sum of their weights. */
  weight: number;
  /** Rows left out because the value or the weight is NaN. */
  missing: number;
  /** Rows left out because the weight is 0. */
  unweighted: number;
}

/**
 * Quantiles of values that stand for several units each, such as pupils of a sample with their weights. With equal
 * weights the rules are types 1 and 2 of `quantiles`; whole weights count like as many equal rows.
 *
 * Values and weights may come in any order; NaN in either leaves the row out. Probabilities within rounding of a step
 * count as on it.
 *
 * Throws `length-mismatch`, `infinite-value`, `negative-weight`, `no-values` where no row has a value and a weight
 * above 0, `invalid-probability` and `invalid-quantile-rule`.
 *
 * Source: Hyndman & Fan (1996), The American Statistician 50, 361–365, definitions 1 and 2, on the weighted
 * distribution function.
 */
export function weightedQuantiles(
  values: Float64Array,
  weights: Float64Array,
  probabilities: readonly number[],
  rule: WeightedQuantileRule = 'inverse',
): WeightedQuantiles {
  if (!(rule in weightedQuantileRules)) {
    throw new StatsError(
      'invalid-quantile-rule',
      `The rule is ‘inverse’ or ‘averaged’; this one is ‘${String(rule)}’.`,
    );
  }
  const { order, missing, unweighted } = rowsInOrder(values, weights);
  const { upTo, total } = cumulated(weights, order);
  return {
    values: probabilities.map((p) => {
      if (!(p >= 0 && p <= 1)) {
        throw new StatsError('invalid-probability', `A probability lies between 0 and 1; this one is ${p}.`);
      }
      const { at, exact } = placeOf(upTo, p * total, 8 * Number.EPSILON * total);
      const value = values[order[at]];
      if (rule === 'inverse' || !exact || at === order.length - 1) return value;
      return value / 2 + values[order[at + 1]] / 2;
    }),
    rule,
    n: order.length,
    weight: total,
    missing,
    unweighted,
  };
}

function rowsInOrder(values: Float64Array, weights: Float64Array) {
  if (values.length !== weights.length) {
    throw new StatsError(
      'length-mismatch',
      `There are ${values.length} values, but ${weights.length} weights.`,
    );
  }
  const order = new Uint32Array(values.length);
  const counts = { kept: 0, missing: 0, unweighted: 0 };
  for (let row = 0; row < values.length; row++) {
    const weight = weights[row];
    if (Number.isNaN(values[row]) || Number.isNaN(weight)) counts.missing++;
    else if (!Number.isFinite(values[row]) || !Number.isFinite(weight)) {
      throw new StatsError('infinite-value', `The value or the weight in row ${row + 1} is infinite.`);
    } else if (weight < 0) {
      throw new StatsError('negative-weight', `The weight in row ${row + 1} is negative (${weight}).`);
    } else if (weight === 0) counts.unweighted++;
    else order[counts.kept++] = row;
  }
  if (counts.kept === 0) {
    throw new StatsError('no-values', 'A quantile needs at least one value with a weight above 0.');
  }
  return {
    ...counts,
    order: order.subarray(0, counts.kept).sort((one, other) => values[one] - values[other]),
  };
}

/** Sums of the weights up to each row, with the rounding of each addition carried along (Neumaier 1974). */
function cumulated(weights: Float64Array, order: Uint32Array): { upTo: Float64Array; total: number } {
  const upTo = new Float64Array(order.length);
  let sum = 0;
  let lost = 0;
  order.forEach((row, i) => {
    const next = sum + weights[row];
    lost += sum >= weights[row] ? sum - next + weights[row] : weights[row] - next + sum;
    sum = next;
    upTo[i] = sum + lost;
  });
  return { upTo, total: upTo[upTo.length - 1] };
}

/** The first place whose sum reaches `wanted`, and whether it does so exactly. */
function placeOf(upTo: Float64Array, wanted: number, fuzz: number): { at: number; exact: boolean } {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle] >= wanted - fuzz) high = middle;
    else low = middle + 1;
  }
  return { at: low, exact: Math.abs(upTo[low] - wanted) <= fuzz };
}
