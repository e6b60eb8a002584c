import type { Frame } from './identification.ts';
import { allTogether, type ChosenSettings } from './identificationInput.ts';
import { partsOf, type Parts } from './identificationParts.ts';
import type { GroupResult, IdentifyResult } from '#stats';

export type Measure = Frame['measures'][number];

export interface Tally {
  schools: number;
  hardest: number;
  resilient: number;
  struggling: number;
  /** How many of the hardest would be in the top part of results if circumstances made no difference. */
  byChance: number;
}

/** The answer as the page shows it: of the groups that are shown. */
export interface Findings {
  result: IdentifyResult;
  chosen: ChosenSettings;
  /** What the outer parts are called with these settings. */
  parts: Parts;
  measure: Measure;
  indicators: Measure[];
  /** What the groups are called, `County`; null where quarters are cut over all schools together. */
  grouping: string | null;
  groups: GroupResult[];
  /** The group of each school, −1 for none. */
  code: ArrayLike<number>;
  shown: readonly boolean[];
  /** 1 where the school's group is shown and it has all values. */
  drawn: Uint8Array;
  tally: Tally;
  /** The one group whose cut points hold for every school shown. */
  single: GroupResult | null;
}

export function findingsOf(
  frame: Frame,
  chosen: ChosenSettings,
  result: IdentifyResult,
  shown: readonly boolean[],
): Findings {
  const grouping = frame.groupings.find((one) => one.key === chosen.within);
  const code = grouping?.code ?? new Int32Array(frame.schools.id.length);
  const drawn = new Uint8Array(result.kind.length);
  const top = new Float64Array(result.groups.length);
  for (let i = 0; i < drawn.length; i++) {
    const g = code[i] ?? -1;
    drawn[i] = Number(result.contextQuartile[i] !== 0 && shown[g] === true);
    if (drawn[i] === 1 && result.resultQuartile[i] === 4) top[g] = (top[g] ?? 0) + 1;
  }
  const groups = result.groups.filter((_, g) => shown[g]);
  const sum = (key: 'schools' | 'hardest' | 'resilient' | 'struggling') =>
    groups.reduce((total, group) => total + group[key], 0);
  const populated = groups.filter((group) => group.schools > 0);
  return {
    result,
    chosen,
    parts: partsOf(chosen),
    measure: measureOf(frame, chosen.result),
    indicators: chosen.context.map((key) => measureOf(frame, key)),
    grouping: chosen.within === allTogether ? null : (grouping?.label ?? null),
    groups: result.groups,
    code,
    shown,
    drawn,
    tally: {
      schools: sum('schools'),
      hardest: sum('hardest'),
      resilient: sum('resilient'),
      struggling: sum('struggling'),
      byChance: byChance(result.groups, top),
    },
    single: populated.length === 1 ? (populated[0] ?? null) : null,
  };
}

/**
 * The cuts take in the schools that lie on them, so in small groups more than the share that was asked for stand at
 * either end: those are counted, group by group.
 */
function byChance(groups: readonly GroupResult[], top: ArrayLike<number>): number {
  return groups.reduce(
    (sum, { schools, hardest }, g) => (schools === 0 ? sum : sum + (hardest * (top[g] ?? 0)) / schools),
    0,
  );
}

/** The names of the groups within which these settings cut quarters. */
export function groupNames(frame: Frame, chosen: ChosenSettings): string[] {
  return frame.groupings.find((one) => one.key === chosen.within)?.groups ?? ['All schools'];
}

export function measureOf(frame: Frame, key: string): Measure {
  const measure = frame.measures.find((one) => one.key === key);
  if (measure === undefined) throw new Error(`There is no measure ‘${key}’ in this workspace.`);
  return measure;
}
