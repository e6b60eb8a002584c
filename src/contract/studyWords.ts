import type { Study, StudyColumn, StudyFound, StudyGroup } from './studies.ts';
import { groupNoun, groupNouns, oneGroupOf } from './groupingWords.ts';
import { capital, count, counted, decimal, inWords, listed, percentCovered } from './words.ts';

/** What is said of a study, on the page, in files and at a terminal alike. */
export interface StudyFacts {
  design: Study['design'];
  perGroup: number;
  seed: number;
  version: string;
  found: Pick<
    StudyFound,
    | 'generator'
    | 'grouping'
    | 'indicators'
    | 'result'
    | 'shareOfVariance'
    | 'quantileType'
    | 'cuts'
    | 'missing'
    | 'rule'
    | 'groups'
  >;
  /** Schools that were left out before the draw, and those that declined. */
  leftOut: number;
  declined: number;
  /** In the study now. */
  now: { resilient: number; struggling: number };
}

/** Of what was kept. */
export function factsOf(study: Study): StudyFacts {
  const { design, perGroup, seed, programVersion, found, schools, now } = study;
  return {
    design,
    perGroup,
    seed,
    version: programVersion,
    found,
    leftOut: schools.filter(({ leftOut }) => leftOut !== null).length,
    declined: schools.filter(({ declined }) => declined !== null).length,
    now,
  };
}

export const schools = (value: number) => `${inWords(value)} ${value === 1 ? 'school' : 'schools'}`;

const drawnIn = (groups: readonly StudyGroup[]) =>
  groups.filter(({ drawn }) => drawn.resilient + drawn.struggling > 0);
export const totals = (groups: readonly StudyGroup[]) => ({
  resilient: groups.reduce((sum, { drawn }) => sum + drawn.resilient, 0),
  struggling: groups.reduce((sum, { drawn }) => sum + drawn.struggling, 0),
});

const parts = new Map([
  [2, 'half'],
  [3, 'third'],
  [4, 'quarter'],
  [5, 'fifth'],
  [10, 'tenth'],
]);

/** The hardest quarter, fifth, 15%. */
export function partOf(share: number): string {
  const part = parts.get(Math.round(1 / share));
  return part !== undefined && Math.abs(Math.round(1 / share) * share - 1) < 1e-9
    ? part
    : `${String(Number((100 * share).toFixed(4)))}%`;
}

/** `highest or lowest quarter`; where the two differ, `highest fifth or lowest quarter`. */
export function outerWords(
  { top, lowest }: StudyFound['cuts'],
  same: string,
  [high, low]: [string, string],
): string {
  return top === lowest ? `${same} ${partOf(top)}` : `${high} ${partOf(top)} ${low} ${partOf(lowest)}`;
}

/** ` in each of the years 2024 and 2025`, where a label must be held. */
export function heldWords({ rule }: Pick<StudyFound, 'rule'>): string {
  return rule.held === null ? '' : ` in each of the years ${listed(rule.held)}`;
}

/** Six schools in two regions. */
export function studyTitle({ grouping, groups }: Pick<StudyFound, 'grouping' | 'groups'>): string {
  const { resilient, struggling } = totals(groups);
  const title = capital(schools(resilient + struggling));
  const places = drawnIn(groups);
  if (grouping === null) return title;
  const only = places.length === 1 ? places[0]?.name : undefined;
  return only === undefined
    ? `${title} in ${inWords(places.length)} ${groupNouns(grouping)}`
    : `${title} in ${only}`;
}

/** `, or as many as there were`, if a group had fewer than were asked for; it was then drawn whole. */
export function fewerWords({
  design,
  perGroup,
  found: { groups },
}: Pick<StudyFacts, 'design' | 'perGroup' | 'found'>): string {
  const short = groups.some(({ drawn: { resilient, struggling } }) =>
    design === 'both kinds together'
      ? resilient + struggling < perGroup
      : Math.min(resilient, struggling) < perGroup,
  );
  if (!short) return '';
  return perGroup === 1 ? ', where there was one' : ', or as many as there were';
}

/** What was done, in the page's words; the bold part stands between. */
export function drawnSentence(facts: StudyFacts): { before: string; bold: string; after: string } {
  const { design, perGroup, found } = facts;
  const fewer = fewerWords(facts);
  const before = found.grouping === null ? '' : `In each ${oneGroupOf(found.grouping)} `;
  const were = (value: number) => (value === 1 ? 'was' : 'were');
  const among = `${fewer}, among schools in the hardest ${partOf(found.cuts.hardest)} of circumstances whose results are ${outerWords(found.cuts, 'in the highest or in the lowest', ['in the highest', 'or in the lowest'])}${heldWords(found)}.`;
  const bold = {
    'both kinds together': `${schools(perGroup)} ${were(perGroup)} drawn at random`,
    'each kind': `${inWords(perGroup)} resilient and ${inWords(perGroup)} struggling ${perGroup === 1 ? 'school' : 'schools'} were drawn at random`,
    'matched pairs': `${inWords(perGroup)} ${perGroup === 1 ? 'pair was' : 'pairs were'} drawn at random`,
  }[design];
  const after = {
    'both kinds together': ` from the two kinds together${among}`,
    'each kind': among,
    'matched pairs': `${fewer}: a resilient school, and the struggling one nearest to it in circumstances. Both are in the hardest ${partOf(found.cuts.hardest)} of circumstances${heldWords(found)}.`,
  }[design];
  return { before, bold: before === '' ? capital(bold) : bold, after };
}

/** How the two kinds are spread over the groups, where chance decided that. */
export function chanceSentence({ design, found: { groups } }: Pick<StudyFacts, 'design' | 'found'>): string {
  const places = drawnIn(groups);
  if (design !== 'both kinds together' || places.length === 0) return '';
  const [first] = places;
  if (places.length > 6) {
    const { resilient, struggling } = totals(groups);
    return ` Chance gave ${count(resilient)} resilient and ${counted(struggling, 'struggling school')}.`;
  }
  const parts = places.map((group) => {
    const { resilient, struggling } = group.drawn;
    const what =
      group === first
        ? `${inWords(resilient)} resilient and ${inWords(struggling)} struggling ${struggling === 1 ? 'school' : 'schools'}`
        : `${resilient === 0 ? 'none' : inWords(resilient)} and ${struggling === 0 ? 'none' : inWords(struggling)}`;
    return group.name === '' ? what : `${what} in ${group.name}`;
  });
  return ` Chance gave ${listed(parts)}.`;
}

/** 3 per region, both kinds together. */
export function settingWords({ design, perGroup, found }: StudyFacts): string {
  const per = found.grouping === null ? '' : ` per ${groupNoun(found.grouping)}`;
  return {
    'both kinds together': `${count(perGroup)}${per}, both kinds together`,
    'each kind': `${count(perGroup)} of each kind${per}`,
    'matched pairs': `${counted(perGroup, 'matched pair')}${per}`,
  }[design];
}

const percent = ({ schools: covered, known }: StudyGroup) => `${String(percentCovered(covered, known))}%`;

/** How many of the schools known of each group have all values. */
export function coverageWords({ grouping, groups }: Pick<StudyFound, 'grouping' | 'groups'>): string {
  const [only] = groups;
  if (only === undefined) return '';
  if (groups.every(({ schools: covered, known }) => covered === known)) return 'all schools known here';
  if (grouping === null || groups.length === 1) {
    return `${percent(only)} of the schools${only.name === '' ? '' : ` of ${only.name}`}`;
  }
  if (groups.length > 6) {
    const sorted = groups.toSorted((a, b) => a.schools / a.known - b.schools / b.known);
    return `${percent(sorted[0] ?? only)} to ${percent(sorted.at(-1) ?? only)} of the schools of each ${groupNoun(grouping)}`;
  }
  return listed(
    groups.map((group, i) => `${percent(group)} of ${i === 0 ? 'the schools of ' : ''}${group.name}`),
  );
}

/** Free meals, 2000 (%). */
export function columnName({ label, period, unit }: Pick<StudyColumn, 'label' | 'period' | 'unit'>): string {
  const when = period === null || label.includes(period) ? '' : `, ${period}`;
  const shown = unit === 'percent' ? '%' : (unit ?? '');
  // ‘Pupils on roll (pupils)’ says nothing more.
  const said = shown !== '' && label.toLowerCase().includes(shown.toLowerCase());
  return `${label}${when}${shown === '' || said ? '' : ` (${shown})`}`;
}

/** Decimals that a column is read with: none where all are whole, one for large numbers, else two. */
export function columnDigits(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  if (known.every(Number.isInteger)) return 0;
  return known.some((value) => Math.abs(value) >= 10) ? 1 : 2;
}

/** The difference from a mean with its sign: +21, −0.7, 0. */
export function differenceWords(value: number | null, mean: number | null, digits: number): string {
  if (value === null || mean === null) return '';
  const text = decimal(value - mean, digits);
  return value - mean > 0 && !/^[0.,]+$/.test(text) ? `+${text}` : text;
}
