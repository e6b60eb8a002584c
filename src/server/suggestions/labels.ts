import { keyOf } from '#contract/coding';
import type { Given, Material, Refused } from './read.ts';
import type { SourceUnit } from './units.ts';

/** Of every unit, what coders made of it with one code in mind. */
export interface Labels {
  /** Units that coders have been at, by number. */
  rows: Int32Array;
  positive: Uint8Array;
  /** Whether it counts when the accuracy is told: not where the program itself suggested it, or it was refused. */
  counts: Uint8Array;
  /** Whether nothing is suggested there: any of its words bear the code already, or it was refused. */
  closed: Uint8Array;
}

/** What was given of each code, by its key, in the order of the text. */
export const byCode = ({ given }: Material): Map<string, Given[]> => Map.groupBy(given, keyOf);

/** Coders have been at a unit where it, or one after it in the source, bears a code of the same framework. */
export function labelsOf(material: Material, units: readonly SourceUnit[], given: readonly Given[]): Labels {
  const [first] = given;
  const until = first === undefined ? new Map<string, number>() : codedUntil(material, first.framework);
  const refused = first === undefined ? [] : material.refused.filter((one) => isOf(one, first));
  const found = {
    positive: new Uint8Array(units.length),
    counts: new Uint8Array(units.length).fill(1),
    closed: new Uint8Array(units.length),
  };
  const at = unitsBySource(material, units);
  const own = new Uint8Array(units.length);
  for (const one of given)
    for (const row of overlapping(units, at.get(one.source) ?? [], one)) {
      found.closed[row] = 1;
      if (!isMostly(units[row], one)) continue;
      found.positive[row] = 1;
      if (!one.suggested) own[row] = 1;
    }
  found.positive.forEach((bears, row) => {
    if (bears === 1 && own[row] === 0) found.counts[row] = 0;
  });
  const seen = new Uint8Array(units.length);
  for (const one of refused)
    for (const row of overlapping(units, at.get(one.source) ?? [], one)) {
      found.closed[row] = 1;
      if (!isMostly(units[row], one) || found.positive[row] === 1) continue;
      seen[row] = 1;
      found.counts[row] = 0;
    }
  const rows = units.flatMap(({ source, start }, row) => {
    const id = material.sources[source]?.id ?? '';
    return seen[row] === 1 || start < (until.get(id) ?? 0) ? [row] : [];
  });
  return { rows: Int32Array.from(rows), ...found };
}

/** A code moves with its framework to another element, and stays the code that was refused. */
const isOf = (one: Refused, given: Given): boolean =>
  given.code === null
    ? keyOf(one) === keyOf(given)
    : one.framework === given.framework && one.code === given.code;

/** Where the last words end that bear any code of the framework, by source. */
function codedUntil({ given }: Material, framework: string): Map<string, number> {
  const until = new Map<string, number>();
  for (const one of given)
    if (one.framework === framework) until.set(one.source, Math.max(until.get(one.source) ?? 0, one.end));
  return until;
}

/** Numbers of the units of each source, which stand in the order of its text. */
const unitsBySource = ({ sources }: Material, units: readonly SourceUnit[]): Map<string, number[]> =>
  Map.groupBy(units.keys(), (row) => sources[units[row]?.source ?? -1]?.id ?? '');

interface Span {
  start: number;
  end: number;
}

/** Units of a source that share words with a place. */
function overlapping(units: readonly SourceUnit[], rows: readonly number[], { start, end }: Span): number[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((units[rows[middle] ?? -1]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; i < rows.length; i++) {
    const row = rows[i] ?? -1;
    if ((units[row]?.start ?? Infinity) >= end) break;
    found.push(row);
  }
  return found;
}

/** Whether they share half of the shorter of the two: a quotation that runs over by a word does not code the next unit. */
function isMostly(unit: Span | undefined, { start, end }: Span): boolean {
  if (unit === undefined) return false;
  const shared = Math.min(unit.end, end) - Math.max(unit.start, start);
  return 2 * shared >= Math.min(unit.end - unit.start, end - start);
}
