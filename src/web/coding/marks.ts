import { keyOf } from '#contract/coding';
import type { CodeOn, Quotation } from '#contract/codingChanges';
import type { Block } from '#contract/laidText';

/** Words of a block that speak of one thing, whoever said so; or that are only marked. */
export interface Run {
  /** What they speak of; null where they are only marked. */
  code: CodeOn | null;
  /** In code points, within the block. */
  start: number;
  end: number;
  /** How many people said so of exactly these words. */
  people: number;
  /** Those that begin before the last has ended lie beside one another. */
  lane: number;
}

/** Words of a block over which the same runs go. */
export interface Segment {
  start: number;
  end: number;
  runs: Run[];
}

export interface Marked {
  quotation: Quotation;
  codes: readonly CodeOn[];
}

/** Equal codes on equal words of several people are drawn once. */
export function runsIn({ start: from, end: to }: Block, marked: readonly Marked[]): Run[] {
  const runs = new Map<string, Run>();
  for (const { quotation, codes } of marked) {
    const start = Math.max(quotation.start, from);
    const end = Math.min(quotation.end, to);
    if (end <= start) continue;
    for (const code of codes.length === 0 ? [null] : codes) {
      const key = `${String(quotation.start)} ${String(quotation.end)} ${code === null ? '' : keyOf(code)}`;
      const there = runs.get(key);
      if (there === undefined) runs.set(key, { code, start, end, people: 1, lane: 0 });
      else there.people++;
    }
  }
  return inLanes([...runs.values()]);
}

function inLanes(runs: Run[]): Run[] {
  const ends: number[] = [];
  const ordered = runs.toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const run of ordered) {
    const free = ends.findIndex((end) => end <= run.start);
    run.lane = free === -1 ? ends.length : free;
    ends[run.lane] = run.end;
  }
  return ordered;
}

/** The whole block in pieces, those without a mark among them. */
export function segmentsOf(
  { start, end }: Block,
  runs: readonly Run[],
  more: readonly number[] = [],
): Segment[] {
  const places = new Set([start, end, ...more.filter((place) => place > start && place < end)]);
  for (const run of runs) {
    places.add(run.start);
    places.add(run.end);
  }
  const ordered = [...places].toSorted((a, b) => a - b);
  return ordered.slice(1).map((to, i) => {
    const from = ordered[i] ?? start;
    return { start: from, end: to, runs: runs.filter((run) => run.start <= from && run.end >= to) };
  });
}
