import { identify, quantiles, StatsError } from '#stats';
import type { Frame } from '#contract/identification';
import { identifyInput, identifyOptions, numbers, type ChosenSettings } from '#contract/identificationInput';
import { measureTitleOver } from '#contract/standingsWords';
import type { Band } from '#contract/standings';
import { chanceOver, seriesOf, type Variances } from './chance.ts';
import type { GroupBands, MeasureHead, Valued } from './found.ts';

type Measure = Frame['measures'][number];

/** As many as fit on a page beside each other, and a reader can take in. */
const mostMeasures = 8;
const reach95 = 1.959964;

export interface Series {
  head: MeasureHead;
  measures: Measure[];
  chance: Variances | null;
}

/** The result that was asked for, then what else is known of results and of what schools do, in the dictionary's order. */
export function seriesKeys(
  frame: Frame,
  chosen: ChosenSettings,
  yearsOf: (key: string) => Measure[],
): string[] {
  const shown = frame.measures.filter(
    ({ kind, highMeans }) =>
      (kind === 'result' || kind === 'process') && (highMeans === 'better' || highMeans === 'worse'),
  );
  const lists: string[][] = [];
  const seen = new Set<string>();
  for (const key of [chosen.result, ...shown.map((one) => one.key)]) {
    if (seen.has(key) || lists.length === mostMeasures) continue;
    const keys = yearsOf(key).map((one) => one.key);
    for (const one of keys) seen.add(one);
    lists.push(keys);
  }
  return lists.map((keys) => keys.at(-1) ?? '').filter((key) => key !== '');
}

export function seriesIn(frame: Frame, chosen: ChosenSettings): Series[] {
  const keys = seriesKeys(frame, chosen, (key) => seriesOf(frame, key));
  return keys.map((key) => {
    const measures = seriesOf(frame, key);
    const last = measures.at(-1);
    if (last === undefined) throw new Error(`The values of ‘${key}’ were not read.`);
    const head = {
      label: measureTitleOver(last),
      unit: last.unit,
      highMeans: last.highMeans,
      digits: digitsOf(numbers(last)),
      periods: measures.map(({ period, label }) => period ?? label),
    };
    return { head, measures, chance: chanceOver(frame, chosen, measures) };
  });
}

/** None where all are whole, else one; two where they differ by less than one. */
export function digitsOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.every((value) => Number.isInteger(value))) return 0;
  const [least, most] = known.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
    [Infinity, -Infinity] as const,
  );
  return most - least >= 1 ? 1 : 2;
}

/** A school's value in each period with its interval; of a percentage it stays within 0 and 100. */
export function valuesAt({ measures, chance, head }: Series, row: number): Valued[] {
  const share = head.unit !== null && /^(?:%|per ?cent)/i.test(head.unit);
  return measures.map((measure, j) => {
    const value = measure.values[row] ?? null;
    const variance = chance?.[j]?.[row] ?? NaN;
    if (value === null || Number.isNaN(variance)) return [value, null, null];
    const reach = reach95 * Math.sqrt(variance);
    const [low, high] = [value - reach, value + reach];
    return share ? [value, Math.max(0, low), Math.min(100, high)] : [value, low, high];
  });
}

/** The middle half of each group and of all schools, where more than `threshold` have a value. */
export function bandsOf(
  series: readonly Series[],
  groups: { names: readonly string[]; code: ArrayLike<number> },
  threshold: number,
): GroupBands[] {
  const schools = groups.code.length;
  const one = (name: string | null, member: (row: number) => boolean): GroupBands => ({
    name,
    schools: Array.from({ length: schools }, (_, row) => member(row)).filter(Boolean).length,
    bands: series.map(({ measures, head }) =>
      measures.map((measure) =>
        bandOf(
          numbers(measure).filter((_, row) => member(row)),
          head.digits,
          threshold,
        ),
      ),
    ),
  });
  return [
    ...groups.names.map((name, g) => one(name, (row) => groups.code[row] === g)),
    one(null, () => true),
  ];
}

/** Rounded as it is drawn, because of few values a quarter's end is one of them. */
function bandOf(values: Float64Array, digits: number, threshold: number): Band | null {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length <= threshold) return null;
  const [q1 = NaN, median = NaN, q3 = NaN] = quantiles(known, [0.25, 0.5, 0.75]).values.map((value) =>
    Number(value.toFixed(digits)),
  );
  return { q1, median, q3, schools: known.length };
}

/** Each school's type by the quarter rule in each period of the result; its circumstances are those of the question. */
export function typesOver(
  frame: Frame,
  chosen: ChosenSettings,
): { periods: string[]; at: (row: number) => (number | null)[] } {
  const series = seriesOf(frame, chosen.result);
  const results = series.map((measure) => {
    try {
      return identify(identifyInput(frame, { ...chosen, result: measure.key }), identifyOptions(chosen));
    } catch (error) {
      if (error instanceof StatsError) return null;
      throw error;
    }
  });
  return {
    periods: series.map(({ period, label }) => period ?? label),
    at: (row) =>
      results.map((result) =>
        result === null || result.contextQuartile[row] === 0 ? null : (result.kind[row] ?? null),
      ),
  };
}
