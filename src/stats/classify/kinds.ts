const resilient = 1;
const struggling = 2;

/** The kind of a school by `5 · contextQuartile + resultQuartile`. */
const kindOfPair = new Uint8Array(25);
kindOfPair[5 * 1 + 4] = resilient;
kindOfPair[5 * 1 + 1] = struggling;

export interface Kinds {
  /** Per school, 0 other (or no part), 1 resilient, 2 struggling. */
  kind: Uint8Array;
  /** By group. */
  hardest: number[];
  resilient: number[];
  struggling: number[];
}

/** The kind of every school from its two quarters (0 where it takes no part), with counts by group. */
export function kindsOf(
  contextQuartile: Uint8Array,
  resultQuartile: Uint8Array,
  code: Int32Array,
  groups: number,
): Kinds {
  const kind = new Uint8Array(code.length);
  const counts = new Int32Array(25 * groups);
  for (let row = 0; row < kind.length; row++) {
    const pair = 5 * contextQuartile[row] + resultQuartile[row];
    if (pair === 0) continue;
    kind[row] = kindOfPair[pair];
    counts[25 * code[row] + pair]++;
  }
  const byGroup = (count: (hardest: Int32Array) => number) =>
    Array.from({ length: groups }, (_, group) => count(counts.subarray(25 * group + 5, 25 * group + 10)));
  return {
    kind,
    hardest: byGroup((hardest) => hardest.reduce((sum, schools) => sum + schools, 0)),
    resilient: byGroup((hardest) => hardest[4]),
    struggling: byGroup((hardest) => hardest[1]),
  };
}
