import type { LayoutId, SchoolFact } from '#contract/importCodes';
import { plainMeasure, type ColumnRole, type MeasureRole } from '#contract/imports';
import type { HighMeans, MeasureKind } from '#contract/measureKinds';
import type { Table } from '../table.ts';
import { schoolYear, yearIn, yearInFileName } from '../years.ts';

/** What a layout says of one of its columns. */
export interface KnownColumn {
  role: ColumnRole;
  /** Taken unless a person says otherwise; of the hundreds of columns of a national table about a dozen are. */
  taken: boolean;
  /** Where a person should look before it is taken as it stands. */
  ask?: string;
}

/** The file that a column stands in. */
export interface Surroundings {
  /** The period the file is about. */
  period: string | null;
  /** The file's own spelling of a header, or null where it has none such. */
  header: (name: string) => string | null;
}

/** A kind of file, known by its columns. */
export interface Layout {
  id: LayoutId;
  title: string;
  /** Columns that all must be there, in capitals; of those in brackets one; a star stands for any ending. */
  needs: readonly (string | readonly string[])[];
  period: (table: Table, fileName: string) => string | null;
  /** Null for a column that the layout does not know. */
  column: (header: string, around: Surroundings) => KnownColumn | null;
  /** Columns, in capitals, that are known without anything to say of them. */
  knows?: ReadonlySet<string>;
}

export const taken = (role: ColumnRole): KnownColumn => ({ role, taken: true });
export const offered = (role: ColumnRole): KnownColumn => ({ role, taken: false });
/** Belongs to another column, or holds nothing that is kept. */
export const left: KnownColumn = { role: { becomes: 'ignored' }, taken: false };

export const reference: ColumnRole = { becomes: 'reference', group: null };
export const name: ColumnRole = { becomes: 'name' };
export const fact = (
  kept: SchoolFact,
  group: string | null = null,
  words: Record<string, string> | null = null,
): ColumnRole => ({ becomes: 'fact', fact: kept, group, words });
export const group = (label: string): ColumnRole => ({ becomes: 'group', label });

export interface MeasureWords {
  label: string;
  kind: MeasureKind;
  highMeans: HighMeans;
  unit: string | null;
}

export function measure(words: MeasureWords, rest: Partial<MeasureRole>): MeasureRole {
  return { ...plainMeasure, period: null, ...words, ...rest };
}

/** Words for measures of one kind and unit, in a line each. */
export function words(
  kind: MeasureKind,
  unit: string | null,
  lines: Record<string, [label: string, highMeans: HighMeans]>,
): Map<string, MeasureWords> {
  return new Map(
    Object.entries(lines).map(([base, [label, highMeans]]) => [base, { label, kind, highMeans, unit }]),
  );
}

/** RECTYPE and its like: which of its values are schools, which are totals, and what to call them. */
export function rowKinds(
  kinds: Record<string, ['school' | 'authority' | 'national' | 'other', string | null]>,
): ColumnRole {
  return {
    becomes: 'rowKind',
    label: 'Mainstream or special',
    kinds: Object.entries(kinds).map(([value, [means, words]]) => ({ value, means, group: words })),
  };
}

/** England's tables hold columns of earlier years (`_18`); the file is of the year after the last of them. */
export function schoolYearOf(table: Table, fileName: string): string | null {
  const years = table.headers.flatMap((header) => (/_\d\d$/.test(header) ? (yearIn(header) ?? []) : []));
  const end = years.length > 0 ? Math.max(...years) + 1 : yearInFileName(fileName);
  return end === null ? null : schoolYear(end);
}
