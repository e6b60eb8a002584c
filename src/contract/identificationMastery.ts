import type { MasteryCount } from '#stats';
import type { Frame } from './identification.ts';
import { isOneYear, plain } from './identificationPeriods.ts';

/** What the classical test of an effective school needs from a frame, and which results could give it. */

type Measure = Frame['measures'][number];

export interface MasteryResult {
  /** What the pupils reached: `Expected standard in reading, writing and mathematics`. */
  label: string;
  /** The class whose share is held against that of all others. */
  socialClass: string;
  /** Oldest first: the share of all pupils and that of the class, both with how many pupils they are shares of. */
  years: { year: number; all: string; ofClass: string }[];
}

const social = /disadvantag|free (?:school )?meals|\bfsm\b|poverty|poor|low income|deprived|social class/;
const isNot = /\b(?:not|other|non)\b/;

const isCountedShare = ({ kind, unit, period, denominator }: Measure) =>
  kind === 'result' &&
  denominator !== undefined &&
  isOneYear(period) &&
  /\d{4}/.test(period) &&
  /^(?:%|per ?cent)/i.test(unit?.trim() ?? '');

/** A school year counts as the year in which it ends. */
const yearOf = ({ period }: Measure) =>
  Number(/\d{4}/.exec(period ?? '')?.[0]) + Number(/\d{4}\s*[/–-]\s*\d{2}/.test(period ?? ''));

/** The results that are told for all pupils and for a social class, with numbers of pupils, by what was reached. */
export function masteryResults(frame: Frame): MasteryResult[] {
  const shares = frame.measures.filter(isCountedShare);
  const found = new Map<string, MasteryResult>();
  for (const ofClass of shares) {
    const name = ofClass.pupilGroup;
    if (name === undefined || !social.test(plain(name)) || isNot.test(plain(name))) continue;
    const label = ofClass.label.slice(0, -`: ${name}`.length);
    const all = shares.find(
      (one) =>
        one.pupilGroup === undefined && one.period === ofClass.period && plain(one.label) === plain(label),
    );
    if (all === undefined) continue;
    const known = found.get(`${plain(label)}|${name}`) ?? { label, socialClass: name, years: [] };
    known.years.push({ year: yearOf(all), all: all.key, ofClass: ofClass.key });
    found.set(`${plain(label)}|${name}`, known);
  }
  return [...found.values()].map((one) => ({
    ...one,
    years: one.years.toSorted((a, b) => a.year - b.year),
  }));
}

export function masteryMeasures({ years }: MasteryResult): string[] {
  return years.flatMap(({ all, ofClass }) => [all, ofClass]);
}

/** The counts of a school: of the class and of all others; of all together where the class is not told. */
export function masteryCounts(frame: Frame, result: MasteryResult, school: number): MasteryCount[] {
  return result.years.flatMap(({ year, all, ofClass }): MasteryCount[] => {
    const whole = countOf(frame, all, school);
    if (whole === null) return [];
    const same = { year, yearGroup: result.label };
    const part = countOf(frame, ofClass, school);
    if (part === null || part.pupils > whole.pupils || part.mastered > whole.mastered) {
      return [{ ...same, socialClass: null, ...whole }];
    }
    const others = { pupils: whole.pupils - part.pupils, mastered: whole.mastered - part.mastered };
    return [
      { ...same, socialClass: result.socialClass, ...part },
      { ...same, socialClass: 'All others', ...others },
    ].filter(({ pupils, mastered }) => pupils > 0 && mastered <= pupils);
  });
}

function countOf(frame: Frame, key: string, school: number): { pupils: number; mastered: number } | null {
  const measure = frame.measures.find((one) => one.key === key);
  const pupils = measure?.denominator?.[school] ?? null;
  const share = measure?.values[school] ?? null;
  if (pupils === null || share === null || pupils < 1) return null;
  return { pupils, mastered: Math.round((share / 100) * pupils) };
}
