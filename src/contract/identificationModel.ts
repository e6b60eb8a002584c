import type { FirmnessInput, AreaInput, SamplingInput, YearOfResults } from '#stats';
import type { Frame } from './identification.ts';
import { hasValues, identifyInput, numbers, type ChosenSettings } from './identificationInput.ts';
import { plain, resultYears } from './identificationPeriods.ts';
import { count, inSentence, isPercent } from './words.ts';

export { resultYears } from './identificationPeriods.ts';

/** What the model of small schools needs from a frame, and which of it these data allow. */

type Measure = Frame['measures'][number];

/** How many pupils stand behind each school's result. */
export interface PupilsBehind {
  /** NaN where it is not known, and everywhere while the values have not been sent. */
  values: Float64Array;
  from: 'setting' | 'denominator' | 'label';
  /**
   * `tested`: those whose result it is. `roll`: all of the school, of whom only some were tested: that tells how schools
   * differ in size, but not how much chance there is in a share.
   */
  who: 'tested' | 'roll';
  /** Of the measure they are taken from: the result itself where they came beside it. */
  key: string;
  label: string;
}

export interface ModelInput {
  /** For `samplingVariance`; its variances go into `area`. */
  sampling: SamplingInput;
  /** Why this rule, in words. */
  why: string;
  pupils: PupilsBehind | null;
  /** For `fayHerriot`, but for the variances. */
  area: Omit<AreaInput, 'variances'>;
  /** For `firmness`, but for what `identify` and the model answered. */
  firmness: Omit<FirmnessInput, 'identified' | 'source'>;
}

/** These data do not tell how much chance there is in this result; `lacking` says what would. */
export interface NoModel {
  lacking: string;
}

const people = '(?:pupils|students|children|candidates|learners)';
const testedWords = [
  new RegExp(`\\b${people} (?:who were )?(?:tested|examined|assessed|eligible|entered|measured)\\b`),
  /\b(?:telig|t(?:otal )?eligible|api\.stu|number tested)\b/,
  new RegExp(`\\bnumber of ${people}\\b`),
];
const rollWords = [new RegExp(`\\b${people} on roll\\b`), /\b(?:enrolment|enrollment|on roll|totpups|nor)\b/];

/**
 * How many pupils stand behind a result: the measure that a person chose, else what came beside the result in its file,
 * else a measure whose label says so, of the result's own period if there is one. Null where nothing tells.
 */
export function pupilsMeasure(frame: Frame, key: string, chosen?: string): PupilsBehind | null {
  const result = find(frame, key);
  if (result === undefined) return null;
  const setting = chosen === undefined ? undefined : find(frame, chosen);
  if (setting !== undefined) return behind(frame, setting, 'setting', 'tested');
  if (result.denominator !== undefined) {
    const values = sizes(frame, result.denominator);
    return { values, from: 'denominator', who: 'tested', key, label: result.label };
  }
  const tested = labelled(frame, result, testedWords);
  if (tested !== undefined) return behind(frame, tested, 'label', 'tested');
  const roll = labelled(frame, result, rollWords);
  return roll === undefined ? null : behind(frame, roll, 'label', 'roll');
}

function behind(
  frame: Frame,
  measure: Measure,
  from: PupilsBehind['from'],
  who: PupilsBehind['who'],
): PupilsBehind {
  return { values: sizes(frame, measure.values), from, who, key: measure.key, label: measure.label };
}

/** Columns that were read already: the page asks for them at every change of a setting. */
const read = new WeakMap<readonly (number | null)[], Float64Array>();

/** Numbers of pupils, read-only and shared. None, or a number that cannot be one of pupils, tells nothing. */
function sizes({ schools: { id } }: Frame, values: readonly (number | null)[]): Float64Array {
  const before = read.get(values);
  if (before?.length === id.length) return before;
  const found = new Float64Array(id.length).fill(NaN);
  values.forEach((value, i) => {
    if (value !== null && value > 0) found[i] = value;
  });
  read.set(values, found);
  return found;
}

/** Measures that count pupils, for a person to choose those behind a result: their unit or their label says so. */
export function pupilsChoices(frame: Frame): Measure[] {
  const words = [new RegExp(`\\b${people}\\b`), ...testedWords, ...rollWords];
  return counts(frame).filter(({ label, unit }) => {
    const said = plain(`${label} ${unit ?? ''}`);
    return words.some((word) => word.test(said)) && !/\b(?:per|ratio)\b/.test(said);
  });
}

/** What could be a count of something. */
const counts = (frame: Frame) =>
  frame.measures.filter(
    ({ kind, highMeans, unit }) => kind !== 'result' && highMeans === 'neither' && !isPercent(unit),
  );

function labelled(frame: Frame, result: Measure, words: readonly RegExp[]): Measure | undefined {
  const fitting = counts(frame);
  for (const word of words) {
    const found = fitting.filter(({ label }) => word.test(plain(label)));
    const away = ({ period }: Measure) => distance(period, result.period);
    const nearest = found.toSorted((a, b) => away(a) - away(b))[0];
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

const year = (period: string | null) => Number(/\d{4}/.exec(period ?? '')?.[0] ?? NaN);

/** Years between two periods; a measure of no period fits better than one of another year. */
function distance(one: string | null, other: string | null): number {
  if (one === other) return 0;
  const years = Math.abs(year(one) - year(other));
  return Number.isNaN(years) ? 0.5 : 1 + years;
}

/** The measures whose values `modelInput` needs, besides those of the rule itself. */
export function modelMeasures(frame: Frame, chosen: ChosenSettings): string[] {
  const years = resultYears(frame, chosen.result).map(({ key }) => key);
  const pupils = years.map((key) => pupilsMeasure(frame, key, chosen.pupils)?.key);
  return [...new Set([...years, ...pupils].filter((key) => key !== undefined))];
}

/** Whether all values that `modelInput` needs have been sent. */
export function isModelReady(frame: Frame, chosen: ChosenSettings): boolean {
  const keys = modelMeasures(frame, chosen);
  return frame.measures.every((one) => !keys.includes(one.key) || hasValues(frame, one));
}

/**
 * The inputs of `samplingVariance`, `fayHerriot` and `firmness`, with the rule that these data allow. The covariates are
 * the indicators; where the rule does not take them as they are (weights by hand, schools that lack one) its index
 * is, if it is given.
 */
export function modelInput(
  frame: Frame,
  chosen: ChosenSettings,
  index: Float64Array | null = null,
): ModelInput | NoModel {
  const rule = samplingRule(frame, chosen);
  if ('lacking' in rule) return rule;
  const { context, result, groups } = identifyInput(frame, chosen);
  const own = chosen.weights !== undefined || chosen.missing !== undefined;
  return {
    ...rule,
    area: {
      outcome: { name: result.name, values: result.values },
      covariates:
        own && index !== null
          ? [{ name: 'index', values: index }]
          : context.map(({ name, values }) => ({ name, values })),
      within: groups.names.length > 1 ? { names: groups.names, code: groups.code } : undefined,
    },
    firmness: { ids: frame.schools.id, result, groups },
  };
}

type Rule = Pick<ModelInput, 'sampling' | 'why' | 'pupils'>;

function samplingRule(frame: Frame, chosen: ChosenSettings): Rule | NoModel {
  const result = find(frame, chosen.result);
  if (result === undefined) return { lacking: 'This result is not here.' };
  const pupils = pupilsMeasure(frame, result.key, chosen.pupils);
  const outOf = shareOf(result);
  const named = pupils === null ? '' : nameOf(pupils);
  if (outOf !== null && pupils?.who === 'tested') {
    return {
      sampling: { rule: 'share', outOf, values: numbers(result), pupils: pupils.values },
      why: `The result is a share of pupils, and it is known of how many (${named}): chance is what it would vary by with other pupils of the same kind.`,
      pupils,
    };
  }
  if (chosen.spread !== undefined && pupils?.who === 'tested') {
    return {
      sampling: { rule: 'known-deviation', pupils: pupils.values, standardDeviation: chosen.spread },
      why: `The spread of single pupils is given (a standard deviation of ${chosen.spread}), and how many pupils are behind each result (${named}).`,
      pupils,
    };
  }
  return overYears(frame, chosen, { result, pupils, isShare: outOf !== null });
}

interface Known {
  result: Measure;
  pupils: PupilsBehind | null;
  isShare: boolean;
}

/** What changes between years tell; nothing else is known. */
function overYears(frame: Frame, chosen: ChosenSettings, { result, pupils, isShare }: Known): Rule | NoModel {
  const measures = yearsUpTo(frame, result).filter((one) => hasValues(frame, one));
  if (measures.length < 2) return { lacking: whatWouldTell(result, pupils, isShare) };
  const periods = `${count(measures.length)} years`;
  if (pupils === null) {
    const sampling = { rule: 'change' as const, years: measures.map(numbers) };
    const why = `It is not known how many pupils are behind a result, so chance is told from the changes of all schools over ${periods}: every school gets the same, which is too little for small schools and too much for large ones.`;
    return { sampling, why, pupils };
  }
  const years = measures.map((measure): YearOfResults => {
    const own = pupilsMeasure(frame, measure.key, chosen.pupils) ?? pupils;
    return { values: numbers(measure), pupils: own.values };
  });
  const why = `Results of small schools change more from year to year than those of large ones: from the changes over ${periods} and the number of pupils (${nameOf(pupils)}) follows how much of a result is chance.`;
  return { sampling: { rule: 'size-and-change', years }, why, pupils };
}

/** The result's years until its own, which comes last: variances are of the latest. */
function yearsUpTo(frame: Frame, result: Measure): Measure[] {
  const years = resultYears(frame, result.key);
  return years.slice(0, years.findIndex(({ key }) => key === result.key) + 1);
}

function whatWouldTell(result: Measure, pupils: PupilsBehind | null, isShare: boolean): string {
  const year = 'the same result of an earlier year';
  const number = 'how many pupils are behind each result';
  const wanted = isShare
    ? `${number}, or ${year}`
    : pupils === null
      ? `${number} together with ${year} or with the standard deviation of single pupils`
      : `${year}, or the standard deviation of single pupils`;
  return `How much chance there is in ${inSentence(result.label)} cannot be told from these data. It needs ${wanted}.`;
}

const nameOf = ({ from, label }: PupilsBehind) =>
  from === 'denominator' ? 'given beside the result in its file' : inSentence(label);

/** 100 or 1 where a result can be a share of pupils; null where it cannot, by its unit or its values. */
function shareOf({ unit, values }: Measure): 1 | 100 | null {
  const outOf = isPercent(unit)
    ? 100
    : /^(?:share|proportion|fraction)$/i.test(unit?.trim() ?? '')
      ? 1
      : null;
  const within = (value: number | null) => value === null || (value >= 0 && value <= (outOf ?? 0));
  return outOf !== null && values.every(within) ? outOf : null;
}

const find = (frame: Frame, key: string) => frame.measures.find((one) => one.key === key);
