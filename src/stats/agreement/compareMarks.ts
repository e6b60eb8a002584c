import { checkedDepth, type CodersCompared, type Coding } from './compareCoders.ts';
import type { MarkedText } from './markedText.ts';
import { unitizingAlpha, type UnitizedAgreement } from './unitizingAlpha.ts';

export interface MarksComparison {
  /** Where words are marked and with which of the finest labels (uα). */
  together: UnitizedAgreement;
  /** Whether words are marked at all (|uα). */
  coded: UnitizedAgreement;
  /** Level by level, with which labels words are marked that two coders at least have marked (cuα). */
  levels: UnitizedAgreement[];
  /** Each of the finest labels by itself: which words have it (|uα). */
  labels: Map<string, UnitizedAgreement>;
  /** How much is compared, and how much is not because fewer than two looked at it. */
  length: number;
  leftOut: number;
}

/**
 * How far coders agree on which words to mark, question by question as in `compareCoders`, by Krippendorff's alpha for
 * unitizing. What is given as units is taken as one text, whatever its division.
 *
 * Throws as `compareCoders` and `unitizingAlpha` do, whose sources are also its own.
 */
export function compareMarks(compared: CodersCompared): MarksComparison {
  const depth = checkedDepth(compared);
  const { units: stretches, coders, codings } = compared;
  const looked = compared.looked === undefined ? {} : { looked: compared.looked };
  const textOf = (some: readonly Coding[], level: number): MarkedText => ({
    stretches,
    coders,
    ...looked,
    marks: some.map(({ coder, start, end, labels }) => ({ coder, start, end, value: labels[level] })),
  });
  const found = Array.from({ length: depth }, (_, level) => unitizingAlpha(textOf(codings, level)));
  const { all, marked, length, leftOut } = found[depth - 1];
  const named = [...new Set(codings.map(({ labels }) => labels[depth - 1]))].toSorted();
  const havingIt = (label: string) => codings.filter(({ labels }) => labels[depth - 1] === label);
  return {
    together: all,
    coded: marked,
    levels: found.map(({ values }) => values),
    labels: new Map(named.map((label) => [label, unitizingAlpha(textOf(havingIt(label), depth - 1)).marked])),
    length,
    leftOut,
  };
}
