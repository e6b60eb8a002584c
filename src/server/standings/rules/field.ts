import type { LikeField } from '#contract/standings';
import { stepOf } from './others.ts';

/** About so many places between the ends of a side: enough to see where schools are many, too coarse to tell one by. */
const positions = 40;

/** The cell that a school stands in; plus 0 turns −0 into 0, which JSON does not know. */
const cellOf = (values: readonly number[], steps: readonly number[]) =>
  steps.map((step, j) => Math.round((values[j] ?? NaN) / step) + 0);

/**
 * Where all schools stand in one or two measures of circumstances, without anything else about them: how many in each cell
 * of a grid. Null where no more than `threshold` have both.
 */
export function fieldOf(columns: readonly Float64Array[], threshold: number): LikeField | null {
  const shown = columns.slice(0, 2);
  const [first] = shown;
  if (first === undefined) return null;
  const steps = shown.map((values) => stepOf(values, positions));
  const cells = new Map<string, { at: number[]; times: number }>();
  let schools = 0;
  first.forEach((_, row) => {
    const values = shown.map((column) => column[row] ?? NaN);
    if (values.some(Number.isNaN)) return;
    const at = cellOf(values, steps);
    const cell = cells.get(String(at)) ?? { at, times: 0 };
    cell.times++;
    cells.set(String(at), cell);
    schools++;
  });
  if (schools <= threshold) return null;
  // In the order of places: that of schools would tell more.
  const sorted = [...cells.values()].toSorted((a, b) => compareCells(a.at, b.at));
  return { steps, schools, at: sorted.map(({ at }) => at), times: sorted.map(({ times }) => times) };
}

function compareCells(one: readonly number[], other: readonly number[]): number {
  return (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);
}

/** The same without the schools that are drawn in front of it; null where no more than `threshold` are left. */
export function fieldBehind(
  field: LikeField | null,
  drawn: readonly (readonly number[])[],
  threshold: number,
): LikeField | null {
  if (field === null) return null;
  const places = new Map(field.at.map((at, i) => [String(at), i]));
  const times = [...field.times];
  let taken = 0;
  for (const values of drawn) {
    const place = places.get(String(cellOf(values, field.steps)));
    if (place === undefined || (times[place] ?? 0) === 0) continue;
    times[place] = (times[place] ?? 0) - 1;
    taken++;
  }
  const schools = field.schools - taken;
  if (schools <= threshold) return null;
  const kept = (_: unknown, i: number) => (times[i] ?? 0) > 0;
  return {
    ...field,
    schools,
    at: field.at.filter(kept),
    times: times.filter((count) => count > 0),
  };
}
