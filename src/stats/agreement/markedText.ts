import { StatsError } from '../errors.ts';

/** A stretch of text, its end outside. */
export interface Stretch {
  start: number;
  end: number;
}

/** What a coder said of a stretch. Equal words mean the same. */
export interface Mark extends Stretch {
  /** From 0. */
  coder: number;
  value: string;
}

/** A text, and who marked which of its words. */
export interface MarkedText {
  /** What is compared, in ascending order; stretches do not overlap, and are taken as if one stood right behind the other. */
  stretches: readonly Stretch[];
  coders: number;
  marks: readonly Mark[];
  /** Stretch after stretch, the coders who looked at it; all looked at all where it is not given. */
  looked?: readonly (readonly number[])[];
}

/** Words with one value, or one set of values, of one coder: from here on places are those in what is compared. */
export interface Unit {
  from: number;
  to: number;
  /** From 1; 0 is what a coder left unmarked. */
  value: number;
}

/** Neighbouring stretches that the same coders looked at. */
interface Region {
  to: number;
  readers: readonly number[];
}

export interface Continuum {
  regions: Region[];
  /** Coder by coder, in order; units do not overlap. */
  units: Unit[][];
  /** How much two coders at least looked at, and how much of the text is left out. */
  length: number;
  leftOut: number;
}

/**
 * Each coder's marks as units that do not overlap. Where marks of one coder overlap, words have the set of their values, and
 * a unit goes on as long as the set does. Marks that only touch stay two units.
 *
 * Throws `invalid-count` (fewer than two coders, a coder that is not there), `length-mismatch` (`looked` is not of all
 * stretches), `invalid-stretch` (no whole numbers, an end before its start, stretches out of order).
 */
export function continuumOf(text: MarkedText): Continuum {
  check(text);
  const laid = layOut(text);
  const pieces = Array.from({ length: text.coders }, (): Piece[] => []);
  for (const mark of text.marks) for (const piece of piecesOf(mark, laid)) pieces[mark.coder].push(piece);
  const numbers = new Map<string, number>();
  const numberOf = (set: string) => {
    if (!numbers.has(set)) numbers.set(set, numbers.size + 1);
    return numbers.get(set) ?? 0;
  };
  const { length, leftOut } = laid;
  return { regions: regionsOf(laid), units: pieces.map((own) => unitsOf(own, numberOf)), length, leftOut };
}

function check({ stretches, coders, marks, looked }: MarkedText): void {
  if (!Number.isSafeInteger(coders) || coders < 2)
    throw new StatsError('invalid-count', `Agreement needs at least two coders; there are ${coders}.`);
  if (looked !== undefined && looked.length !== stretches.length)
    throw new StatsError(
      'length-mismatch',
      `There are ${stretches.length} stretches, and it is said of ${looked.length} who looked at them.`,
    );
  if (marks.some(({ coder }) => !Number.isSafeInteger(coder) || coder < 0 || coder >= coders))
    throw new StatsError('invalid-count', `Every mark is by one of ${coders} coders.`);
  const isWhole = ({ start, end }: Stretch) =>
    Number.isSafeInteger(start) && Number.isSafeInteger(end) && start <= end;
  const inOrder = stretches.every(({ start }, i) => i === 0 || stretches[i - 1].end <= start);
  if (!inOrder || !stretches.every(isWhole) || !marks.every(isWhole))
    throw new StatsError(
      'invalid-stretch',
      'Stretches and marks go from one whole number to another that is not smaller; stretches ascend and do not overlap.',
    );
}

interface Laid {
  kept: (Stretch & { from: number; readers: readonly number[] })[];
  length: number;
  leftOut: number;
}

/** The stretches that two at least looked at, one right behind the other. */
function layOut({ stretches, coders, looked }: MarkedText): Laid {
  const everybody = Array.from({ length: coders }, (_, coder) => coder);
  const kept: Laid['kept'] = [];
  let [length, leftOut] = [0, 0];
  stretches.forEach(({ start, end }, i) => {
    const readers = looked === undefined ? everybody : looked[i];
    if (readers.length < 2) leftOut += end - start;
    else {
      kept.push({ start, end, from: length, readers });
      length += end - start;
    }
  });
  return { kept, length, leftOut };
}

function regionsOf({ kept }: Laid): Region[] {
  const regions: Region[] = [];
  for (const { start, end, from, readers } of kept) {
    const to = from + end - start;
    const last = regions.at(-1);
    if (last !== undefined && isSame(last.readers, readers)) last.to = to;
    else regions.push({ to, readers });
  }
  return regions;
}

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one === other || (one.length === other.length && one.every((coder, i) => coder === other[i]));

interface Piece {
  from: number;
  to: number;
  value: string;
}

/** Where a mark lies in what is compared: in one piece, unless its coder did not look at something between. */
function piecesOf({ coder, start, end, value }: Mark, { kept }: Laid): Piece[] {
  const pieces: Piece[] = [];
  for (let i = firstAfter(kept, start); i < kept.length && kept[i].start < end; i++) {
    const stretch = kept[i];
    if (!stretch.readers.includes(coder)) continue;
    const from = stretch.from + Math.max(start, stretch.start) - stretch.start;
    const to = stretch.from + Math.min(end, stretch.end) - stretch.start;
    const last = pieces.at(-1);
    if (last?.to === from) last.to = to;
    else if (to > from) pieces.push({ from, to, value });
  }
  return pieces;
}

/** The first stretch that ends behind a place. */
export function firstAfter(stretches: readonly Stretch[], place: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stretches[middle].end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One coder's pieces, which may overlap, as units that do not. */
function unitsOf(pieces: readonly Piece[], numberOf: (set: string) => number): Unit[] {
  const opening = pieces.toSorted((a, b) => a.from - b.from);
  const closing = pieces.toSorted((a, b) => a.to - b.to);
  const open = new Map<string, number>();
  const units: Unit[] = [];
  let [opened, closed, place, goesOn] = [0, 0, 0, false];
  while (closed < closing.length) {
    const next = Math.min(opening[opened]?.from ?? Infinity, closing[closed].to);
    if (open.size > 0 && next > place) {
      const value = numberOf(JSON.stringify([...open.keys()].toSorted()));
      const last = units.at(-1);
      if (goesOn && last?.value === value) last.to = next;
      else units.push({ from: place, to: next, value });
    }
    place = next;
    for (; closing[closed]?.to === place; closed++) count(open, closing[closed].value, -1);
    // Something reaches over this place: what follows is no new unit unless its values are others.
    goesOn = open.size > 0;
    for (; opening[opened]?.from === place; opened++) count(open, opening[opened].value, 1);
  }
  return units;
}

function count(open: Map<string, number>, value: string, by: 1 | -1): void {
  const times = (open.get(value) ?? 0) + by;
  if (times === 0) open.delete(value);
  else open.set(value, times);
}
