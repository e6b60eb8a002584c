import { ProblemError } from '#contract/problem';
import type { ColumnRole } from '#contract/imports';
import { nearestName } from './imports/rules/nearestName.ts';
import { planImport, type ImportPlan, type PlannedRefusal } from './imports/rules/plan.ts';
import { identityRules } from './imports/rules/planRows.ts';
import { readTable } from './imports/rules/readTable.ts';

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
