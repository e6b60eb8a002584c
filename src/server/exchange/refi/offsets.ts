import { codePointsOf, tidyText } from '#contract/codePoints';

/** Places of another package, in words that we keep with one sign for the end of a line. */
export interface Offsets {
  text: string;
  /** A place of the file in code points of the text. */
  toPoints: (place: number) => number;
  /** How the file counts, where that is not as the standard has it. */
  repaired: string | null;
}

export interface Named {
  start: number;
  end: number;
  /** The words as the file quotes them, perhaps cut; empty where it does not. */
  name: string;
}

interface Count {
  says: string | null;
  /** Whether it counts UTF-16 units, both signs of an end of a line, a byte order mark. */
  units: boolean;
  both: boolean;
  mark: number;
}

/**
 * Finds out how a file counts. The standard counts code points; packages also count UTF-16 units, two signs for the end of a
 * line, or a byte order mark. The quoted words tell: the count under which most of them stand where they should is taken.
 */
export function offsetsOf(raw: string, selections: readonly Named[]): Offsets {
  const text = tidyText(raw);
  const counts = countsFor(raw);
  if (counts.length === 1)
    return { text, toPoints: converter(raw, text, counts[0] ?? plain), repaired: null };
  const quoted = selections.filter(({ name }) => name.trim() !== '').slice(0, 500);
  const { toUnits } = codePointsOf(text);
  const scored = counts.map((count) => {
    const toPoints = converter(raw, text, count);
    const right = quoted.filter(({ start, end, name }) =>
      fits(text.slice(toUnits(toPoints(start)), toUnits(toPoints(end))), name),
    ).length;
    return { count, toPoints, right };
  });
  // The first of equals is how the standard counts.
  const [best] = scored.toSorted((a, b) => b.right - a.right);
  if (best === undefined) throw new Error('There is no way to count.');
  return { text, toPoints: best.toPoints, repaired: best.count.says };
}

const plain: Count = { says: null, units: false, both: false, mark: 0 };

function countsFor(raw: string): Count[] {
  const units = /[\uD800-\uDBFF]/.test(raw) ? [false, true] : [false];
  const both = raw.includes('\r\n') ? [false, true] : [false];
  const marks = raw.startsWith('\uFEFF') ? [0, 1] : [0];
  return marks.flatMap((mark) =>
    both.flatMap((two) =>
      units.map((unit) => ({ units: unit, both: two, mark, says: wordsOf(unit, two, mark) })),
    ),
  );
}

function wordsOf(units: boolean, both: boolean, mark: number): string | null {
  const said = [
    units ? 'an emoji as two' : '',
    both ? 'the end of a line as two' : '',
    mark > 0 ? 'a mark before the first letter' : '',
  ].filter(Boolean);
  return said.length === 0 ? null : `It counts ${said.join(' and ')}; places were moved accordingly.`;
}

/** From a place in the file's count to ours: what is in the one and not in the other is taken off. */
function converter(raw: string, text: string, { units, both, mark }: Count): (place: number) => number {
  const length = codePointsOf(text).length;
  const within = (place: number) => Math.min(Math.max(place, 0), length);
  if (!units && !both) return (place) => within(place - mark);
  const unmarked = raw.replace(/^\uFEFF/, '');
  const counted = both ? unmarked : text;
  const { toPoints } = codePointsOf(counted);
  const inPoints = units ? toPoints : (place: number) => place;
  if (!both) return (place) => within(inPoints(place - mark));
  const breaks = lineEnds(counted);
  return (place) => {
    const point = inPoints(place - mark);
    return within(point - before(breaks, point));
  };
}

/** Where the second sign of each end of a line stands, in code points. */
function lineEnds(raw: string): number[] {
  const { toPoints } = codePointsOf(raw);
  return [...raw.matchAll(/\r\n/g)].map(({ index }) => toPoints(index + 1));
}

function before(sorted: readonly number[], point: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}

const squeezed = (words: string) => words.replaceAll(/\s+/g, ' ').trim();

function fits(words: string, name: string): boolean {
  const quoted = squeezed(name).replace(/\s*(?:…|\.\.\.)$/, '');
  return quoted !== '' && squeezed(words).startsWith(quoted);
}
