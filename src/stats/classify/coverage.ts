import { StatsError } from '../errors.ts';
import { identify } from './identify.ts';
import type { IdentifyInput, IdentifyOptions, IdentifyResult } from './identifyTypes.ts';

export interface CoverageInput {
  groups: IdentifyInput['groups'];
  /** Per school, 1 if it has all values: those that `identify` classified. */
  covered: Uint8Array;
  /** Per school, 1 if it belongs to the frame, the schools that the question is about; all unless given. */
  frame?: Uint8Array;
  /** The result as it was given to `identify`, and its answer: for the labels that could change. */
  labels?: { result: IdentifyInput['result']; identified: IdentifyResult };
}

export interface GroupCoverage {
  group: string;
  /** Schools of the frame, and those of them with all values. */
  frame: number;
  covered: number;
  /** Null without schools. */
  share: number | null;
  /** The most labels of covered schools that change in any of the scenarios; null without `labels`. */
  couldChange: number | null;
}

/** What happens to the labels if all schools of the frame that are not covered stood at one end of their group. */
export interface CoverageScenario {
  circumstances: 'harder' | 'easier';
  results: 'better' | 'worse';
  /** Covered schools with another label than they have: those that lose one, and those that come by one. */
  changed: number;
  lost: number;
  gained: number;
}

export interface Coverage {
  groups: GroupCoverage[];
  frame: number;
  covered: number;
  share: number | null;
  /** Schools of the frame without a group. */
  ungrouped: number;
  /** The sum over groups: each may have its worst scenario, whichever the others have. Null without `labels`. */
  couldChange: number | null;
  /** Null without `labels`. */
  scenarios: CoverageScenario[] | null;
}

/**
 * How many schools of the frame the quarters are made of, by group, and how much that could matter.
 *
 * What the schools without values are like is not known. The scenarios are the four corners: all of them harder (or
 * easier) in circumstances than every covered school of their group, and all better (or worse) in results. Cut points
 * are found anew with them, and the covered schools whose label changes are counted. That is a bound for schools that
 * are all alike, not for every way in which they might be mixed; between the corners fewer labels usually change.
 *
 * Throws `length-mismatch`, `unknown-group`, `covered-outside-frame`.
 */
export function coverage({ groups, covered, frame, labels }: CoverageInput): Coverage {
  const inFrame = frame ?? new Uint8Array(covered.length).fill(1);
  refuse(groups, covered, inFrame, labels);
  const byGroup = groups.names.map((group) => ({ group, frame: 0, covered: 0 }));
  let ungrouped = 0;
  groups.code.forEach((code, i) => {
    if (inFrame[i] === 0) return;
    if (code === -1) ungrouped++;
    else {
      byGroup[code].frame++;
      byGroup[code].covered += covered[i];
    }
  });
  const absent = byGroup.map((group) => group.frame - group.covered);
  const found = labels === undefined ? null : scenarios(groups, absent, labels);
  const total = (key: 'frame' | 'covered') => byGroup.reduce((sum, group) => sum + group[key], 0);
  const worst = found && groups.names.map((_, g) => Math.max(...found.map(({ byGroup }) => byGroup[g])));
  return {
    groups: byGroup.map((group, g) => ({
      ...group,
      share: group.frame === 0 ? null : group.covered / group.frame,
      couldChange: worst && worst[g],
    })),
    frame: total('frame'),
    covered: total('covered'),
    share: total('frame') === 0 ? null : total('covered') / total('frame'),
    ungrouped,
    couldChange: worst && worst.reduce((sum, changed) => sum + changed, 0),
    scenarios: found === null ? null : found.map((one) => one.scenario),
  };
}

type Corner = Pick<CoverageScenario, 'circumstances' | 'results'>;

const corners: Corner[] = (['harder', 'easier'] as const).flatMap((circumstances) =>
  (['better', 'worse'] as const).map((results) => ({ circumstances, results })),
);

function refuse(
  groups: CoverageInput['groups'],
  covered: Uint8Array,
  frame: Uint8Array,
  labels: CoverageInput['labels'],
): void {
  const lengths = [
    covered.length,
    frame.length,
    labels?.result.values.length,
    labels?.identified.kind.length,
  ];
  const schools = groups.code.length;
  const wrong = lengths.find((length) => length !== undefined && length !== schools);
  if (wrong !== undefined) {
    throw new StatsError(
      'length-mismatch',
      `There are ${schools} schools, but ${wrong} values in one of the columns.`,
    );
  }
  groups.code.forEach((code, i) => {
    if (code < -1 || code >= groups.names.length) {
      throw new StatsError('unknown-group', `School ${i + 1} has group ${code}, which has no name.`);
    }
    if (covered[i] === 0 || (frame[i] === 1 && code !== -1)) return;
    throw new StatsError(
      'covered-outside-frame',
      `School ${i + 1} counts as covered, but has no group or is not in the frame.`,
    );
  });
}

function scenarios(
  groups: CoverageInput['groups'],
  absent: readonly number[],
  labels: NonNullable<CoverageInput['labels']>,
) {
  // Where nobody is absent, each of them is the answer as it is.
  if (absent.every((count) => count === 0)) {
    const byGroup = groups.names.map(() => 0);
    return corners.map((corner) => ({ scenario: { ...corner, changed: 0, lost: 0, gained: 0 }, byGroup }));
  }
  const { kind, contextQuartile } = labels.identified;
  const covered = Int32Array.from(kind, (_, i) => i).filter((i) => contextQuartile[i] !== 0);
  const extra = absent.flatMap((count, group) => Array.from({ length: count }, () => group));
  const code = new Int32Array(covered.length + extra.length);
  for (let k = 0; k < covered.length; k++) code[k] = groups.code[covered[k]];
  code.set(extra, covered.length);
  const rows = { covered, beyond: extra.length, groups: { names: groups.names, code } };
  return corners.map((corner) => scenario(corner, rows, labels));
}

/** The covered schools, and behind them as many as are absent from each group. */
interface Rows {
  covered: Int32Array;
  beyond: number;
  groups: CoverageInput['groups'];
}

/** Those that are absent lie beyond all others. */
function scenario(
  corner: Corner,
  { covered, beyond, groups }: Rows,
  { result, identified }: NonNullable<CoverageInput['labels']>,
) {
  const { method, index, kind } = identified;
  const upwards = (corner.circumstances === 'harder') === (method.indexHighMeans === 'harder');
  const better = (corner.results === 'better') === (result.highMeans === 'better');
  const input: IdentifyInput = {
    context: [
      {
        name: 'index',
        values: withBeyond(index, covered, beyond, upwards),
        highMeans: method.indexHighMeans,
      },
    ],
    result: { ...result, values: withBeyond(result.values, covered, beyond, better) },
    groups,
  };
  const moved = identify(input, cutsOf(method));
  const found = { ...corner, changed: 0, lost: 0, gained: 0 };
  const byGroup = groups.names.map(() => 0);
  for (let k = 0; k < covered.length; k++) {
    const before = kind[covered[k]];
    const after = moved.kind[k];
    if (after === before) continue;
    found.changed++;
    found.lost += Number(before !== 0);
    found.gained += Number(after !== 0);
    byGroup[groups.code[k]]++;
  }
  return { scenario: found, byGroup };
}

function cutsOf({ choices, quantileType }: IdentifyResult['method']): IdentifyOptions {
  return choices === undefined ? {} : { cuts: { ...choices.cuts, quantileType } };
}

function withBeyond(
  known: Float64Array,
  covered: Int32Array,
  beyond: number,
  upwards: boolean,
): Float64Array {
  const { length } = covered;
  const values = new Float64Array(length + beyond);
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < length; k++) {
    const value = known[covered[k]];
    values[k] = value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const reach = most > least ? most - least : 1;
  return values.fill(upwards ? most + reach : least - reach, length);
}
