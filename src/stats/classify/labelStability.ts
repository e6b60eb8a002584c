import { StatsError } from '../errors.ts';
import type { IdentifyResult } from './identifyTypes.ts';

/** The labels in tables: 0 neither, 1 resilient, 2 struggling, as `kind` has them; 3 is not classified. */
const labels = 3;
const notClassified = 3;

export interface StabilityInput {
  /** One answer for each year, oldest first, of the same schools in the same order. */
  years: readonly Pick<IdentifyResult, 'contextQuartile' | 'kind'>[];
  /** How many of the latest years a label is to be held in to count as steady; all of them unless given. */
  latest?: number;
}

/** From one year to the next. */
export interface Transition {
  /** Places of the two years in the input. */
  from: number;
  to: number;
  /** Schools by label before (rows) and after (columns): neither, resilient, struggling, not classified. */
  table: number[][];
  /** Of the schools with the label before that are classified after, the share that keeps it, and what chance gives. */
  kept: Record<'neither' | 'resilient' | 'struggling', Kept>;
  agreement: Agreement;
}

export interface Kept {
  schools: number;
  kept: number;
  /** Null without schools. */
  share: number | null;
  /** Share of all schools that have the label after: what would keep it if labels were dealt out anew. */
  expected: number | null;
}

/** Over the schools classified in both years. */
export interface Agreement {
  n: number;
  /** Null without schools. */
  observed: number | null;
  expected: number | null;
  /** Cohen’s kappa; null where all schools have one label in both years. */
  kappa: number | null;
  /** Large-sample. */
  standardError: number | null;
}

export interface LabelStability {
  years: number;
  latest: number;
  /** Per school, in how many years it was classified, resilient, struggling. */
  told: Uint16Array;
  resilient: Uint16Array;
  struggling: Uint16Array;
  /**
   * Per school, 1 resilient (2 struggling) in each of the latest years; 0 neither of both; −1 not known, because it is
   * not classified in some of them and has one label in the others, or is classified in none.
   */
  steady: Int8Array;
  counts: { resilient: number; struggling: number; neither: number; unknown: number };
  transitions: Transition[];
}

/**
 * How labels last over the years: in how many each school held which, what became of them from each year to the next,
 * and which schools held one in each of the latest years.
 *
 * Agreement between two years is told beside what chance gives, since most schools are neither in any year. A year in
 * which a school is not classified counts neither for nor against it.
 *
 * Throws `too-few-years`, `length-mismatch`, `invalid-count`.
 *
 * Source: Cohen (1960), Educational and Psychological Measurement 20, 37–46; its error: Fleiss, Cohen & Everitt (1969),
 * Psychological Bulletin 72, 323–327, eq. 13.
 */
export function labelStability({ years, latest = years.length }: StabilityInput): LabelStability {
  refuse(years, latest);
  const marks = years.map(({ contextQuartile, kind }) =>
    kind.map((one, i) => (contextQuartile[i] === 0 ? notClassified : one)),
  );
  const schools = marks[0].length;
  const count = (label: number) => {
    const often = new Uint16Array(schools);
    for (const year of marks) for (let i = 0; i < schools; i++) if (year[i] === label) often[i]++;
    return often;
  };
  const steady = steadyLabels(marks.slice(-latest));
  const held = (label: number) => steady.reduce((sum, one) => sum + Number(one === label), 0);
  const told = count(notClassified).map((without) => marks.length - without);
  return {
    years: years.length,
    latest,
    told,
    resilient: count(1),
    struggling: count(2),
    steady,
    counts: { resilient: held(1), struggling: held(2), neither: held(0), unknown: held(-1) },
    transitions: marks.slice(1).map((after, year) => transition(year, marks[year], after)),
  };
}

function refuse(years: StabilityInput['years'], latest: number): void {
  if (years.length < 2) {
    throw new StatsError(
      'too-few-years',
      `Whether labels last is told from at least two years, not from ${years.length}.`,
    );
  }
  const schools = years[0].kind.length;
  const wrong = years.findIndex(({ kind }) => kind.length !== schools);
  if (wrong >= 0) {
    throw new StatsError(
      'length-mismatch',
      `Year ${wrong + 1} has ${years[wrong].kind.length} schools, but the first has ${schools}.`,
    );
  }
  if (Number.isInteger(latest) && latest >= 1 && latest <= years.length) return;
  throw new StatsError(
    'invalid-count',
    `The latest years are a whole number from 1 to ${years.length}, not ${latest}.`,
  );
}

/** The label of each school over these years, in the numbers of `steady`. */
function steadyLabels(marks: readonly Uint8Array[]): Int8Array {
  const steady = new Int8Array(marks[0].length);
  for (let i = 0; i < steady.length; i++) steady[i] = steadyLabel(marks, i);
  return steady;
}

function steadyLabel(marks: readonly Uint8Array[], school: number): number {
  let label = notClassified;
  let isKnown = true;
  for (const year of marks) {
    const one = year[school];
    if (one === notClassified) isKnown = false;
    else if (label === notClassified) label = one;
    else if (one !== label) return 0;
  }
  if (label === 0) return 0;
  return isKnown ? label : -1;
}

function transition(year: number, before: Uint8Array, after: Uint8Array): Transition {
  const table = Array.from({ length: labels + 1 }, () => Array.from({ length: labels + 1 }, () => 0));
  before.forEach((label, i) => table[label][after[i]]++);
  const both = table.slice(0, labels).map((row) => row.slice(0, labels));
  const total = sum(both.flat());
  const kept = (label: number): Kept => {
    const schools = sum(both[label]);
    const there = sum(both.map((row) => row[label]));
    return {
      schools,
      kept: both[label][label],
      share: schools === 0 ? null : both[label][label] / schools,
      expected: total === 0 ? null : there / total,
    };
  };
  return {
    from: year,
    to: year + 1,
    table,
    kept: { neither: kept(0), resilient: kept(1), struggling: kept(2) },
    agreement: agreementOf(both, total),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function agreementOf(counts: readonly (readonly number[])[], n: number): Agreement {
  if (n === 0) return { n, observed: null, expected: null, kappa: null, standardError: null };
  const p = counts.map((row) => row.map((count) => count / n));
  const ofRow = p.map(sum);
  const ofColumn = p.map((_, j) => sum(p.map((row) => row[j])));
  const observed = sum(p.map((row, i) => row[i]));
  const expected = sum(ofRow.map((share, i) => share * ofColumn[i]));
  // One label for all in both years: nothing could disagree.
  if (counts.some((row, i) => row[i] === n))
    return { n, observed, expected, kappa: null, standardError: null };
  const kappa = (observed - expected) / (1 - expected);
  let spread = -((kappa - expected * (1 - kappa)) ** 2);
  p.forEach((row, i) =>
    row.forEach((share, j) => {
      spread +=
        i === j
          ? share * (1 - (ofRow[i] + ofColumn[i]) * (1 - kappa)) ** 2
          : share * ((1 - kappa) * (ofColumn[i] + ofRow[j])) ** 2;
    }),
  );
  const standardError = Math.sqrt(Math.max(0, spread) / n) / (1 - expected);
  return { n, observed, expected, kappa, standardError };
}
