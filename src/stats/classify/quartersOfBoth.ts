import type { GroupedRows } from '../describe/binWithin.ts';
import { quarterOf, quartersOfKeys, type CutMeasure } from './quartiles.ts';

export const resilient = 1;
export const struggling = 2;

export interface Classified {
  /** Per row, 1 … 4 counted from the hardest circumstances; 0 for rows that take no part. */
  contextQuartile: Uint8Array;
  /** Per row, 1 … 4 counted from the lowest results; 0 for rows that take no part. */
  resultQuartile: Uint8Array;
  /** Per row, 0, `resilient` or `struggling`. */
  kind: Uint8Array;
  /** Per group, how many schools are in each pair of quarters: `25 · group + 5 · contextQuartile + resultQuartile`. */
  counts: Int32Array;
}

/** A measure and the end at which its quarter 1 lies. */
export interface Scale {
  measure: CutMeasure;
  lowFirst: boolean;
}

const kindOfPair = new Uint8Array(25);
kindOfPair[5 * 1 + 4] = resilient;
kindOfPair[5 * 1 + 1] = struggling;

/**
 * Puts every row into its quarters of circumstances and of results within its group.
 *
 * For most rows the bin alone tells the quarter; only values in a bin with a cut point are compared with it.
 */
export function quartersOfBoth(
  context: Scale,
  result: Scale,
  { complete, code, groups }: GroupedRows,
): Classified {
  const contextKeys = context.measure.binned.keys;
  const resultKeys = result.measure.binned.keys;
  const hardnessOfKey = quartersOfKeys(context.measure, context.lowFirst);
  const levelOfKey = quartersOfKeys(result.measure, result.lowFirst);
  const length = code.length;
  const contextQuartile = new Uint8Array(length);
  const resultQuartile = new Uint8Array(length);
  const kind = new Uint8Array(length);
  const counts = new Int32Array(25 * groups);
  for (let row = 0; row < length; row++) {
    if (complete[row] === 0) continue;
    const hardness = hardnessOfKey[contextKeys[row]] || compare(context, row, code[row]);
    const level = levelOfKey[resultKeys[row]] || compare(result, row, code[row]);
    const pair = 5 * hardness + level;
    contextQuartile[row] = hardness;
    resultQuartile[row] = level;
    kind[row] = kindOfPair[pair];
    counts[25 * code[row] + pair]++;
  }
  return { contextQuartile, resultQuartile, kind, counts };
}

function compare({ measure, lowFirst }: Scale, row: number, group: number): number {
  const cuts = measure.cuts[group];
  return cuts === null ? 0 : quarterOf(measure.values[row], cuts, lowFirst);
}
