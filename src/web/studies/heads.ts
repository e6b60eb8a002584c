import type { StudyColumn } from '#contract/studies';
import { columnName } from '#contract/studyWords';
import { isPercent, listed } from '#contract/words';

/** A heading over columns that are one measure in several years, which stand beneath it. */
export interface Head {
  label: string;
  /** One for each column; a single empty one where the label says everything. */
  periods: string[];
}

export interface Heads {
  heads: Head[];
  /** What all headings would repeat: the year of single columns, and units that take a sentence. */
  notes: string[];
}

type Named = Pick<StudyColumn, 'label' | 'period' | 'unit'>;

/**
 * The headings of a table. Years of one measure share theirs, so that its name is read once; a year that all other columns
 * have, and units that are descriptions, are said once beside the table.
 */
export function headsOf(columns: readonly Named[]): Heads {
  const runs: [Named, ...Named[]][] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run !== undefined && isSame(run[0], column)) run.push(column);
    else runs.push([column]);
  }
  const common = commonYear(runs.filter((run) => run.length === 1).map(([only]) => only));
  return {
    heads: runs.map((run) => {
      const several = run.length > 1;
      const period = several || run[0].period === common ? null : run[0].period;
      const unit = isLong(run[0].unit) ? null : run[0].unit;
      return {
        label: columnName({ label: run[0].label, period, unit }),
        periods: several ? run.map((one) => one.period ?? '') : [''],
      };
    }),
    notes: [
      ...(common === null ? [] : [`Year ${common} where none is named.`]),
      ...unitNotes(runs.map(([first]) => first)),
    ],
  };
}

const isSame = (one: Named, other: Named) =>
  one.label === other.label && one.unit === other.unit && one.period !== null && other.period !== null;

/** The year of two columns or more, where those that have one share it. */
function commonYear(columns: readonly Named[]): string | null {
  const years = columns.flatMap(({ period }) => period ?? []);
  return years.length > 1 && new Set(years).size === 1 ? (years[0] ?? null) : null;
}

/** A unit of several words describes the scale and belongs beside the table. */
const isLong = (unit: string | null): unit is string =>
  unit !== null && !isPercent(unit) && /\s/.test(unit.trim());

function unitNotes(measures: readonly Named[]): string[] {
  const units = [...new Set(measures.map(({ unit }) => unit).filter(isLong))];
  return units.map((wanted) => {
    const of = measures.filter(({ unit }) => unit === wanted).map(({ label }) => label);
    return `${listed([...new Set(of)])}: ${wanted}.`;
  });
}
