import { keyOf, type CodingState, type Codings, type Target } from '#contract/coding';
import type { Decided, Decision } from '#contract/reconciling';

import type { ComparedSource } from '#contract/comparing';
import type { Unit } from '#contract/textUnits';

/** What is to be decided of one source, unit by unit. */

/** A code that somebody gave words of a unit. */
export interface Saying {
  key: string;
  target: Target;
  /** The coders who gave it, by their places. */
  by: number[];
  /** Its words within the unit, as the first of them marked them. */
  start: number;
  end: number;
}

export interface UnitToDecide extends Unit {
  sayings: Saying[];
  /** All coders gave all of these codes. */
  agreed: boolean;
}

export const placeOf = ({ start, end }: { start: number; end: number }): string =>
  `${String(start)} ${String(end)}`;

/** Units that anybody coded, in the order of the text. */
export function unitsToDecide(
  { units, codings, coders }: ComparedSource,
  { targets }: Pick<Codings, 'targets'>,
): UnitToDecide[] {
  const targetOf = new Map(
    targets.toSorted((a, b) => a.version - b.version).map((target) => [keyOf(target), target]),
  );
  const found = new Map<number, Map<string, Saying>>();
  for (const { coder, start, end, labels } of codings) {
    const [, , key] = labels;
    const target = targetOf.get(key);
    if (target === undefined) continue;
    for (let i = firstEndingAfter(units, start); i < units.length; i++) {
      const unit = units[i];
      if (unit === undefined || unit.start >= end) break;
      const sayings = found.get(i) ?? new Map<string, Saying>();
      found.set(i, sayings);
      const clipped = { start: Math.max(start, unit.start), end: Math.min(end, unit.end) };
      const saying = sayings.get(key) ?? { key, target, by: [], ...clipped };
      if (!saying.by.includes(coder)) saying.by.push(coder);
      sayings.set(key, saying);
    }
  }
  return units.flatMap((unit, i) => {
    const sayings = [...(found.get(i)?.values() ?? [])];
    if (sayings.length === 0) return [];
    return [{ ...unit, sayings, agreed: sayings.every(({ by }) => by.length === coders.length) }];
  });
}

/** Units stand in order and do not overlap. */
function firstEndingAfter(units: readonly Unit[], place: number): number {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is proposed: codes that most gave. */
export const proposed = ({ sayings }: UnitToDecide, coders: number): Set<string> =>
  new Set(sayings.filter(({ by }) => by.length * 2 > coders).map(({ key }) => key));

export const decisionOf = (
  unit: UnitToDecide,
  kept: ReadonlySet<string>,
  { note, agreed }: { note: string; agreed: boolean },
): Decision => ({
  start: unit.start,
  end: unit.end,
  agreed,
  note,
  codes: unit.sayings
    .filter(({ key }) => kept.has(key))
    .map(({ target, start, end }) => ({ ...target, start, end })),
});

/** What somebody decided of each unit before: the codes that are theirs within it. */
export function decidedBefore(
  { codings }: CodingState & { codings: Codings },
  decisions: readonly Decided[],
  person: string,
): Map<string, Set<string>> {
  const me = codings.people.findIndex(({ id }) => id === person);
  const own = codings.evidence.quotation.flatMap((place, i) => {
    const target = codings.targets[codings.evidence.target[i] ?? -1];
    if (codings.quotations.by[place] !== me || target === undefined) return [];
    return [{ at: codings.quotations.start[place] ?? 0, key: keyOf(target) }];
  });
  return new Map(
    decisions
      .filter(({ by }) => by === person)
      .map((one) => [
        placeOf(one),
        new Set(own.filter(({ at }) => at >= one.start && at < one.end).map(({ key }) => key)),
      ]),
  );
}
