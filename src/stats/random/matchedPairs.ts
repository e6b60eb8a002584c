import { columnMoments } from '../describe/columnMoments.ts';
import type { Column } from '../describe/completeRows.ts';
import { StatsError, type StatsWarning } from '../errors.ts';
import { seededGenerator } from './generator.ts';
import { sampleWithoutReplacement } from './sample.ts';

export interface PairsInput {
  ids: readonly string[];
  /** 1 resilient, 2 struggling, 0 not to be drawn. */
  kind: Uint8Array;
  groups: { names: readonly string[]; code: Int32Array };
  circumstances: readonly Column[];
  each: number;
  seed: number;
}

/** Rows of two schools of a group. */
export interface Pair {
  resilient: number;
  struggling: number;
  /** Root of the summed squared differences in standard deviations. */
  distance: number;
  /** By measure, struggling − resilient in standard deviations. */
  differences: number[];
  /** Struggling schools of the group in no pair, nearest to the resilient one first: for when its partner declines. */
  standIns: number[];
}

export interface PairStratum {
  group: string;
  /** Schools of each type that could be paired. */
  resilient: number;
  struggling: number;
  /** In the order of drawing. */
  drawn: Pair[];
  /** The other pairs, in the order in which they stand in for pairs that fall out. */
  replacements: Pair[];
  /** Resilient schools for whom no struggling one was left. */
  unmatched: number[];
  /** Resilient or struggling schools that lack a measure, and so cannot be paired. */
  incomplete: number[];
}

/**
 * Pairs of schools in like circumstances with unlike results: resilient schools of a group, each with the nearest
 * struggling school of the group that is in no pair yet.
 *
 * Resilient schools choose one after another, greedily, in an order that is drawn at random (from the order of ids, by a
 * stream named after the group); the first pairs are the sample, the others replacements. So a pair does not depend on
 * how many are asked for, and none is favoured but by lot. The sum of all distances can be larger than the smallest
 * possible. Distances are Euclidean in measures standardised over all schools that have all of them; equally near schools
 * come in the order of ids.
 *
 * Throws as `columnMoments`, `duplicate-id`, `invalid-sample-size`, `invalid-seed`.
 *
 * Source: Rosenbaum & Rubin (1985), The American Statistician 39, 33–38, for nearest available matching in random order.
 */
export function matchedPairs(input: PairsInput): { strata: PairStratum[]; warnings: StatsWarning[] } {
  const { ids, kind, groups, circumstances, each } = input;
  if (!Number.isInteger(each) || each < 0) {
    throw new StatsError('invalid-sample-size', `${each} is not a number of pairs to draw per group.`);
  }
  const drawable = Array.from(ids.keys()).filter((row) => kind[row] !== 0);
  refuseDuplicates(ids, drawable);
  const { complete, standardDeviations } = columnMoments(circumstances);
  const differences = (from: number, to: number) =>
    circumstances.map(({ values }, j) => (values[to] - values[from]) / standardDeviations[j]);
  const strata = groups.names.map((group, code) => {
    const members = drawable
      .filter((row) => groups.code[row] === code)
      .sort((one, other) => (ids[one] < ids[other] ? -1 : 1));
    const incomplete = members.filter((row) => complete[row] === 0);
    const known = members.filter((row) => complete[row] === 1);
    return pairsOf(group, known, incomplete, { input, differences });
  });
  return { strata, warnings: warningsOf(strata, each) };
}

function refuseDuplicates(ids: readonly string[], rows: readonly number[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(ids[row])) {
      throw new StatsError('duplicate-id', `The id ‘${ids[row]}’ occurs twice, in row ${row + 1} again.`);
    }
    seen.add(ids[row]);
  }
}

interface Matching {
  input: PairsInput;
  differences(from: number, to: number): number[];
}

function pairsOf(
  group: string,
  known: readonly number[],
  incomplete: number[],
  { input: { kind, each, seed }, differences }: Matching,
): PairStratum {
  const resilient = known.filter((row) => kind[row] === 1);
  const struggling = known.filter((row) => kind[row] === 2);
  const order = sampleWithoutReplacement(resilient.length, resilient.length, seededGenerator(seed, group));
  const free = new Set(struggling);
  const distance = (from: number, to: number) => Math.hypot(...differences(from, to));
  const nearest = (row: number) =>
    Array.from(free, (other) => ({ other, distance: distance(row, other) })).sort(
      // A set keeps the order of ids, and the sort is stable.
      (one, next) => one.distance - next.distance,
    );
  const pairs: Pair[] = [];
  const unmatched: number[] = [];
  for (const at of order) {
    const row = resilient[at];
    const [found] = nearest(row);
    if (found === undefined) {
      unmatched.push(row);
      continue;
    }
    free.delete(found.other);
    pairs.push({
      resilient: row,
      struggling: found.other,
      distance: found.distance,
      differences: differences(row, found.other),
      standIns: [],
    });
  }
  for (const pair of pairs) pair.standIns = nearest(pair.resilient).map(({ other }) => other);
  return {
    group,
    resilient: resilient.length,
    struggling: struggling.length,
    drawn: pairs.slice(0, each),
    replacements: pairs.slice(each),
    unmatched,
    incomplete,
  };
}

function warningsOf(strata: readonly PairStratum[], each: number): StatsWarning[] {
  const warnings: StatsWarning[] = [];
  const few = strata.filter(({ drawn }) => drawn.length < each);
  if (few.length > 0) {
    const names = few.map(({ group, drawn }) => `${group} (${drawn.length})`).join(', ');
    warnings.push({
      code: 'small-stratum',
      message: `Fewer than the ${each} pairs asked for could be made, so all were taken: ${names}.`,
    });
  }
  const incomplete = strata.reduce((sum, one) => sum + one.incomplete.length, 0);
  if (incomplete > 0) {
    warnings.push({
      code: 'incomplete-row',
      message: `${incomplete} resilient or struggling schools lack a measure of circumstances, so they could not be paired.`,
    });
  }
  return warnings;
}
