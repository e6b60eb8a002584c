import type { ColumnRole, Mapping, Refusal } from '#contract/imports';
import { faultsOf } from './mappingFaults.ts';
import type { Table } from './table.ts';
import { parseValue, type MissingCode } from './values.ts';

/** A refusal, with its reason freed of what differs from row to row, so that like ones can be counted together. */
export interface PlannedRefusal extends Refusal {
  rule: string;
}

export interface PlannedMeasure {
  label: string;
  kind: MeasureRole['kind'];
  highMeans: MeasureRole['highMeans'];
  period: string | null;
  unit: string | null;
  /** One per kept row; NaN where there is none, and then `missing` says why. */
  values: Float64Array;
  missing: (MissingCode | null)[];
}

/** What a file would become. Everything but `refusals` is in the order of the kept rows. */
export interface ImportPlan {
  /** The mapping itself is at fault; then nothing else was looked at. */
  faults: string[];
  /** Rows of the file beneath the header, blank lines left out. */
  rows: number;
  /** In the file's order, at most `refusalsPerRow` of a row. */
  refusals: PlannedRefusal[];
  /** Indexes into the table's rows. */
  keptRows: Int32Array;
  schools: { reference: string; name: string }[];
  groups: { label: string; values: (string | null)[] }[];
  measures: PlannedMeasure[];
}

export type MeasureRole = Extract<ColumnRole, { becomes: 'measure' }>;

/** A row that is wrong throughout is named by its first faults; more would tell nothing. */
const refusalsPerRow = 10;
/** Rows that are no school of their own: lines of totals, and a school that stands in the file twice. */
export const identityRules = {
  noReference: 'No reference',
  noName: 'No name',
  repeated: 'The same reference as an earlier row',
} as const;

const longest = { reference: 100, name: 300, group: 200 };
const noGroup = new Set(['', 'NA', 'N/A', '#N/A']);

/** Decides about every row: it is kept whole or refused whole, and then with every reason. */
export function planImport(table: Table, mapping: Mapping): ImportPlan {
  const faults = faultsOf(table.headers, mapping);
  if (faults.length > 0) {
    return {
      faults,
      rows: table.rows.length,
      refusals: [],
      keptRows: new Int32Array(),
      schools: [],
      groups: [],
      measures: [],
    };
  }
  const refused = new Refused(table);
  refuseLongRows(table, refused);
  const schools = readSchools(table, mapping, refused);
  const groups = columnsOf(mapping, 'group').map(({ role, column }) => ({
    label: role.label,
    values: readGroup(table, column, refused),
  }));
  const measures = readMeasures(table, mapping, refused);
  const kept = refused.keptRows();
  return {
    faults,
    rows: table.rows.length,
    refusals: refused.inOrder(),
    keptRows: kept,
    schools: pick(schools, kept),
    groups: groups.map((group) => ({ ...group, values: pick(group.values, kept) })),
    measures: measures.map((measure) => ({
      ...measure,
      values: pickNumbers(measure.values, kept),
      missing: pick(measure.missing, kept),
    })),
  };
}

/** Collects refusals by row, so that they come out in the file's order although columns are read one by one. */
class Refused {
  readonly #byRow = new Map<number, PlannedRefusal[]>();
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  add(row: number, column: number | null, rule: string, reason = rule): void {
    const reasons = this.#byRow.get(row) ?? [];
    if (reasons.length === refusalsPerRow) return;
    reasons.push({
      row: this.#table.rowNumbers[row] ?? 0,
      column: column === null ? null : (this.#table.headers[column] ?? null),
      value: column === null ? null : cell(this.#table, row, column),
      reason,
      rule,
    });
    this.#byRow.set(row, reasons);
  }

  inOrder(): PlannedRefusal[] {
    return [...this.#byRow.entries()].sort(([a], [b]) => a - b).flatMap(([, reasons]) => reasons);
  }

  keptRows(): Int32Array {
    const rows = new Int32Array(this.#table.rows.length - this.#byRow.size);
    let kept = 0;
    for (let row = 0; row < this.#table.rows.length; row++) if (!this.#byRow.has(row)) rows[kept++] = row;
    return rows;
  }
}

/** One cell too many means that every cell after some place stands in the wrong column. */
function refuseLongRows(table: Table, refused: Refused): void {
  const width = table.headers.length;
  for (const [row, cells] of table.rows.entries()) {
    if (cells.length <= width) continue;
    const reason = `The row has ${cells.length} cells, the header ${width}, so cells stand in the wrong columns`;
    refused.add(row, null, 'The row has more cells than the header', reason);
  }
}

function readSchools(table: Table, mapping: Mapping, refused: Refused): ImportPlan['schools'] {
  const referenceColumn = mapping.findIndex((role) => role.becomes === 'reference');
  const nameColumn = mapping.findIndex((role) => role.becomes === 'name');
  const first = new Map<string, number>();
  return table.rows.map((_, row) => {
    const reference = cell(table, row, referenceColumn);
    const name = words(cell(table, row, nameColumn));
    if (reference === '') refused.add(row, referenceColumn, identityRules.noReference);
    if (reference.length > longest.reference) refused.add(row, referenceColumn, tooLong(longest.reference));
    if (name === '') refused.add(row, nameColumn, identityRules.noName);
    if (name.length > longest.name) refused.add(row, nameColumn, tooLong(longest.name));
    const earlier = first.get(reference);
    if (reference !== '' && earlier !== undefined) {
      const reason = `The same reference as row ${table.rowNumbers[earlier] ?? 0}`;
      refused.add(row, referenceColumn, identityRules.repeated, reason);
    }
    if (earlier === undefined) first.set(reference, row);
    return { reference, name };
  });
}

function readGroup(table: Table, column: number, refused: Refused): (string | null)[] {
  return table.rows.map((_, row) => {
    const text = words(cell(table, row, column));
    if (text.length > longest.group) refused.add(row, column, tooLong(longest.group));
    return noGroup.has(text) ? null : text;
  });
}

/** Row by row, because the cells of a row lie together in memory: several times as fast as column by column. */
function readMeasures(table: Table, mapping: Mapping, refused: Refused): PlannedMeasure[] {
  const columns = columnsOf(mapping, 'measure');
  const measures = columns.map(({ role }) => emptyMeasure(role, table.rows.length));
  const numbers = columns.map(({ column }) => column);
  for (const [row, cells] of table.rows.entries()) {
    for (const [i, column] of numbers.entries()) {
      const parsed = parseValue(cells[column] ?? '', table.decimal);
      const measure = measures[i];
      if (measure === undefined) continue;
      if ('value' in parsed) measure.values[row] = parsed.value;
      else if ('missing' in parsed) measure.missing[row] = parsed.missing;
      else refused.add(row, column, parsed.fault);
    }
  }
  return measures;
}

function emptyMeasure(role: MeasureRole, rows: number): PlannedMeasure {
  const { label, kind, highMeans, period, unit } = role;
  return {
    label,
    kind,
    highMeans,
    period: period === '' ? null : period,
    unit: unit === '' ? null : unit,
    values: new Float64Array(rows).fill(NaN),
    missing: Array<MissingCode | null>(rows).fill(null),
  };
}

function cell(table: Table, row: number, column: number): string {
  return (table.rows[row]?.[column] ?? '').trim();
}

/** Line breaks and double spaces inside a name come from the layout of a sheet. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function tooLong(most: number): string {
  return `Longer than ${most} characters`;
}

function columnsOf<B extends ColumnRole['becomes']>(mapping: Mapping, becomes: B) {
  return mapping.flatMap((role, column) =>
    role.becomes === becomes ? [{ role: role as Extract<ColumnRole, { becomes: B }>, column }] : [],
  );
}

function pick<T>(all: T[], rows: Int32Array): T[] {
  return rows.length === all.length ? all : Array.from(rows, (row) => all[row] as T);
}

function pickNumbers(all: Float64Array, rows: Int32Array): Float64Array {
  if (rows.length === all.length) return all;
  const picked = new Float64Array(rows.length);
  for (const [i, row] of rows.entries()) picked[i] = all[row] ?? NaN;
  return picked;
}
