import type { Column } from '../describe/completeRows.ts';
import { StatsError } from '../errors.ts';
import { drawSchools, type DrawnSchools } from './drawSchools.ts';
import type { PairStratum } from './matchedPairs.ts';

/** How schools are drawn: so many of a group among both kinds together, of each kind and group, or in pairs. */
export type StudyDesign = 'both kinds together' | 'each kind' | 'matched pairs';

export interface StudyInput {
  /** Identifies each school; no two alike. The draw depends on these, not on the order of the rows. */
  ids: readonly string[];
  /** As `identify` gives them: 0 other, 1 resilient, 2 struggling. */
  kind: Uint8Array;
  /** 1 for schools that are not to be drawn. */
  leftOut: Uint8Array;
  /** The group of each school: an index into `names`, −1 for none or for one of a group that takes no part. */
  groups: { names: readonly string[]; code: Int32Array };
  design: StudyDesign;
  /** Schools of each group; of each group and kind; pairs of each group. */
  perGroup: number;
  /** A whole number from 0 to 2⁵³ − 1. */
  seed: number;
  /** For matched pairs: what the two of a pair are to be alike in. */
  circumstances: readonly Column[];
}

/** An order of drawing: the first `drawn` are the sample, the others stand in for those who decline. */
export interface StudyOrder {
  /** Index into the names of the groups. */
  group: number;
  /** 1 resilient, 2 struggling, 0 where both kinds stand in one order. */
  kind: 0 | 1 | 2;
  /** Rows in the order of drawing; in pairs the resilient school of each stands before its partner. */
  rows: number[];
  drawn: number;
}

export interface StudyDraw {
  orders: StudyOrder[];
  /** Of matched pairs: schools of each group without a partner, which cannot be drawn. */
  unmatched: number[];
  generator: 'xoshiro128**';
}

/**
 * `drawSchools` as a study keeps it: one order for each group, or for each group and kind, in which the drawn stand before
 * all others. Pairs stand in it one after the other, the resilient school of each before its partner. Orders without any
 * school are left out; schools without a partner stand in none.
 *
 * Throws as `drawSchools`, and `length-mismatch` where the marks of those left out are not one a school.
 */
export function drawStudy(input: StudyInput): StudyDraw {
  const { ids, kind, leftOut, groups, design, perGroup, seed, circumstances } = input;
  if (leftOut.length !== ids.length) {
    throw new StatsError(
      'length-mismatch',
      `There are ${ids.length} schools, but ${leftOut.length} marks of who is left out.`,
    );
  }
  const drawn = drawSchools({
    ids,
    kind: kind.map((one, row) => (leftOut[row] === 0 ? one : 0)),
    groups,
    design:
      design === 'matched pairs'
        ? { kind: 'pairs', each: perGroup, circumstances }
        : { kind: design === 'each kind' ? 'per-type' : 'per-region', each: perGroup },
    seed,
  });
  const orders = design === 'matched pairs' ? pairOrders(drawn.pairs) : plainOrders(drawn, groups.names);
  return {
    orders: orders.filter(({ rows }) => rows.length > 0),
    unmatched: groups.names.map((_, group) => withoutPartner(drawn.pairs[group])),
    generator: drawn.generator,
  };
}

const kinds = { resilient: 1, struggling: 2 } as const;

function plainOrders({ strata }: DrawnSchools, names: readonly string[]): StudyOrder[] {
  return strata.map(({ group, type, drawn, replacements }) => ({
    group: names.indexOf(group),
    kind: type === null ? 0 : kinds[type],
    rows: [...drawn, ...replacements],
    drawn: drawn.length,
  }));
}

function pairOrders(strata: readonly PairStratum[]): StudyOrder[] {
  return strata.map(({ drawn, replacements }, group) => ({
    group,
    kind: 0,
    rows: [...drawn, ...replacements].flatMap(({ resilient, struggling }) => [resilient, struggling]),
    drawn: 2 * drawn.length,
  }));
}

function withoutPartner(stratum: PairStratum | undefined): number {
  if (stratum === undefined) return 0;
  const { resilient, struggling, drawn, replacements, incomplete } = stratum;
  return resilient + struggling + incomplete.length - 2 * (drawn.length + replacements.length);
}
