import type { Measure } from '#contract/identificationFindings';

export interface OfYear {
  year: string;
  measures: Measure[];
}

/** The question is about the latest year; those before it stand behind it, each in the file's order, and last what has no year. */
export function byYear(measures: readonly Measure[]): OfYear[] {
  const periods = [...new Set(measures.map(({ period }) => period ?? ''))];
  return periods
    .toSorted((a, b) => b.localeCompare(a))
    .map((period) => ({
      year: period === '' ? 'Of no year' : period,
      measures: measures.filter((one) => (one.period ?? '') === period),
    }));
}
