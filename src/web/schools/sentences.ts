import { missingReasons, type SchoolFact } from '#contract/importCodes';
import type { MeasureKind } from '#contract/measureKinds';
import type { DictionaryMeasure, Point, SchoolList, SchoolPage } from '#contract/schools';
import { capital, counted, decimal, inWords } from '#contract/words';
import { dayWritten } from '../ui/days.ts';

/** Headings of the kinds of measures, in the order in which people ask for them. */
export const kindTitles: readonly { kind: MeasureKind; title: string }[] = [
  { kind: 'context', title: 'Circumstances' },
  { kind: 'result', title: 'Results' },
  { kind: 'outcome', title: 'What came after' },
  { kind: 'process', title: 'What the school does' },
  { kind: 'inspection', title: 'Inspection' },
  { kind: 'governance', title: 'Governance' },
];

/** How many schools are listed, and how they are grouped. Whoever sees their own is not told that there are no others. */
export function registryLede(
  { total, groupings }: Pick<SchoolList, 'total' | 'groupings'>,
  onlyOwn: boolean,
): { bold: string; after: string } {
  if (onlyOwn) {
    const bold = `You see ${inWords(total)} ${total === 1 ? 'school' : 'schools'} of this workspace.`;
    return { bold, after: ' Others may belong to it that you do not see.' };
  }
  const bold = `${counted(total, 'school')} in this workspace.`;
  if (groupings.length === 0) return { bold, after: '' };
  const made = groupings.filter(({ own }) => own).length;
  const here = made === 0 ? '' : `, ${inWords(made)} of them made here`;
  return {
    bold,
    after: ` ${capital(inWords(groupings.length))} ${groupings.length === 1 ? 'grouping divides' : 'groupings divide'} them${here}.`,
  };
}

/** What is said of a measure besides its name: its unit, what it is, and what is counted out of what. */
export function aboutMeasure(
  measure: Pick<DictionaryMeasure, 'unit' | 'definition' | 'numerator' | 'denominator'>,
): string {
  const { unit, definition, numerator, denominator } = measure;
  const counted = [numerator ?? '', denominator ?? ''].filter((one) => one !== '').join(' out of ');
  return sentences([unit ?? '', definition ?? '', counted]);
}

/** What the national lines of its file say of a measure; they are no schools. */
export function nationalWords({ national }: Pick<DictionaryMeasure, 'national'>): string {
  const said = national.map(({ label, value }) => `${label} ${String(value).replace('-', '−')}`);
  return said.length === 0 ? '' : `In the file as a whole: ${said.join('; ')}`;
}

/** One after the other, as many as say something, each begun as a sentence. */
export function sentences(parts: readonly string[]): string {
  return parts
    .map((one) => capital(one.trim().replace(/\.$/, '')))
    .filter((one) => one !== '')
    .join('. ');
}

type Origin = NonNullable<Point['origin']>;
type Facts = Partial<Record<SchoolFact, string>>;

/** What sort of school it is, where, for whom, and since when: as far as it is known. */
export function whoItIs({ facts }: Pick<SchoolPage, 'facts'>): { bold: string; after: string } {
  const of: Facts = Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));
  const where = [of.town, of['authority name']].filter((one) => one !== undefined && one !== '');
  const ages =
    of['lowest age'] === undefined || of['highest age'] === undefined
      ? ''
      : ` for ages ${of['lowest age']} to ${of['highest age']}`;
  const kind = of.type === undefined || of.type.length < 5 ? 'A school' : of.type;
  const place = where.length === 0 ? '' : ` in ${[...new Set(where)].join(', ')}`;
  const bold = ages === '' && place === '' && kind === 'A school' ? '' : `${kind}${ages}${place}.`;
  return { bold, after: bold === '' ? '' : lifeWords(of) };
}

function lifeWords({ opened, closed, status }: Facts): string {
  if (closed !== undefined) return ` Closed on ${dayWritten(closed)}.`;
  // Registers write the first day of 1900 where nobody knows.
  if (opened !== undefined && opened > '1900-01-01') return ` Open since ${dayWritten(opened)}.`;
  return status === undefined ? '' : ` Status: ${status.toLowerCase()}.`;
}

const dates = new Set<SchoolFact>(['opened', 'closed', 'successor date']);

export function factWords({ fact, value }: SchoolPage['facts'][number]): string {
  return dates.has(fact) ? dayWritten(value) : value;
}

const linkKinds: Record<SchoolPage['predecessors'][number]['kind'], string> = {
  academy: 'became an academy',
  merger: 'merger',
  split: 'split',
  reopened: 'reopened',
  other: 'another way',
};
export const linkChoices = Object.entries(linkKinds).map(([value, words]) => ({
  value: value as keyof typeof linkKinds,
  label: capital(words),
}));

export function linkWords({ kind, on, source }: SchoolPage['predecessors'][number]): string {
  return [linkKinds[kind], ...(on === null ? [] : [dayWritten(on)]), source].join('; ');
}

/** The value in figures or in the words of its scale; a dash where nobody asked. */
export function valueWords(point: Point): string {
  if (point.value === null) return point.missing === null ? '–' : missingReasons[point.missing].words;
  return point.level ?? decimal(point.value, digitsOf(point.value));
}

/** As many decimals as the source gave, two at most. */
function digitsOf(value: number): number {
  return [0, 1].find((digits) => Math.abs(Number(value.toFixed(digits)) - value) < 1e-9) ?? 2;
}

export interface KeyedOrigin {
  /** a, b, c … by which a value says that it came from here. */
  letter: string;
  /** The file; null where it was deleted since. */
  id: string | null;
  words: string;
  holds: (point: Pick<Point, 'origin'>) => boolean;
}

/** Each file and row that values came from, once, the latest period first. */
export function originsOf(points: readonly Pick<Point, 'origin' | 'period'>[]): KeyedOrigin[] {
  const latestFirst = points.toSorted((a, b) => (b.period ?? '').localeCompare(a.period ?? ''));
  const found = new Map<string, { id: string | null; words: string }>();
  for (const { origin } of latestFirst) {
    if (origin !== null) found.set(keyOf(origin), { id: origin.import, words: originWords(origin) });
  }
  return [...found].map(([key, one], i) => ({
    ...one,
    letter: letterOf(i),
    holds: ({ origin }) => origin !== null && keyOf(origin) === key,
  }));
}

const originWords = ({ fileName, row }: Origin) => `${fileName}${row === null ? '' : `, row ${String(row)}`}`;
const keyOf = (origin: Origin) => `${origin.import ?? ''} ${originWords(origin)}`;

/** a … z, then aa, ab … */
function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

export function intervalWords({ lower, upper }: Point): string | null {
  return lower === null || upper === null
    ? null
    : `${decimal(lower, digitsOf(lower))} to ${decimal(upper, digitsOf(upper))}`;
}

/** What the last day does on which a measure is kept: a day of the past, which may be a slip, does it soon. */
export function untilWords(until: string, today: string): string {
  return until !== '' && until < today
    ? 'This day is past: within a day, its values are deleted everywhere.'
    : 'On the day after, its values are deleted everywhere. Empty: it is kept.';
}
