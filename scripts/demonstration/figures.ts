import { drawsFor, type Draws } from './draws.ts';
import type { School } from './schools.ts';

export const years = [
  { period: '2022/23', file: '2022-23', trend: -1.2, opens: '2022-09-01', ends: '2023-07-31' },
  { period: '2023/24', file: '2023-24', trend: -0.5, opens: '2023-09-01', ends: '2024-07-31' },
  { period: '2024/25', file: '2024-25', trend: 0, opens: '2024-09-01', ends: '2025-07-31' },
] as const;
export type Year = (typeof years)[number];

export const subjects = ['reading', 'writing', 'mathematics'] as const;
/** Mean of all schools in the latest year, and points lost for a deviation of harder circumstances. */
const subjectFigures = {
  reading: { mean: 102.8, slope: 2.5 },
  writing: { mean: 101.6, slope: 2.2 },
  mathematics: { mean: 102.3, slope: 2.4 },
} as const;

/** Deviation of single pupils about the mean of their school, in points, and how far it is the same in every subject. */
const pupil = { deviation: 8.5, shared: 0.6 };
/** Deviations of what differs by subject for good, and of what changes in a school from year to year, in points. */
const lasting = { subject: 0.8, year: 0.7 };

/**
 * Circumstances: share of pupils at mean hardness, as a logit; how much of it is hardness; what is the school's own, for
 * good and in one year; and the trend of a year.
 */
const indicators = {
  free_meals: { at: 0.29, weight: 0.5, own: 0.2, year: 0.05, trend: 0.03 },
  new_to_language: { at: 0.15, weight: 0.38, own: 0.5, year: 0.08, trend: 0.04 },
  parents_with_degree: { at: 0.27, weight: -0.42, own: 0.25, year: 0.05, trend: 0.02 },
  special_needs: { at: 0.15, weight: 0.2, own: 0.2, year: 0.07, trend: 0.03 },
  mobility: { at: 0.09, weight: 0.27, own: 0.25, year: 0.12, trend: 0 },
  single_parent: { at: 0.21, weight: 0.3, own: 0.18, year: 0.04, trend: 0 },
} as const;
type Indicator = keyof typeof indicators;
/** Asked of the schools themselves: who has not answered has none of the three. */
const questionnaire = ['special_needs', 'mobility', 'single_parent'] as const;
/** The region where some schools do not answer: which share of them, fewer each year. */
const silent = { region: 'Westhay', shares: [0.2, 0.14, 0.08] } as const;

/** A cell of a file: a number, or why there is none, as sources write it. */
export type Cell = number | 'SUPP' | 'NEW' | '';
export type Figures = Record<
  | 'pupils_on_roll'
  | 'pupils_tested'
  | Indicator
  | 'results'
  | (typeof subjects)[number]
  | 'attendance'
  | 'staff_turnover'
  | 'leadership_changes',
  Cell
>;

/** Fewer pupils than this behind a result, and it is held back. */
const leastTested = 5;

/** What a school has in each year in which it was open. */
export function figuresOf(seed: number, school: School): Map<Year, Figures> {
  // A stream for each school: a school more or less changes nobody else's figures.
  const draws = drawsFor(seed, `figures of ${school.name}`);
  const own = {
    indicators: Object.fromEntries(
      Object.entries(indicators).map(([key, { own: deviation }]) => [key, deviation * draws.normal()]),
    ) as Record<Indicator, number>,
    subjects: subjects.map(() => lasting.subject * draws.normal()),
    attendance: 0.45 * draws.normal(),
    turnover: 0.2 * draws.normal(),
  };
  const drawn = years.map((year, back) => {
    const pupils = pupilsOf(school, years.length - 1 - back, draws);
    return [
      year,
      {
        ...pupils,
        ...circumstancesOf(school, back, own.indicators, draws),
        ...resultsOf(school, { year, tested: pupils.pupils_tested, own: own.subjects }, draws),
        ...runningOf(school, own, draws),
      },
    ] as const;
  });
  return new Map(
    drawn
      .filter(([year]) => isOpen(school, year))
      .map(([year, all]) => [year, typed(seed, school, year, all)]),
  );
}

function isOpen({ opened, closed }: School, { opens, ends }: Year): boolean {
  return (opened === null || opened <= opens) && (closed === null || closed >= ends);
}

function pupilsOf(school: School, yearsBack: number, draws: Draws) {
  const change = 1 + yearsBack * 0.012 * draws.normal();
  const roll = yearsBack === 0 ? school.pupils : Math.round(school.pupils * change);
  const cohort = Math.round(roll / 7 + 0.6 * Math.sqrt(roll / 7) * draws.normal());
  const tested = yearsBack === 0 && school.tested !== null ? school.tested : Math.max(2, cohort);
  return { pupils_on_roll: roll, pupils_tested: tested };
}

function circumstancesOf(
  { hardness }: School,
  back: number,
  own: Record<Indicator, number>,
  draws: Draws,
): Record<Indicator, number> {
  const shares = Object.entries(indicators).map(([key, { at, weight, year, trend }]) => {
    const logit =
      Math.log(at / (1 - at)) +
      weight * hardness +
      own[key as Indicator] +
      year * draws.normal() +
      trend * (back - 2);
    return [key, rounded(100 / (1 + Math.exp(-logit)), 1)];
  });
  return Object.fromEntries(shares) as Record<Indicator, number>;
}

interface Tested {
  year: Year;
  tested: number;
  own: readonly number[];
}

/** Circumstances, what the school adds, the year, and chance, which is the less the more pupils are tested. */
function resultsOf({ hardness, effect }: School, { year, tested, own }: Tested, draws: Draws) {
  const chance = pupil.deviation / Math.sqrt(tested);
  const shared = chance * Math.sqrt(pupil.shared) * draws.normal() + lasting.year * draws.normal();
  const scores = subjects.map((subject, i) => {
    const { mean, slope } = subjectFigures[subject];
    const alone = chance * Math.sqrt(1 - pupil.shared) * draws.normal() + (own[i] ?? 0);
    const score = mean + year.trend - slope * hardness + effect + shared + alone;
    return rounded(Math.min(120, Math.max(80, score)), 1);
  });
  const [reading = 0, writing = 0, mathematics = 0] = scores;
  return { results: rounded((reading + writing + mathematics) / 3, 1), reading, writing, mathematics };
}

function runningOf(
  { hardness, effect }: School,
  own: { attendance: number; turnover: number },
  draws: Draws,
) {
  const attendance = 93.8 - 0.75 * hardness + 0.12 * effect + own.attendance + 0.35 * draws.normal();
  const turnover = 12 * Math.exp(0.16 * hardness - 0.05 * effect + own.turnover + 0.2 * draws.normal());
  const chance = Math.min(0.6, Math.max(0.03, 0.13 + 0.05 * hardness - 0.02 * effect));
  const changes = Number(draws.uniform() < chance) + Number(draws.uniform() < chance / 4);
  return {
    attendance: rounded(Math.min(98, attendance), 1),
    staff_turnover: rounded(Math.min(60, turnover), 1),
    leadership_changes: changes,
  };
}

/** What a source would hold back or not have yet. */
function typed(seed: number, school: School, year: Year, figures: Record<keyof Figures, number>): Figures {
  const cells: Figures = { ...figures };
  if (figures.pupils_tested < leastTested)
    for (const key of ['results', ...subjects] as const) cells[key] = 'SUPP';
  if (isSilent(seed, school, year)) for (const key of questionnaire) cells[key] = '';
  // Nobody can have left a school before it opened.
  if (school.opened === year.opens)
    for (const key of ['staff_turnover', 'leadership_changes'] as const) cells[key] = 'NEW';
  return cells;
}

/** A school that has begun to answer goes on; those that the later stages speak of always do. */
function isSilent(seed: number, { name, region, story }: School, year: Year): boolean {
  if (region !== silent.region || story) return false;
  return drawsFor(seed, `answers of ${name}`).uniform() < (silent.shares[years.indexOf(year)] ?? 0);
}

function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}
