import type { SchoolFacts } from '#contract/importCodes';
import type { MeasureRole } from '#contract/imports';
import type { HighMeans, MeasureKind } from '#contract/measureKinds';

/** What a file brings, row for row in one order: `schools`, the values of each group, and `rows`. */
export interface Brought {
  schools: BroughtSchool[];
  groups: { label: string; values: (string | null)[] }[];
  measures: BroughtMeasure[];
  rows: ValueRows;
  /** Lines of totals, which are no schools. */
  lines: BroughtLine[];
}

export interface BroughtSchool {
  reference: string;
  /** Null where the file has no names. */
  name: string | null;
  facts: SchoolFacts;
}

export interface BroughtMeasure {
  label: string;
  kind: MeasureKind;
  highMeans: HighMeans;
  period: string | null;
  unit: string | null;
  pupilGroup: string;
  levels: MeasureRole['levels'];
  /** Where its values stand in a row, from 1, and those of what belongs to it. */
  column: number;
  beside: Beside;
}

export const companions = ['numerator', 'denominator', 'lower', 'upper'] as const;
export type Beside = Partial<Record<(typeof companions)[number], number>>;

/** Values as the database reads an array, `{71,NaN,3.5}`, and a letter for each: see `missingReasons`. */
export interface ValueRows {
  /** Rows of the file, as a spreadsheet counts. */
  file: number[];
  values: string[];
  missing: string[];
}

export interface BroughtLine {
  level: string;
  code: string;
  label: string;
  row: number;
  values: string;
  missing: string;
}

/** Stands for a value that nobody has brought: neither a value nor a reason why there is none. */
export const neverBrought = ' ';

/** Told as storing goes on: so many more cells are done. */
export type Stored = (cells: number) => void;
