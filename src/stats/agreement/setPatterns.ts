import { StatsError } from '../errors.ts';
import { oftenFirst } from './ratings.ts';

export interface CodeSets {
  /** Unit after unit, the set of codes that each coder gave it, in any order; null where a coder did not look at it. */
  sets: readonly (readonly number[] | null)[];
  coders: number;
}

/** Units that look alike, counted together. */
export interface SetPatterns {
  /** The different sets used on units that have two at least. */
  distinct: ReadonlySet<number>[];
  /** Which of them the coders gave a unit of each pattern. */
  members: number[][];
  /** How many units have each pattern. */
  times: Float64Array;
  units: number;
  leftOut: number;
}

/** The patterns, in an order that asks neither how units nor how coders are ordered. */
export function setPatternsOf({ sets, coders }: CodeSets): SetPatterns {
  if (!Number.isSafeInteger(coders) || coders < 2)
    throw new StatsError('invalid-count', `Agreement needs at least two coders; there are ${coders}.`);
  if (sets.length % coders !== 0)
    throw new StatsError(
      'length-mismatch',
      `${sets.length} sets do not divide into units of ${coders} coders.`,
    );
  const keys = sets.map((set) => (set === null ? null : keyOf(set)));
  const found = new Map<string, { key: string; given: string[]; times: number }>();
  let units = 0;
  for (let at = 0; at < keys.length; at += coders) {
    const given = keys.slice(at, at + coders).filter((key) => key !== null);
    if (given.length < 2) continue;
    units += 1;
    const key = given.sort().join(';');
    const known = found.get(key);
    if (known === undefined) found.set(key, { key, given, times: 1 });
    else known.times += 1;
  }
  const patterns = [...found.values()].sort(oftenFirst);
  const names = [...new Set(patterns.flatMap(({ given }) => given))].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    distinct: names.map((name) => new Set(name === '' ? [] : name.split(',').map(Number))),
    members: patterns.map(({ given }) => given.map((key) => places.get(key) ?? -1)),
    times: Float64Array.from(patterns, ({ times }) => times),
    units,
    leftOut: sets.length / coders - units,
  };
}

function keyOf(set: readonly number[]): string {
  const sorted = set.toSorted((a, b) => a - b);
  if (sorted.some((code, i) => i > 0 && code === sorted[i - 1]))
    throw new StatsError('duplicate-code', `A code stands twice in the set ${set.join(', ')}.`);
  return sorted.join();
}

/** One minus Jaccard's share times 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 else. */
export function masiDistance(first: ReadonlySet<number>, second: ReadonlySet<number>): number {
  let shared = 0;
  for (const code of first) if (second.has(code)) shared += 1;
  const all = first.size + second.size - shared;
  if (shared === all) return 0;
  const smaller = Math.min(first.size, second.size);
  const monotonicity = shared === 0 ? 0 : shared === smaller ? 2 / 3 : 1 / 3;
  return 1 - (shared / all) * monotonicity;
}
