import type { GroupedRows } from './quartiles.ts';
import type { Cuts } from './identifyTypes.ts';

export const resilient = 1;
export const struggling = 2;

/** A measure with its cut points by group. Quarter 1 is its lowest values when `lowFirst`, else its highest. */
export interface CutMeasure {
  values: Float64Array;
  cuts: readonly (Cuts | null)[];
  lowFirst: boolean;
}

export interface Classified {
  /** Per row, 1 … 4 counted from the hardest circumstances; 0 for rows that take no part. */
  contextQuartile: Uint8Array;
  /** Per row, 1 … 4 counted from the lowest results. */
  resultQuartile: Uint8Array;
  /** Per row, 0, `resilient` or `struggling`. */
  kind: Uint8Array;
  /** Per group, how many schools are in each pair of quarters: `25 · group + 5 · contextQuartile + resultQuartile`. */
  counts: Int32Array;
}

/**
 * Puts every row into its quarters of circumstances and of results within its group, in one pass over both.
 *
 * A value on a cut point is inside the outer quarter (1 or 4); a value on the median is in quarter 2. A value that is
 * on both outer cut points, by ties or in a group of one, is in neither outer quarter but in the middle, so in 2.
 */
export function quartersOfBoth(
  context: CutMeasure,
  result: CutMeasure,
  { complete, code, sizes }: GroupedRows,
): Classified {
  const contextSign = context.lowFirst ? 1 : -1;
  const resultSign = result.lowFirst ? 1 : -1;
  const contextValues = context.values;
  const resultValues = result.values;
  const contextCuts = orderedCuts(context);
  const resultCuts = orderedCuts(result);
  const length = code.length;
  const contextQuartile = new Uint8Array(length);
  const resultQuartile = new Uint8Array(length);
  const kind = new Uint8Array(length);
  const counts = new Int32Array(25 * sizes.length);
  for (let row = 0; row < length; row++) {
    if (complete[row] === 0) continue;
    const group = code[row];
    const at = 3 * group;
    const x = contextSign * contextValues[row];
    const y = resultSign * resultValues[row];
    // Comparisons as bits and tables instead of branches: which way a school goes cannot be predicted.
    const xPassed =
      Number(x > contextCuts[at]) |
      (Number(x > contextCuts[at + 1]) << 1) |
      (Number(x >= contextCuts[at + 2]) << 2);
    const yPassed =
      Number(y > resultCuts[at]) |
      (Number(y > resultCuts[at + 1]) << 1) |
      (Number(y >= resultCuts[at + 2]) << 2);
    const hardness = quarterOfPassed[xPassed];
    const level = quarterOfPassed[yPassed];
    const pair = 5 * hardness + level;
    contextQuartile[row] = hardness;
    resultQuartile[row] = level;
    kind[row] = kindOfPair[pair];
    counts[25 * group + pair]++;
  }
  return { contextQuartile, resultQuartile, kind, counts };
}

/**
 * The quarter by what a value has passed: 1 beyond the first cut, 2 beyond the median, 4 at or beyond the last cut.
 * At the last cut but not beyond the first means on both; beyond the median but not the first cannot be.
 */
const quarterOfPassed = Uint8Array.of(1, 2, 1, 3, 2, 4, 2, 4);

const kindOfPair = new Uint8Array(25);
kindOfPair[5 * 1 + 4] = resilient;
kindOfPair[5 * 1 + 1] = struggling;

/** Per group the first cut, the median and the last cut, counted from the end where quarter 1 lies. */
function orderedCuts({ cuts, lowFirst }: CutMeasure): Float64Array {
  const ordered = new Float64Array(cuts.length * 3).fill(NaN);
  cuts.forEach((cut, g) => {
    if (cut === null) return;
    ordered.set(lowFirst ? [cut.q1, cut.median, cut.q3] : [-cut.q3, -cut.median, -cut.q1], g * 3);
  });
  return ordered;
}
