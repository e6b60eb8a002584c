import { fisherExact } from '../contingency/fisherExact.ts';
import { StatsError, type StatsWarning } from '../errors.ts';
import type {
  EffectiveSchool,
  EffectiveSchoolOptions,
  EffectiveYear,
  MasteryCount,
  MasteryShare,
} from './effectiveSchoolTypes.ts';

/** A test of fewer pupils than this in a class finds hardly any difference. */
const fewPupils = 20;

/**
 * The classical test of an effective school: in each of at least three consecutive years up to the latest, at least
 * 95 % of every year group reach the minimum, and the shares of the social classes do not differ significantly.
 *
 * Classes are compared two by two over all year groups of a year, by Fisher's exact test with Holm's correction. “No
 * significant difference” is not “no difference”: in small classes hardly any difference is significant, and a warning
 * (`small-class`) says where.
 *
 * The answer is `false` as soon as one of the latest years fails, `true` if all needed years pass, and else `null`, with
 * `lacking` naming what is not known: `too-few-years`, `missing-year`, `missing-year-group` (one that other years have),
 * `no-social-class`.
 *
 * Throws `no-values`, `invalid-count`, `invalid-year`, `invalid-option`.
 *
 * Source: Edmonds (1979), Educational Leadership 37 (1), 15–24; Lezotte (1991), Correlates of Effective Schools;
 * Holm (1979), Scandinavian Journal of Statistics 6, 65–70.
 */
export function effectiveSchool(
  counts: readonly MasteryCount[],
  { minimum = 0.95, years: yearsNeeded = 3, significance = 0.05 }: EffectiveSchoolOptions = {},
): EffectiveSchool {
  refuseUnusable(counts, minimum, yearsNeeded, significance);
  const used = counts.filter(({ pupils }) => pupils > 0);
  if (used.length === 0) throw new StatsError('no-values', 'There are no pupils in any year.');
  const yearGroups = [...new Set(used.map(({ yearGroup }) => yearGroup))];
  const lacking: StatsWarning[] = [];
  const years = [...new Set(used.map(({ year }) => year))]
    .sort((one, other) => one - other)
    .map((year) =>
      yearOf(
        year,
        used.filter((count) => count.year === year),
        yearGroups,
        { minimum, significance },
      ),
    );
  const latest = years[years.length - 1].year;
  const window = Array.from({ length: yearsNeeded }, (_, back) => latest - back);
  const known = window.map((year) => years.find((one) => one.year === year));
  const earliest = years[0].year;
  const absent = window.filter((_, back) => known[back] === undefined);
  say(
    lacking,
    'too-few-years',
    absent.filter((year) => year < earliest),
    (list) => `The test needs ${yearsNeeded} consecutive years. Results of ${list} would be needed too.`,
  );
  say(
    lacking,
    'missing-year',
    absent.filter((year) => year > earliest),
    (list) => `There are no results of ${list}.`,
  );
  lackingWithin(
    lacking,
    known.filter((year) => year !== undefined),
    yearGroups,
  );
  const fails = known.some((year) => year?.met === false);
  const passes = known.every((year) => year?.met === true);
  return {
    minimum,
    significance,
    yearsNeeded,
    effective: fails ? false : passes ? true : null,
    run: runUpTo(latest, years),
    years,
    lacking,
    warnings: smallClasses(years),
  };
}

function refuseUnusable(
  counts: readonly MasteryCount[],
  minimum: number,
  years: number,
  significance: number,
): void {
  const option = (holds: boolean, message: string) => {
    if (!holds) throw new StatsError('invalid-option', message);
  };
  option(minimum > 0 && minimum <= 1, `The minimum share lies above 0 and at most at 1, not at ${minimum}.`);
  option(Number.isInteger(years) && years > 0, `The years are a whole number above 0, not ${years}.`);
  option(
    significance > 0 && significance < 1,
    `The significance lies between 0 and 1, not at ${significance}.`,
  );
  for (const { year, yearGroup, pupils, mastered } of counts) {
    if (!Number.isInteger(year))
      throw new StatsError('invalid-year', `A year is a whole number, not ${year}.`);
    if (Number.isSafeInteger(pupils) && Number.isSafeInteger(mastered) && mastered >= 0 && pupils >= mastered)
      continue;
    throw new StatsError(
      'invalid-count',
      `Of year group ‘${yearGroup}’ in ${year}, ${mastered} of ${pupils} pupils cannot have reached the minimum.`,
    );
  }
}

function yearOf(
  year: number,
  counts: readonly MasteryCount[],
  yearGroups: readonly string[],
  { minimum, significance }: { minimum: number; significance: number },
): EffectiveYear {
  const groups = sharesBy(counts, ({ yearGroup }) => yearGroup).map((group) => ({
    ...group,
    // Whole pupils: 19 of 20 are 95 %, whatever rounding makes of 0.95 · 20.
    met: group.mastered >= minimum * group.pupils * (1 - 1e-12),
  }));
  const socialClasses = sharesBy(counts, ({ socialClass }) => socialClass);
  const comparisons = comparisonsOf(socialClasses);
  const failed = groups.some(({ met }) => !met);
  const mastery = failed ? false : groups.length < yearGroups.length ? null : true;
  const unequal = comparisons.some(({ adjusted }) => adjusted < significance);
  const classless = socialClasses.length < 2 || counts.some(({ socialClass }) => socialClass === null);
  const equal = unequal ? false : classless ? null : true;
  const met = mastery === false || equal === false ? false : mastery === null || equal === null ? null : true;
  return { year, yearGroups: groups, socialClasses, comparisons, mastery, equal, met };
}

/** Sums by name, in the order in which the names come; nothing for null. */
function sharesBy(
  counts: readonly MasteryCount[],
  nameOf: (count: MasteryCount) => string | null,
): MasteryShare[] {
  const found = new Map<string, MasteryShare>();
  for (const count of counts) {
    const name = nameOf(count);
    if (name === null) continue;
    const sum = found.get(name) ?? { name, pupils: 0, mastered: 0, share: 0 };
    sum.pupils += count.pupils;
    sum.mastered += count.mastered;
    sum.share = sum.mastered / sum.pupils;
    found.set(name, sum);
  }
  return [...found.values()];
}

function comparisonsOf(classes: readonly MasteryShare[]): EffectiveYear['comparisons'] {
  const pairs = classes.flatMap((one, i) => classes.slice(i + 1).map((other) => ({ one, other })));
  const made = pairs.map(({ one, other }) => ({
    classes: [one.name, other.name] as [string, string],
    difference: one.share - other.share,
    p: fisherExact([
      [one.mastered, one.pupils - one.mastered],
      [other.mastered, other.pupils - other.mastered],
    ]),
    adjusted: 1,
  }));
  let largest = 0;
  made
    .toSorted((one, other) => one.p - other.p)
    .forEach((comparison, rank) => {
      largest = Math.max(largest, Math.min(1, comparison.p * (made.length - rank)));
      comparison.adjusted = largest;
    });
  return made;
}

function runUpTo(latest: number, years: readonly EffectiveYear[]): number {
  const met = new Set(years.filter((year) => year.met === true).map(({ year }) => year));
  let run = 0;
  while (met.has(latest - run)) run++;
  return run;
}

function lackingWithin(
  lacking: StatsWarning[],
  years: readonly EffectiveYear[],
  yearGroups: readonly string[],
): void {
  const undecided = years.toReversed().filter(({ met }) => met === null);
  const absent = undecided.flatMap(({ year, yearGroups: there }) =>
    yearGroups
      .filter((name) => !there.some((group) => group.name === name))
      .map((name) => `‘${name}’ in ${year}`),
  );
  say(lacking, 'missing-year-group', absent, (list) => `There are no results of year group ${list}.`);
  const classless = undecided.filter(({ equal }) => equal === null).map(({ year }) => year);
  say(
    lacking,
    'no-social-class',
    classless,
    (list) => `The social class of all pupils, in at least two classes, would be needed for ${list}.`,
  );
}

function smallClasses(years: readonly EffectiveYear[]): StatsWarning[] {
  const warnings: StatsWarning[] = [];
  const small = years.flatMap(({ year, socialClasses }) =>
    socialClasses
      .filter(({ pupils }) => socialClasses.length > 1 && pupils < fewPupils)
      .map(({ name, pupils }) => `‘${name}’ in ${year} (${pupils})`),
  );
  say(
    warnings,
    'small-class',
    small,
    (list) => `So few pupils that hardly any difference would be significant: ${list}.`,
  );
  return warnings;
}

function say(
  into: StatsWarning[],
  code: string,
  about: readonly (string | number)[],
  message: (list: string) => string,
): void {
  if (about.length > 0) into.push({ code, message: message(about.join(', ')) });
}
