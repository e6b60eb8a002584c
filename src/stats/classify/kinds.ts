import type { GroupedRows } from '../describe/binWithin.ts';
import { cutPoints, doubtful, quarterOf, quartersOfKeys, type BinnedMeasure } from './quartiles.ts';
import type { Cuts } from './identifyTypes.ts';

const resilient = 1;
const struggling = 2;

/** Quarters are 0 (no part), 1 … 4 or doubtful. */
const kindsOfQuarter = doubtful + 1;
const pairs = kindsOfQuarter ** 2;
const pairOf = (contextQuartile: number, resultQuartile: number) =>
  kindsOfQuarter * contextQuartile + resultQuartile;

const kindOfPair = new Uint8Array(pairs);
kindOfPair[pairOf(1, 4)] = resilient;
kindOfPair[pairOf(1, 1)] = struggling;

/** What is known of the schools, by school, and how many there are by group and pair of quarters. */
interface Marks {
  contextQuartile: Uint8Array;
  resultQuartile: Uint8Array;
  kind: Uint8Array;
  counts: Int32Array;
}

export interface Classified {
  /** Per school, 1 … 4; 0 for one that takes no part. */
  contextQuartile: Uint8Array;
  resultQuartile: Uint8Array;
  /** Per school, 0 other (or no part), 1 resilient, 2 struggling. */
  kind: Uint8Array;
  /** By group; null for one without schools. */
  contextCuts: (Cuts | null)[];
  resultCuts: (Cuts | null)[];
  hardest: number[];
  resilient: number[];
  struggling: number[];
}

/**
 * The quarters and the kind of every school, with counts by group.
 *
 * For most schools their bins alone tell the quarters, so one look at each does all; the few in a bin with a cut point
 * are listed, the cut points found among them, and only they compared with these.
 */
export function classify(
  circumstances: BinnedMeasure,
  results: BinnedMeasure,
  { code, groups }: GroupedRows,
): Classified {
  const marks = {
    contextQuartile: new Uint8Array(code.length),
    resultQuartile: new Uint8Array(code.length),
    kind: new Uint8Array(code.length),
    counts: new Int32Array(pairs * (groups + 1)),
  };
  const doubts = markByKeys(circumstances, results, code, marks);
  const contextCuts = cutPoints(circumstances, doubts);
  const resultCuts = cutPoints(results, doubts);
  decide(circumstances, contextCuts, code, doubts, marks.contextQuartile);
  decide(results, resultCuts, code, doubts, marks.resultQuartile);
  markDecided(code, doubts, marks);
  const { contextQuartile, resultQuartile, kind, counts } = marks;
  const count = (group: number, quarter: number) => counts[pairs * group + pairOf(1, quarter)];
  const byGroup = (...quarters: number[]) =>
    Array.from({ length: groups }, (_, group) =>
      quarters.reduce((sum, quarter) => sum + count(group, quarter), 0),
    );
  return {
    contextQuartile,
    resultQuartile,
    kind,
    contextCuts,
    resultCuts,
    hardest: byGroup(1, 2, 3, 4),
    resilient: byGroup(4),
    struggling: byGroup(1),
  };
}

/** A block is a call, so that the loop is compiled for good soon rather than anew in each pass over all rows. */
const blockLength = 4096;

/** Marks the schools by their keys; gives those that a doubtful key leaves open. */
function markByKeys(
  circumstances: BinnedMeasure,
  results: BinnedMeasure,
  code: Int32Array,
  marks: Marks,
): Uint32Array {
  const ofContext = quartersOfKeys(circumstances);
  const ofResult = quartersOfKeys(results);
  const atMost = doubtfulRows(circumstances) + doubtfulRows(results);
  const doubts = new Uint32Array(Math.min(code.length, atMost));
  const contextKeys = circumstances.binned.keys;
  const resultKeys = results.binned.keys;
  let listed = 0;
  for (let from = 0; from < code.length; from += blockLength) {
    const to = Math.min(code.length, from + blockLength);
    quartersOfBlock(contextKeys, ofContext, from, to, marks.contextQuartile);
    quartersOfBlock(resultKeys, ofResult, from, to, marks.resultQuartile);
    listed = kindsOfBlock(code, from, to, marks, doubts, listed);
  }
  return doubts.subarray(0, listed);
}

function quartersOfBlock(
  keys: Uint16Array | Uint32Array,
  ofKey: Uint8Array,
  from: number,
  to: number,
  quarters: Uint8Array,
): void {
  for (let row = from; row < to; row++) quarters[row] = ofKey[keys[row]];
}

/** Lists the rows with a doubtful quarter; gives how many are listed then. */
function kindsOfBlock(
  code: Int32Array,
  from: number,
  to: number,
  { contextQuartile, resultQuartile, kind, counts }: Marks,
  doubts: Uint32Array,
  listed: number,
): number {
  let next = listed;
  for (let row = from; row < to; row++) {
    const first = contextQuartile[row];
    const second = resultQuartile[row];
    const pair = kindsOfQuarter * first + second;
    kind[row] = kindOfPair[pair];
    counts[pairs * code[row] + pair]++;
    if (first === doubtful || second === doubtful) doubts[next++] = row;
  }
  return next;
}

function markDecided(
  code: Int32Array,
  rows: Uint32Array,
  { contextQuartile, resultQuartile, kind, counts }: Marks,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const pair = pairOf(contextQuartile[row], resultQuartile[row]);
    kind[row] = kindOfPair[pair];
    counts[pairs * code[row] + pair]++;
  }
}

/** How many rows have doubtful keys. */
function doubtfulRows({ binned, places }: BinnedMeasure): number {
  const keys = new Set(places.flat().map(({ key }) => key));
  return Array.from(keys, (key) => binned.counts[key]).reduce((sum, count) => sum + count, 0);
}

/** Replaces doubtful quarters by what the cut points say. */
function decide(
  { values, lowFirst }: BinnedMeasure,
  cuts: readonly (Cuts | null)[],
  code: Int32Array,
  rows: Uint32Array,
  quarters: Uint8Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const cut = cuts[code[row]];
    if (quarters[row] === doubtful && cut !== null) quarters[row] = quarterOf(values[row], cut, lowFirst);
  }
}
