import { StatsError } from '../errors.ts';
import { alphaOf, coincidences, type KrippendorffAlpha } from './krippendorffAlpha.ts';
import { patternsOf } from './ratings.ts';

export interface CodeSets {
  /** Unit after unit, the set of codes that each coder gave it, in any order; null where a coder did not look at it. */
  sets: readonly (readonly number[] | null)[];
  coders: number;
}

export type MasiAlpha = Omit<KrippendorffAlpha, 'metric'> & {
  /** How many different sets were used. */
  distinctSets: number;
};

/**
 * Krippendorff's alpha where a coder gives a unit a set of codes, by the MASI distance: 0 for equal sets, 1 for sets that
 * share nothing, between them the smaller the more they share, and smaller where one holds the other. The empty set is a
 * set as others are: two who both code nothing agree.
 *
 * Units of fewer than two sets are left out and counted. Undefined, and said to be, where nobody met on a unit or all sets
 * are one and the same.
 *
 * Throws `invalid-count`, `length-mismatch`, and `duplicate-code` where a code stands twice in a set.
 *
 * Source: Passonneau (2006), Proceedings of LREC, 831–836, section 3; the coefficient as in Krippendorff (2019).
 */
export function masiAlpha({ sets, coders }: CodeSets): MasiAlpha {
  const places = new Map<string, number>();
  const distinct: ReadonlySet<number>[] = [];
  const codes = Int32Array.from(sets, (codesOfUnit) => {
    if (codesOfUnit === null) return -1;
    const set = new Set(codesOfUnit);
    if (set.size < codesOfUnit.length)
      throw new StatsError('duplicate-code', `A code stands twice in the set ${codesOfUnit.join(', ')}.`);
    const key = [...set].sort((a, b) => a - b).join();
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, distinct.length);
    return distinct.push(set) - 1;
  });
  const ratings = { codes, coders, categories: Math.max(1, distinct.length) };
  const patterns = patternsOf(ratings);
  const found = alphaOf(coincidences(patterns, patterns.times), (a, b) =>
    masiDistance(distinct[a], distinct[b]),
  );
  return {
    ...found,
    units: patterns.ofUnit.length,
    leftOut: patterns.leftOut,
    ratings: patterns.times.reduce((total, times, p) => total + times * patterns.raters[p], 0),
    distinctSets: distinct.length,
  };
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
