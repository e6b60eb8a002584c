import { StatsError } from '../errors.ts';
import { alphaIntervals } from './alphaIntervals.ts';
import { cohenKappa } from './cohenKappa.ts';
import { fleissKappa } from './fleissKappa.ts';
import { gwetAc1 } from './gwetAc1.ts';
import { krippendorffAlpha } from './krippendorffAlpha.ts';
import { firstAfter, type Stretch } from './markedText.ts';
import { masiAlpha, masiInterval } from './masiAlpha.ts';
import { percentAgreement } from './percentAgreement.ts';
import type { ResampledInterval, ResamplingOptions } from './resamples.ts';
import type { Ratings, UndefinedBecause } from './ratings.ts';

/** What a coder said of a stretch, at each level from coarse to fine: pole, element, code. Equal words mean the same. */
export interface Coding extends Stretch {
  /** From 0. */
  coder: number;
  labels: readonly string[];
}

export interface CodersCompared {
  /** In ascending order; they do not overlap. */
  units: readonly Stretch[];
  coders: number;
  codings: readonly Coding[];
  /** Unit after unit, the coders who looked at it; all looked at all where it is not given. */
  looked?: readonly (readonly number[])[];
}

export interface CompareOptions extends ResamplingOptions {
  /** Whether units that nobody coded are compared too: there, all agree. */
  uncoded: boolean;
}

/** How far coders agree on one question, and how sure that is. */
export interface AgreementFound {
  /** Krippendorff's alpha; null where it is undefined. */
  alpha: number | null;
  undefinedBecause: UndefinedBecause | null;
  interval: ResampledInterval;
  /** Gwet's AC1, without interval; null where it is undefined. Of sets, equal ones are alike and all others different. */
  ac1: number | null;
  /** Units compared. */
  units: number;
}

/** Of a question that is answered by yes or no. */
export interface RatingAgreement extends AgreementFound {
  /** Cohen's kappa of two coders, Fleiss' kappa of more; null where it is undefined, or not as many looked at each unit. */
  kappa: number | null;
  /** The share of pairs of coders who answered alike; null where there is no unit. */
  percent: number | null;
}

export interface LabelAgreement extends RatingAgreement {
  label: string;
  /** Units to which any coder gave it. */
  used: number;
}

export interface CoderComparison {
  /** Whether the sets of finest labels are the same; a unit without a label counts as the empty set. */
  together: AgreementFound;
  /** Whether a unit is coded at all. */
  coded: RatingAgreement;
  /** Whether the sets of labels are the same, level by level, on units that two coders at least coded. */
  levels: AgreementFound[];
  /** Each of the finest labels: whether a unit has it. */
  labels: LabelAgreement[];
  /** The share of pairs of coders whose sets of finest labels are the same; null where there is no unit. */
  percent: number | null;
  /** Units compared, units that any coder coded, and units that two at least did. */
  units: number;
  codedByAny: number;
  codedByTwo: number;
  /** The places of units on which the sets of finest labels differ, and whom they were given by; null of who did not look. */
  differing: { unit: number; sets: (string[] | null)[] }[];
}

/**
 * How far coders agree who marked stretches of a text as they saw fit: the text is divided into units, a coding counts in
 * every unit that it overlaps, and the units are compared by Krippendorff's alpha, of sets by the MASI distance, of yes and
 * no by the nominal one. All intervals draw units anew with the seed that is given.
 *
 * Without uncoded units, units that no coder coded are left out everywhere. Where several texts are compared that not all
 * coders read, `looked` says who did: who did not has said nothing of a unit, which is another thing than that it speaks of
 * nothing, and units that fewer than two looked at tell nothing. Undefined agreement is said to be so, never NaN.
 *
 * Throws `invalid-count` (fewer than two coders, a coder that is not there, levels that differ in number),
 * `length-mismatch` (`looked` is not of all units), and as `alphaIntervals`.
 *
 * Source: Krippendorff (2019), Content Analysis, 4th ed., section 12.3; Passonneau (2006) for sets; units as in
 * Campbell et al. (2013), Sociological Methods & Research 42, 294–320.
 */
export function compareCoders(compared: CodersCompared, options: CompareOptions): CoderComparison {
  const { codings } = compared;
  const depth = checkedDepth(compared);
  const given = labelsOf(compared);
  const all = compared.units.map((_, unit) => unit).filter((unit) => lookedAt(given, unit) > 1);
  const codedAt = (unit: number) => given.filter((coder) => (coder[unit]?.length ?? 0) > 0).length;
  const anyCoded = all.filter((unit) => codedAt(unit) > 0);
  const twoCoded = all.filter((unit) => codedAt(unit) > 1);
  const shown = options.uncoded ? all : anyCoded;
  const setsAt = (level: number) =>
    given.map((coder) => coder.map((found) => found && distinct(found, level)));
  const finest = setsAt(depth - 1);
  const named = [...new Set(codings.map(({ labels }) => labels[depth - 1]))].toSorted();
  return {
    together: ofSets(finest, shown, options),
    coded: ofRatings(
      finest.map((coder) => coder.map((set) => set && set.length > 0)),
      shown,
      options,
    ),
    levels: Array.from({ length: depth }, (_, level) =>
      ofSets(
        setsAt(level).map((coder) => coder.map((set) => (set !== null && set.length > 0 ? set : null))),
        twoCoded,
        options,
      ),
    ),
    labels: named.map((label) => {
      const has = finest.map((coder) => coder.map((set) => set && set.includes(label)));
      const used = all.filter((unit) => has.some((coder) => coder[unit])).length;
      return { label, used, ...ofRatings(has, shown, options) };
    }),
    percent: percentAgreement(asRatings(finest, shown)).estimate,
    units: shown.length,
    codedByAny: anyCoded.length,
    codedByTwo: twoCoded.length,
    differing: shown
      .filter((unit) => new Set(finest.flatMap((coder) => coder[unit]?.join('\n') ?? [])).size > 1)
      .map((unit) => ({ unit, sets: finest.map((coder) => coder[unit]) })),
  };
}

const lookedAt = (given: readonly (readonly unknown[])[], unit: number): number =>
  given.filter((coder) => coder[unit] !== null).length;

/** How many levels labels have. */
export function checkedDepth({ units, coders, codings, looked }: CodersCompared): number {
  if (!Number.isSafeInteger(coders) || coders < 2)
    throw new StatsError('invalid-count', `Agreement needs at least two coders; there are ${coders}.`);
  if (looked !== undefined && looked.length !== units.length)
    throw new StatsError(
      'length-mismatch',
      `There are ${units.length} units, and it is said of ${looked.length} who looked at them.`,
    );
  const depth = codings[0]?.labels.length ?? 1;
  const stray = codings.find(
    ({ coder, labels }) => !(coder >= 0 && coder < coders) || labels.length !== depth,
  );
  if (stray !== undefined || depth < 1)
    throw new StatsError(
      'invalid-count',
      `Every coding is by one of ${coders} coders and has as many labels as the others.`,
    );
  return depth;
}

/** Coder by coder and unit by unit, the codings that overlap it; null where the coder did not look. */
function labelsOf({ units, coders, codings, looked }: CodersCompared): ((readonly string[])[] | null)[][] {
  const given = Array.from({ length: coders }, (_, coder) =>
    units.map((__, unit): (readonly string[])[] | null =>
      looked === undefined || looked[unit].includes(coder) ? [] : null,
    ),
  );
  for (const { coder, start, end, labels } of codings) {
    for (let unit = firstAfter(units, start); unit < units.length && units[unit].start < end; unit++)
      given[coder][unit]?.push(labels);
  }
  return given;
}

const distinct = (found: readonly (readonly string[])[], level: number): string[] =>
  [...new Set(found.map((labels) => labels[level]))].toSorted();

function ofSets(
  sets: readonly (readonly (readonly string[] | null)[])[],
  units: readonly number[],
  options: CompareOptions,
): AgreementFound {
  // Numbered by their names, so that the last digit asks nobody's order.
  const named = [...new Set(sets.flatMap((coder) => coder.flatMap((set) => set ?? [])))].toSorted();
  const numbers = new Map(named.map((label, i) => [label, i]));
  const numberOf = (label: string) => numbers.get(label) ?? 0;
  const input = {
    coders: sets.length,
    sets: units.flatMap((unit) => sets.map((coder) => coder[unit]?.map(numberOf) ?? null)),
  };
  const { estimate, undefinedBecause } = masiAlpha(input);
  const interval = masiInterval(input, options);
  const ac1 = gwetAc1(asRatings(sets, units)).estimate;
  return { alpha: estimate, undefinedBecause, interval, ac1, units: units.length };
}

function ofRatings(
  has: readonly (readonly (boolean | null)[])[],
  units: readonly number[],
  options: CompareOptions,
): RatingAgreement {
  const codes = Int32Array.from(units.flatMap((unit) => has.map((coder) => Number(coder[unit] ?? -1))));
  const ratings = { codes, coders: has.length, categories: 2 };
  const { estimate, undefinedBecause } = krippendorffAlpha(ratings, { metric: 'nominal' });
  const [interval] = alphaIntervals(ratings, { ...options, metrics: ['nominal'] });
  return {
    alpha: estimate,
    undefinedBecause,
    interval,
    ac1: gwetAc1(ratings).estimate,
    units: units.length,
    kappa: kappaOf(
      ratings,
      units.every((unit) => lookedAt(has, unit) === lookedAt(has, units[0])),
    ),
    percent: percentAgreement(ratings).estimate,
  };
}

/** Fleiss' needs equally many ratings of each unit. */
function kappaOf(ratings: Ratings, asMany: boolean): number | null {
  if (ratings.coders === 2) return cohenKappa(ratings).estimate;
  return asMany ? fleissKappa(ratings).estimate : null;
}

/** Each set that occurs as a category, numbered by its name, so that the last digit asks nobody's order. */
function asRatings(
  sets: readonly (readonly (readonly string[] | null)[])[],
  units: readonly number[],
): Ratings {
  const keys = units.flatMap((unit) => sets.map((coder) => coder[unit]?.join('\n')));
  const named = [...new Set(keys.filter((key) => key !== undefined))].toSorted();
  const numbers = new Map<string | undefined, number>(named.map((key, i) => [key, i]));
  return {
    codes: Int32Array.from(keys, (key) => numbers.get(key) ?? -1),
    coders: sets.length,
    categories: Math.max(1, named.length),
  };
}
