import { oneGroupOf } from '#contract/groupingWords';
import { inOnePeriod, measureName } from '#contract/identificationWords';
import { missingReasons, type MissingReason } from '#contract/importCodes';
import type { Point, Series } from '#contract/schools';
import { inSentence } from '#contract/words';
import type { SchoolFound, StandingFound } from './found.ts';

/** What was asked of each school, by the keys of the measures. */
export interface Asked {
  context: readonly string[];
  result: string;
  /** The rule for schools that lack an indicator, where they take part all the same. */
  missing?: unknown;
}

interface Lacked {
  label: string;
  period: string | null;
  why: string;
  whatToDo: string;
}

const bring = 'Whoever brings files can add it.';
const toDo: Partial<Record<MissingReason, string>> = {
  blank: bring,
  'not-available': bring,
  suppressed: 'That protects pupils, and is no fault of the school or of the file.',
};

/** Why a school has no place in the comparison, from what is known of it by now. */
export function whyNoPlace(
  { method, groups }: StandingFound,
  found: SchoolFound,
  asked: Asked,
  series: readonly Series[],
): string {
  const [grouping, period] = [method.grouping, method.result.periods.at(-1) ?? null];
  const result = lackedOf(series, asked.result, { label: method.result.label, period });
  const told = [
    ...(result === null ? [] : [resultSentence(result)]),
    // The groups end with all schools together.
    ...(grouping === null || found.group >= 0 || groups.length < 2 ? [] : [groupSentence(grouping)]),
  ];
  // Where schools may lack an indicator, that alone keeps none out.
  const partly = asked.missing !== undefined && told.length > 0;
  const indicators = asked.context.flatMap((key, i) => {
    const label = method.indicators[i]?.label ?? key;
    return lackedOf(series, key, { label, period: null }) ?? [];
  });
  if (!partly) told.push(...indicatorSentences(indicators));
  return told.length > 0
    ? told.join(' ')
    : 'A value, or the group of this school, was not known when the comparison was published. It is by now, and counts when it is published again.';
}

/** What is lacking of a measure; null where its value is as it was taken. */
function lackedOf(
  series: readonly Series[],
  key: string,
  called: { label: string; period: string | null },
): Lacked | null {
  const point = series.flatMap(({ points }) => points).find((one) => one.key === key);
  const why = whyOf(point);
  return why === null ? null : { ...called, period: point?.period ?? called.period, ...why };
}

function whyOf(point: Point | undefined): { why: string; whatToDo: string } | null {
  if (point === undefined) return { why: 'no file has it', whatToDo: bring };
  if (point.predecessor !== null) {
    return { why: `it is known only of ${point.predecessor}, which it followed`, whatToDo: bring };
  }
  if (point.missing === null) return null;
  const { meaning } = missingReasons[point.missing];
  return {
    why: meaning.charAt(0).toLowerCase() + meaning.slice(1),
    whatToDo: toDo[point.missing] ?? '',
  };
}

const resultSentence = (lacked: Lacked) =>
  withAdvice(`Its result (${inSentence(measureName(lacked))}) is not known: ${lacked.why}.`, lacked);

const groupSentence = (grouping: string) =>
  `It belongs to no group, and schools are compared within each ${oneGroupOf(grouping)}. ${bring}`;

/** What is lacking for the same reason is said at once. */
function indicatorSentences(indicators: readonly Lacked[]): string[] {
  return [...Map.groupBy(indicators, ({ why }) => why).values()].map((same) => {
    const [first] = same;
    if (first === undefined) return '';
    const are = same.length === 1 ? 'is' : 'are';
    return withAdvice(`Of its circumstances ${inOnePeriod(same)} ${are} not known: ${first.why}.`, first);
  });
}

const withAdvice = (sentence: string, { whatToDo }: Lacked) =>
  whatToDo === '' ? sentence : `${sentence} ${whatToDo}`;
