import type { Frame } from '#contract/identification';
import { remembered } from '#contract/remembered';
import type { Sort } from '../ui/SortHeader.tsx';
import type { Findings } from '#contract/identificationFindings';
import type { Years } from '#contract/identificationYears';
import { firmnessOf, yearsHeld } from './beside.ts';
import type { Modelled } from './useModel.ts';

export const lists = ['both', 'resilient', 'struggling', 'all', 'left out'] as const;
export type List = (typeof lists)[number];
export type Column = 'kind' | 'name' | 'group' | 'index' | 'result' | 'pupils' | 'years' | 'firm';

export interface Filter {
  list: List;
  /** Index of a group, −1 for all that are shown. */
  group: number;
  find: string;
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** The place of every school in the alphabet, worked out once: comparing 24,000 names at every sort would be felt. */
export const alphabet = remembered((names: readonly string[]): Int32Array => {
  const order = names
    .map((_, i) => i)
    .sort((a, b) => collator.compare(names[a] ?? '', names[b] ?? '') || a - b);
  const place = new Int32Array(names.length);
  order.forEach((row, at) => {
    place[row] = at;
  });
  return place;
});

/** The rows of the schools that a filter lets through. */
export function filterRows(frame: Frame, findings: Findings, filter: Filter): number[] {
  const { result, code, shown } = findings;
  const words = filter.find.trim().toLocaleLowerCase('en-GB');
  const rows: number[] = [];
  for (let i = 0; i < result.kind.length; i++) {
    const group = code[i] ?? -1;
    if (filter.group >= 0 ? group !== filter.group : group >= 0 && shown[group] !== true) continue;
    if (!inList(filter.list, result.kind[i] ?? 0, result.contextQuartile[i] !== 0)) continue;
    if (words !== '' && !frame.schools.name[i]?.toLocaleLowerCase('en-GB').includes(words)) continue;
    rows.push(i);
  }
  return rows;
}

function inList(list: List, kind: number, complete: boolean): boolean {
  switch (list) {
    case 'both':
      return kind !== 0;
    case 'resilient':
      return kind === 1;
    case 'struggling':
      return kind === 2;
    case 'all':
      return complete;
    case 'left out':
      return !complete;
  }
}

interface Sorted {
  findings: Findings;
  /** The place of every school in the alphabet. */
  place: Int32Array;
  told?: Modelled | null;
  years?: Years | null;
}

/**
 * Sorts rows in place by a column; schools without a value come last either way. Equal values keep resilient schools
 * first and then the alphabet.
 */
export function sortRows(
  rows: number[],
  { findings, place, told = null, years = null }: Sorted,
  { by, down }: Sort<Column>,
): number[] {
  const { result, code, measure } = findings;
  const sign = down ? -1 : 1;
  const rank = (row: number) => [3, 1, 2][result.kind[row] ?? 0] ?? 3;
  const value = (row: number): number => {
    if (by === 'kind') return rank(row);
    if (by === 'name') return place[row] ?? 0;
    if (by === 'group') return code[row] ?? -1;
    if (by === 'pupils') return told?.pupils?.values[row] ?? NaN;
    if (by === 'firm') return told === null ? NaN : firmnessOf(findings, told, row);
    if (by === 'years') return years === null ? NaN : yearsHeld(findings, years, row);
    return by === 'index' ? (result.index[row] ?? NaN) : (measure.values[row] ?? NaN);
  };
  return rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y) || rank(a) - rank(b) || (place[a] ?? 0) - (place[b] ?? 0);
  });
}
