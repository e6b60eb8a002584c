import { continuumOf, type Continuum, type MarkedText, type Unit } from './markedText.ts';
import type { UndefinedBecause } from './ratings.ts';

export interface UnitizedAgreement {
  /** At most 1; 0 is what chance alone would give. Null where it is undefined. */
  estimate: number | null;
  undefinedBecause: UndefinedBecause | null;
  /** The share of lengths that disagree, as observed and as chance would have it. */
  observed: number | null;
  expected: number | null;
}

export interface UnitizingAlpha {
  /** Where words are marked, and with what, unmarked words included: uα. */
  all: UnitizedAgreement;
  /** Whether words are marked at all: |uα. */
  marked: UnitizedAgreement;
  /** With what words are marked that two coders at least have marked: cuα. */
  values: UnitizedAgreement;
  /** How much two coders at least looked at, and how much of the text is left out, in the places of the text. */
  length: number;
  leftOut: number;
}

/**
 * Krippendorff's alpha for unitizing, of any number of coders who chose for themselves which words to mark, and with what:
 * words count by their length, so that no units need be set beforehand. Chance is any two stretches of all coders laid
 * upon one another, save that no unit meets itself; unmarked words, which have no units, count one by one.
 *
 * One coder's marks may overlap: words then have the set of their values, and sets are equal or not. Marks of one
 * value that overlap are one unit; that only touch, two. Where not all coders looked at a stretch, those who did are
 * compared there, each pair weighted by one over their number less one; what fewer than two looked at is left out and counted.
 * With all coders everywhere and no overlaps, this is the published coefficient.
 *
 * Undefined, and said to be, where nobody can be compared (`no-pairs`: nothing two looked at; for `values`, no words that two
 * marked) and where one value was used throughout (`no-variation`). The work grows with the number of marks, not of words.
 *
 * Throws `invalid-count`, `length-mismatch`, `invalid-stretch` as `continuumOf` says.
 *
 * Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347–2364, section 5; Krippendorff (2019),
 * Content Analysis, 4th ed., section 12.6.
 */
export function unitizingAlpha(text: MarkedText): UnitizingAlpha {
  const continuum = continuumOf(text);
  const met = meetings(continuum);
  const { regions, units, length, leftOut } = continuum;
  const lengths = new Map<number, number>();
  let [total, squares, marked, from] = [0, 0, 0, 0];
  for (const { to, readers } of regions) {
    total += readers.length * (to - from);
    from = to;
  }
  for (const unit of units.flat()) {
    const long = unit.to - unit.from;
    lengths.set(unit.value, (lengths.get(unit.value) ?? 0) + long);
    squares += long ** 2;
    marked += long;
  }
  const gaps = total - marked;
  const all = { total, squares: squares + gaps };
  return {
    all: alphaOf({ ...all, apart: met.apart, lengths: [gaps, ...lengths.values()] }),
    marked: alphaOf({ ...all, apart: met.oneMarked, lengths: [gaps, marked] }),
    values: alphaOf(met.values),
    length,
    leftOut,
  };
}

interface Lengths {
  /** Of all pairs of coders who disagree. */
  apart: number;
  total: number;
  /** Of each value. */
  lengths: readonly number[];
  /** The squares of what each unit contributes: no unit meets itself by chance. */
  squares: number;
}

function alphaOf({ apart, total, lengths, squares }: Lengths): UnitizedAgreement {
  if (total === 0) return { estimate: null, undefinedBecause: 'no-pairs', observed: null, expected: null };
  const observed = apart / total;
  const unlike = total ** 2 - lengths.reduce((sum, one) => sum + one ** 2, 0);
  const used = lengths.filter((one) => one > 0).length;
  if (used < 2) return { estimate: null, undefinedBecause: 'no-variation', observed, expected: 0 };
  const expected = unlike / (total ** 2 - squares);
  return { estimate: 1 - observed / expected, undefinedBecause: null, observed, expected };
}

interface Meetings {
  /** How much pairs of coders disagree on, and on how much one of them has marked something and the other nothing. */
  apart: number;
  oneMarked: number;
  /** Where both have. */
  values: Lengths;
}

function meetings(continuum: Continuum): Meetings {
  const lengths = new Map<number, number>();
  const shared = continuum.units.map((own) => new Float64Array(own.length));
  let [apart, oneMarked, unlike] = [0, 0, 0];
  for (const { weight, here } of walk(continuum)) {
    const marked = here.filter(({ value }) => value > 0).length;
    for (const { coder, at, value } of here) {
      const alike = here.filter((other) => other.value === value).length - 1;
      apart += weight * (here.length - 1 - alike);
      if (value === 0) continue;
      oneMarked += 2 * weight * (here.length - marked);
      unlike += weight * (marked - 1 - alike);
      if (marked === 1) continue;
      lengths.set(value, (lengths.get(value) ?? 0) + weight * (marked - 1));
      shared[coder][at] += weight * (marked - 1);
    }
  }
  const contributed = shared.flatMap((own) => [...own]);
  const values = {
    apart: unlike,
    total: contributed.reduce((sum, one) => sum + one, 0),
    lengths: [...lengths.values()],
    squares: contributed.reduce((sum, one) => sum + one ** 2, 0),
  };
  return { apart, oneMarked, values };
}

interface Step {
  /** Its length over the number of its readers less one. */
  weight: number;
  /** What each of its readers has there, and in which of their units. */
  here: { coder: number; at: number; value: number }[];
}

/** From one end of the text to the other, by the places where something begins or ends. */
function* walk(continuum: Continuum): Generator<Step> {
  const { regions, units } = continuum;
  const places = placesOf(continuum);
  const reached = new Int32Array(units.length);
  let region = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const [from, to] = [places[i], places[i + 1]];
    if (from === to) continue;
    while (regions[region].to <= from) region += 1;
    const { readers } = regions[region];
    const here = readers.map((coder) => {
      const own = units[coder];
      while (reached[coder] < own.length && own[reached[coder]].to <= from) reached[coder] += 1;
      return { coder, at: reached[coder], value: valueAt(own[reached[coder]], from) };
    });
    yield { weight: (to - from) / (readers.length - 1), here };
  }
}

const valueAt = (unit: Unit | undefined, place: number): number =>
  unit === undefined || unit.from > place ? 0 : unit.value;

function placesOf({ regions, units }: Continuum): Float64Array {
  const all = units.flat();
  const places = new Float64Array(1 + regions.length + 2 * all.length);
  regions.forEach(({ to }, i) => (places[1 + i] = to));
  all.forEach(({ from, to }, i) => {
    places[1 + regions.length + 2 * i] = from;
    places[2 + regions.length + 2 * i] = to;
  });
  return places.sort();
}
