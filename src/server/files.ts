import { ProblemError } from '#contract/problem';
import type { FileLayout, LayoutId } from '#contract/importCodes';
import type { ColumnRole, FileColumn, Mapping, Refusal } from '#contract/imports';
import { nearestName } from './imports/rules/nearestName.ts';
import { planImport, type ImportPlan, type PlannedRefusal } from './imports/rules/plan.ts';
import { identityRules } from './imports/rules/planRows.ts';
import { readTable } from './imports/rules/readTable.ts';
import type { Table } from './imports/rules/table.ts';
import { recognise } from './imports/rules/recognise.ts';
import { refusedCsv, reportOf, type FileReport } from './imports/rules/report.ts';

export { csvText, type CsvCell } from './imports/rules/csvOut.ts';
export type { PlannedMeasure, PlannedRefusal } from './imports/rules/plan.ts';

/** A file of schools, read by the same rules as an import, with no database about. */
export interface SchoolsFile {
  plan: ImportPlan;
  /** Refused because the row is no school of its own: a line of totals, or a school that stands there twice. */
  noSchool: PlannedRefusal[];
  /** Refused because a cell cannot be what its column is. */
  unreadable: PlannedRefusal[];
}

/** A file that was read, and what its columns are recognised as. */
export interface RecognisedFile {
  table: Table;
  layout: FileLayout;
  columns: FileColumn[];
}

/** What an import of a file would store. */
export interface TriedFile {
  readAs: string;
  layout: FileLayout;
  columns: FileColumn[];
  report: FileReport;
  schools: number;
  /** Every refusal, where the report has the first. */
  refusals: Refusal[];
  /** The refused rows as they stand in the file, with their reasons. */
  refusedRows: string;
}

/** How the columns of a file are taken: as is recognised, or as somebody said. */
export interface ColumnChoice {
  layout: LayoutId | null;
  /** Every column that is known, where nobody said which. */
  all: boolean;
  mapping: Mapping | null;
  /** Of measures whose year the file does not tell. */
  period: string | null;
}

/** Recognises a file, as `layout` where that is given. */
export async function recogniseFile(
  bytes: Uint8Array,
  fileName: string,
  layout: LayoutId | null,
): Promise<RecognisedFile> {
  const table = await readTable(bytes, fileName);
  return { table, ...recognise(table, fileName, layout) };
}

/** What each column becomes. */
export function mappingOf({ columns }: RecognisedFile, { all, mapping, period }: ColumnChoice): Mapping {
  const taken = mapping ?? columns.map(({ suggestion, offer }) => (all ? (offer ?? suggestion) : suggestion));
  return period === null ? taken : taken.map((role) => inPeriod(role, period));
}

function inPeriod(role: ColumnRole, period: string): ColumnRole {
  return role.becomes === 'measure' ? { ...role, period: role.period ?? period } : role;
}

/** What a file becomes by a mapping, whatever is here already. */
export function tryMapping(
  { table, layout, columns }: RecognisedFile,
  mapping: Mapping,
  plan = planImport(table, mapping),
): TriedFile {
  return {
    readAs: table.readAs,
    layout,
    columns: columns.map((column, i) => ({ ...column, suggestion: mapping[i] ?? column.suggestion })),
    report: reportOf(plan),
    schools: plan.schools.length,
    refusals: plan.refusals.map(({ row, column, value, reason }) => ({ row, column, value, reason })),
    refusedRows: refusedCsv(table, plan),
  };
}

/** Reads a file and the columns that are named; a name that the file does not have is answered with those it has. */
export async function readSchools(
  bytes: Uint8Array,
  fileName: string,
  roles: ReadonlyMap<string, ColumnRole>,
): Promise<SchoolsFile> {
  const table = await readTable(bytes, fileName);
  for (const column of roles.keys()) {
    if (!table.headers.includes(column)) throw unknownColumn(column, fileName, table.headers);
  }
  const plan = planImport(
    table,
    table.headers.map((header) => roles.get(header) ?? { becomes: 'ignored' }),
  );
  const [fault] = plan.faults;
  if (fault !== undefined) throw new ProblemError('invalid', fault);
  const outside = new Set(plan.refusals.filter(isNoSchool).map(({ row }) => row));
  return {
    plan,
    noSchool: plan.refusals.filter(isNoSchool),
    unreadable: plan.refusals.filter(({ row }) => !outside.has(row)),
  };
}

function isNoSchool({ rule }: PlannedRefusal): boolean {
  return Object.values<string>(identityRules).includes(rule);
}

const mostListed = 60;

function unknownColumn(column: string, fileName: string, headers: readonly string[]): ProblemError {
  const nearest = nearestName(column, headers);
  const meant = nearest === undefined ? '' : ` Did you mean ‘${nearest}’?`;
  const more = headers.length > mostListed ? ` and ${headers.length - mostListed} more` : '';
  const listed = headers.slice(0, mostListed).join(', ') + more;
  return new ProblemError('invalid', `‘${fileName}’ has no column ‘${column}’.${meant} It has: ${listed}.`);
}
