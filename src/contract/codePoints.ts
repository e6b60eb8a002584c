/**
 * Places in a text. Reedbed counts Unicode code points from 0, the start inside and the end outside, over a text whose
 * lines end in LF, because that is what other packages for coding exchange. JavaScript counts UTF-16 units, of which an
 * emoji takes two. Convert where a text meets JavaScript's own offsets, and nowhere else.
 */
export interface CodePoints {
  /** How many code points the text has. */
  length: number;
  /** The place in JavaScript's count of a place in ours. A place outside the text gives its nearer end. */
  toUnits: (point: number) => number;
  /** The place in ours of a place in JavaScript's. A place between two halves of one character gives the character. */
  toPoints: (unit: number) => number;
}

const HIGH = 0xd800;
const LOW = 0xdc00;
const PAST = 0xe000;

/** The text as we keep it: no byte order mark, and LF at the end of every line. */
export function tidyText(text: string): string {
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return unmarked.replace(/\r\n?/g, '\n');
}

/** Where the second half of each pair stands, counted in UTF-16 units. */
function secondHalves(text: string): Uint32Array {
  const found: number[] = [];
  for (let unit = 1; unit < text.length; unit++) {
    const second = text.charCodeAt(unit);
    if (second < LOW || second >= PAST) continue;
    const first = text.charCodeAt(unit - 1);
    if (first >= HIGH && first < LOW) found.push(unit);
  }
  return Uint32Array.from(found);
}

/** How many of an ascending list are below a limit, `of` saying what each entry is compared as. */
function countBelow(
  sorted: Uint32Array,
  limit: number,
  of: (entry: number, index: number) => number,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (of(sorted[middle] ?? 0, middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Converts places both ways. Made once for a text; each question then takes a search among its pairs, of which most texts have none. */
export function codePointsOf(text: string): CodePoints {
  const halves = secondHalves(text);
  const length = text.length - halves.length;
  const within = (place: number, end: number) => Math.min(Math.max(place, 0), end);
  return {
    length,
    toUnits: (point) => {
      const place = within(point, length);
      // The pair at halves[i] is code point halves[i] - 1 - i: every place after it is one unit further on.
      return place + countBelow(halves, place, (unit, index) => unit - 1 - index);
    },
    toPoints: (unit) => {
      const place = within(unit, text.length);
      return place - countBelow(halves, place + 1, (half) => half);
    },
  };
}

/** The words between two places. */
export function sliceByPoints(text: string, points: CodePoints, start: number, end: number): string {
  return text.slice(points.toUnits(start), points.toUnits(end));
}
