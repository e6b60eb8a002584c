import type { Frame } from './identification.ts';
import type { ChosenSettings } from './identificationInput.ts';

/** Which measures are the same in other periods, and the question in each of them. */

type Measure = Frame['measures'][number];

/** A label as it is compared: case and spaces make no other measure. */
export const plain = (text: string) => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
const byPeriod = new Intl.Collator('en', { numeric: true }).compare;

/** What is measured, without when: the label may name the period itself. */
const nameless = ({ label, period }: Pick<Measure, 'label' | 'period'>) =>
  plain(period === null ? label : label.replace(period, ' ')).replaceAll(/[\s,–-]+$/g, '');

/** Whether a period is one year, and not several taken together: `2016/17` and `2017`, but not `2016/17 to 2018/19`. */
export function isOneYear(period: string | null): period is string {
  if (period === null || /\bto\b/.test(period)) return false;
  const years = [...period.matchAll(/\d{4}/g)].map(Number);
  return years.length < 2 || Math.max(...years) - Math.min(...years) < 2;
}

/** The measures that are the same result in other periods, oldest first, with the one named among them. */
export function resultYears(frame: Frame, key: string): Measure[] {
  const result = frame.measures.find((one) => one.key === key);
  if (result === undefined) return [];
  if (!isOneYear(result.period)) return [result];
  return frame.measures
    .filter(
      (one) =>
        one.key === key ||
        (isOneYear(one.period) &&
          one.kind === result.kind &&
          one.highMeans === result.highMeans &&
          one.unit === result.unit &&
          nameless(one) === nameless(result)),
    )
    .toSorted((a, b) => byPeriod(a.period ?? '', b.period ?? ''));
}

/** The question as it was in each year, oldest first: the same rule, with the indicators of that year where they are known. */
export function questionYears(frame: Frame, chosen: ChosenSettings): ChosenSettings[] {
  const years = resultYears(frame, chosen.result);
  const last = years.findIndex(({ key }) => key === chosen.result);
  return years.slice(0, last + 1).map((result) => ({
    ...chosen,
    result: result.key,
    context: result.key === chosen.result ? chosen.context : contextOf(frame, chosen, result.period),
  }));
}

function contextOf(frame: Frame, { context }: ChosenSettings, period: string | null): string[] {
  return context.map((key) => {
    const indicator = frame.measures.find((one) => one.key === key);
    if (indicator === undefined || indicator.period === null) return key;
    const then = frame.measures.find(
      (one) =>
        one.period === period &&
        one.kind === indicator.kind &&
        one.highMeans === indicator.highMeans &&
        nameless(one) === nameless(indicator),
    );
    return then?.key ?? key;
  });
}

/** The measures whose values the answers of all years need. */
export function yearMeasures(frame: Frame, chosen: ChosenSettings): string[] {
  return questionYears(frame, chosen).flatMap(({ context, result }) => [...context, result]);
}
