import { ProblemError } from '#contract/problem';
import type { FileLayout, LayoutId } from '#contract/importCodes';
import type { ColumnRole, FileColumn, Refusal } from '#contract/imports';
import { nearestName } from './imports/rules/nearestName.ts';
import { planImport, type ImportPlan, type PlannedRefusal } from './imports/rules/plan.ts';
import { identityRules } from './imports/rules/planRows.ts';
import { readTable } from './imports/rules/readTable.ts';
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

/** What an import of a file would store, with no database about to compare with. */
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

/** Recognises a file, as `layout` where that is given, and tries what it would become. */
export async function tryImport(
  bytes: Uint8Array,
  fileName: string,
  choice: { layout: LayoutId | null; all: boolean },
): Promise<TriedFile> {
  const table = await readTable(bytes, fileName);
  const { layout, columns } = recognise(table, fileName, choice.layout);
  const mapping = columns.map(({ suggestion, offer }) => (choice.all ? (offer ?? suggestion) : suggestion));
  const plan = planImport(table, mapping);
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
