import { columnMoments } from '../describe/columnMoments.ts';
import type { Column } from '../describe/completeRows.ts';
import { StatsError } from '../errors.ts';

export interface Neighbour {
  row: number;
  /** Root of the sum of squared differences in standard deviations. */
  distance: number;
  /** Per column, neighbour − own value in standard deviations. */
  differences: number[];
}

export interface NearestNeighbours {
  /** Nearest first; equally near ones in the order of the rows. */
  neighbours: Neighbour[];
  /** Per column, with n − 1, over all rows that have all values. */
  standardDeviations: Float64Array;
  /** Rows that could have been neighbours. */
  candidates: number;
  /** Rows that could not because they lack a value. */
  dropped: number;
}

/**
 * The rows nearest to one of them in several measures: schools in circumstances like ours. Each measure is standardised
 * over all rows that have all of them, so that units do not matter and all weigh alike; measures that say nearly the
 * same thing therefore weigh double.
 *
 * `among` marks, by row, who may be a neighbour (1): schools of the same type or region. All may unless it is given; a
 * row is never its own neighbour.
 *
 * Throws as `columnMoments`, `unknown-row`, `incomplete-row` where the row itself lacks a value, `invalid-count`.
 */
export function nearestNeighbours(
  columns: readonly Column[],
  row: number,
  count: number,
  among?: Uint8Array,
): NearestNeighbours {
  const { complete, standardDeviations } = columnMoments(columns);
  refuse(columns, row, count, complete, among);
  const candidates: number[] = [];
  const distances = new Float64Array(complete.length);
  let dropped = 0;
  for (let other = 0; other < complete.length; other++) {
    if (other === row || among?.[other] === 0) continue;
    if (complete[other] === 0) {
      dropped++;
      continue;
    }
    let squares = 0;
    for (let j = 0; j < columns.length; j++) {
      squares += ((columns[j].values[other] - columns[j].values[row]) / standardDeviations[j]) ** 2;
    }
    distances[other] = Math.sqrt(squares);
    candidates.push(other);
  }
  const total = candidates.length;
  const nearest = candidates
    .sort((one, other) => distances[one] - distances[other] || one - other)
    .slice(0, count);
  return {
    neighbours: nearest.map((other) => ({
      row: other,
      distance: distances[other],
      differences: columns.map(({ values }, j) => (values[other] - values[row]) / standardDeviations[j]),
    })),
    standardDeviations,
    candidates: total,
    dropped,
  };
}

function refuse(
  columns: readonly Column[],
  row: number,
  count: number,
  complete: Uint8Array,
  among?: Uint8Array,
): void {
  if (!(Number.isInteger(row) && row >= 0 && row < complete.length)) {
    throw new StatsError('unknown-row', `There is no row ${row}: they go from 0 to ${complete.length - 1}.`);
  }
  if (!(Number.isInteger(count) && count > 0)) {
    throw new StatsError(
      'invalid-count',
      `The number of neighbours is a whole number above 0, not ${count}.`,
    );
  }
  if (among !== undefined && among.length !== complete.length) {
    throw new StatsError(
      'length-mismatch',
      `There are ${complete.length} rows, but ${among.length} marks of who may be a neighbour.`,
    );
  }
  if (complete[row] === 1) return;
  const lacking = columns.filter(({ values }) => Number.isNaN(values[row])).map(({ name }) => `‘${name}’`);
  throw new StatsError(
    'incomplete-row',
    `Row ${row + 1} has no value of ${lacking.join(', ')}, so nothing can be said to be near it.`,
  );
}
