import type { SchoolFacts } from '#contract/importCodes';
import type { ColumnRole, Mapping, MeasureRole, Refusal, RowMeaning } from '#contract/imports';
import type { HighMeans, MeasureKind } from '#contract/measureKinds';
import { faultsOf } from './mappingFaults.ts';
import { missingAsWritten, readAggregates, type MissingCount } from './planApart.ts';
import { readGroups } from './planGroups.ts';
import { readMeasures } from './planMeasures.ts';
import { readRows } from './planRows.ts';
import { Refused } from './refused.ts';
import type { Table } from './table.ts';

/** A refusal, with its reason freed of what differs from row to row, so that like ones can be counted together. */
export interface PlannedRefusal extends Refusal {
  rule: string;
}

export interface PlannedSchool {
  reference: string;
  /** Null where the file has no names: the school keeps the one it has. */
  name: string | null;
  facts: SchoolFacts;
}

export interface PlannedMeasure {
  label: string;
  kind: MeasureKind;
  highMeans: HighMeans;
  period: string | null;
  unit: string | null;
  pupilGroup: string;
  levels: MeasureRole['levels'];
  /** One per kept row; NaN where there is none, and then `missing` says why. */
  values: Float64Array;
  /** A letter per kept row: why there is no value, `.` where there is one. */
  missing: string;
  /** What stands in the columns that belong to it, NaN where nothing does; null where there is no such column. */
  numerator: Float64Array | null;
  denominator: Float64Array | null;
  lower: Float64Array | null;
  upper: Float64Array | null;
}

/** A line of totals, with a value per measure of the plan. */
export interface PlannedAggregate {
  level: Exclude<RowMeaning, 'school'>;
  code: string;
  label: string;
  /** Row of the file. */
  row: number;
  values: Float64Array;
  missing: string;
}

/** What a file would become. Schools, groups and measures are in the order of the kept rows. */
export interface ImportPlan {
  /** The mapping itself is at fault; then nothing else was looked at. */
  faults: string[];
  /** Rows of the file beneath the header, blank lines left out. */
  rows: number;
  /** In the file's order, at most `refusalsPerRow` of a row. */
  refusals: PlannedRefusal[];
  /** Rows of the file that say the same as an earlier one, cell by cell; they count once. */
  repeated: { row: number; first: number }[];
  /** Indexes into the table's rows. */
  keptRows: Int32Array;
  schools: PlannedSchool[];
  groups: { label: string; values: (string | null)[] }[];
  measures: PlannedMeasure[];
  aggregates: PlannedAggregate[];
  /** Missing values by what the file writes, in those of its rows that are given. */
  missing: (rows: Int32Array) => MissingCount[];
}

/** Decides about every row: it is kept whole or refused whole, and then with every reason. */
export function planImport(table: Table, mapping: Mapping): ImportPlan {
  const faults = faultsOf(table.headers, mapping);
  if (faults.length > 0) return nothingPlanned(table.rows.length, faults);
  const refused = new Refused(table);
  const rows = readRows(table, mapping, refused);
  const groups = readGroups(table, mapping, rows, refused);
  const measures = readMeasures(table, mapping, rows.meanings, refused);
  const aggregates = readAggregates(table, mapping, rows, measures, refused);
  const kept = refused.keptRows(rows);
  const schools = pick(rows.schools, kept).filter((school) => school !== null);
  return {
    faults,
    rows: table.rows.length,
    refusals: refused.inOrder(),
    repeated: rows.repeated
      .filter(({ row }) => !refused.has(row))
      .map(({ row, first }) => ({ row: table.rowNumbers[row] ?? 0, first: table.rowNumbers[first] ?? 0 })),
    keptRows: kept,
    schools,
    groups: groups.map((group) => ({ ...group, values: pick(group.values, kept) })),
    measures: measures.map((measure) => measure.pick(kept)),
    aggregates,
    missing: (chosen) => missingAsWritten(table, measures, chosen),
  };
}

function nothingPlanned(rows: number, faults: string[]): ImportPlan {
  const none = {
    refusals: [],
    repeated: [],
    schools: [],
    groups: [],
    measures: [],
    aggregates: [],
    missing: () => [],
  };
  return { faults, rows, keptRows: new Int32Array(), ...none };
}

export function columnsOf<B extends ColumnRole['becomes']>(mapping: Mapping, becomes: B) {
  return mapping.flatMap((role, column) =>
    role.becomes === becomes ? [{ role: role as Extract<ColumnRole, { becomes: B }>, column }] : [],
  );
}

function pick<T>(all: T[], rows: Int32Array): T[] {
  return rows.length === all.length ? all : Array.from(rows, (row) => all[row] as T);
}
