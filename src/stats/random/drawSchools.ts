import type { Column } from '../describe/completeRows.ts';
import { StatsError, type StatsWarning } from '../errors.ts';
import { matchedPairs, type PairStratum } from './matchedPairs.ts';
import { stratifiedSample, type StratumSample } from './sample.ts';

export type SamplingDesign =
  /** So many of each group, resilient and struggling schools together. */
  | { kind: 'per-region'; each: number }
  /** So many resilient and so many struggling schools of each group. */
  | { kind: 'per-type'; each: number }
  /** So many pairs of each group: a resilient school and the struggling one nearest in these circumstances. */
  | { kind: 'pairs'; each: number; circumstances: readonly Column[] };

export interface DrawInput {
  /** Identifies each school; no two alike. The draw depends on these, not on the order of the rows. */
  ids: readonly string[];
  /** As `identify` answers: 1 resilient, 2 struggling; others are not drawn. */
  kind: Uint8Array;
  /** The group of each school: an index into `names`, −1 for none. */
  groups: { names: readonly string[]; code: Int32Array };
  design: SamplingDesign;
  /** A whole number from 0 to 2⁵³ − 1. */
  seed: number;
  /** Schools that are not to be drawn, and why: visited last year, closing, asked not to be. */
  excluded?: readonly { row: number; reason: string }[];
}

export interface DrawnStratum extends StratumSample {
  group: string;
  /** Null where both types are drawn together. */
  type: 'resilient' | 'struggling' | null;
}

export interface DrawnSchools {
  design: SamplingDesign['kind'];
  each: number;
  seed: number;
  generator: 'xoshiro128**';
  /** One for each group, or for each type and group; empty for pairs. */
  strata: DrawnStratum[];
  /** One for each group; empty for other designs. */
  pairs: PairStratum[];
  /** Resilient and struggling schools that were left out, with the reasons given. */
  excluded: { row: number; reason: string }[];
  warnings: StatsWarning[];
}

/**
 * Draws schools to visit: so many per group of both types together, so many per type and group, or matched pairs. Every
 * school that could have been drawn is drawn or has its place among the replacements.
 *
 * Strata are drawn as `stratifiedSample` does it, by a stream named after the stratum: the group for both types together,
 * ‘group · type’ else. Pairs are found as `matchedPairs` says. The same seed draws the same schools whatever the order of
 * the rows, and a larger sample contains the smaller one.
 *
 * Throws `length-mismatch`, `unknown-row`, and as `stratifiedSample` and `matchedPairs`.
 */
export function drawSchools(input: DrawInput): DrawnSchools {
  const { ids, kind, groups, design, seed, excluded = [] } = input;
  refuse(input, excluded);
  const out = new Set(excluded.map(({ row }) => row));
  const eligible = (row: number) => kind[row] !== 0 && groups.code[row] !== -1 && !out.has(row);
  const told = {
    design: design.kind,
    each: design.each,
    seed,
    generator: 'xoshiro128**' as const,
    excluded: excluded.filter(({ row }) => kind[row] !== 0),
  };
  if (design.kind === 'pairs') {
    const { strata, warnings } = matchedPairs({
      ids,
      kind: kind.map((one, row) => (eligible(row) ? one : 0)),
      groups,
      circumstances: design.circumstances,
      each: design.each,
      seed,
    });
    return { ...told, strata: [], pairs: strata, warnings };
  }
  const apart = design.kind === 'per-type';
  const strata = groups.names.flatMap((group): Pick<DrawnStratum, 'group' | 'type' | 'stratum'>[] =>
    apart
      ? types.map((type) => ({ group, type, stratum: `${group} · ${type}` }))
      : [{ group, type: null, stratum: group }],
  );
  const code = groups.code.map((group, row) => {
    if (!eligible(row)) return -1;
    return apart ? types.length * group + kind[row] - 1 : group;
  });
  const drawn = stratifiedSample({
    ids,
    strata: { names: strata.map(({ stratum }) => stratum), code },
    perStratum: design.each,
    seed,
  });
  return {
    ...told,
    strata: drawn.strata.map((one, at) => ({ ...one, group: strata[at].group, type: strata[at].type })),
    pairs: [],
    warnings: drawn.warnings,
  };
}

const types = ['resilient', 'struggling'] as const;

function refuse({ ids, kind, groups }: DrawInput, excluded: readonly { row: number }[]): void {
  const schools = ids.length;
  const wrong = [kind.length, groups.code.length].find((length) => length !== schools);
  if (wrong !== undefined) {
    throw new StatsError(
      'length-mismatch',
      `There are ${schools} ids, but ${wrong} values in one of the columns.`,
    );
  }
  groups.code.forEach((group, row) => {
    if (group >= -1 && group < groups.names.length) return;
    throw new StatsError('unknown-group', `Row ${row + 1} has group ${group}, which has no name.`);
  });
  for (const { row } of excluded) {
    if (Number.isInteger(row) && row >= 0 && row < schools) continue;
    throw new StatsError(
      'unknown-row',
      `There is no row ${row} to leave out: they go from 0 to ${schools - 1}.`,
    );
  }
}
