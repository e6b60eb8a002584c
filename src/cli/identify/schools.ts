import { basename } from 'node:path';
import { ProblemError } from '#contract/problem';
import { reasonOf, type MissingReason } from '#contract/importCodes';
import { plainMeasure, type ColumnRole } from '#contract/imports';
import { readSchools, type PlannedMeasure, type PlannedRefusal } from '#server/files';
import { place, readBytes } from '../files.ts';
import type { IdentifyOptions } from './options.ts';
import { questionOf, type Question } from './question.ts';

/** The schools of the file in the form that statistics take, with what to call them by. */
export interface Schools {
  fileName: string;
  ids: string[];
  names: string[];
  /** Null: the school has no region, or all schools are taken together. */
  regions: (string | null)[];
  measures: { column: string; values: Float64Array; missing: (MissingReason | null)[] }[];
  question: Question;
  noSchool: PlannedRefusal[];
}

const shown = 10;

export async function loadSchools(options: IdentifyOptions): Promise<Schools> {
  const fileName = basename(options.file);
  const { plan, noSchool, unreadable } = await readSchools(
    readBytes(options.file),
    fileName,
    rolesOf(options),
  );
  if (unreadable.length > 0) throw new ProblemError('invalid', describeUnreadable(fileName, unreadable));
  if (plan.schools.length === 0) throw new ProblemError('invalid', `No row of ‘${fileName}’ is a school.`);
  const measure = (column: string) => find(plan.measures, column);
  const ids = plan.schools.map(({ reference }) => reference);
  const names = plan.schools.map(({ name }) => name ?? '');
  const regions = plan.groups[0]?.values ?? plan.schools.map(() => null);
  const columns = [...options.context.map(({ column }) => column), options.result.column];
  return {
    fileName,
    ids,
    names,
    regions,
    measures: columns.map((column) => ({
      column,
      values: measure(column).values,
      missing: Array.from(measure(column).missing, reasonOf),
    })),
    question: questionOf(options, { ids, names, regions, measure }),
    noSchool,
  };
}

function rolesOf(options: IdentifyOptions): Map<string, ColumnRole> {
  const roles = new Map<string, ColumnRole>([
    [options.id, { becomes: 'reference', group: null }],
    [options.name, { becomes: 'name' }],
  ]);
  if (options.region !== null) roles.set(options.region, { becomes: 'group', label: options.region });
  const add = (
    kind: 'context' | 'result' | 'process',
    column: string,
    highMeans: 'harder' | 'easier' | 'better' | 'worse' | 'neither',
  ) => roles.set(column, { ...plainMeasure, label: column, kind, highMeans, period: null, unit: null });
  for (const { column, highMeans } of options.context) add('context', column, highMeans);
  for (const column of [...options.earlier, options.result.column]) {
    add('result', column, options.result.highMeans);
  }
  for (const column of options.rule.model?.pupils ?? []) add('process', column, 'neither');
  return roles;
}

function find(measures: readonly PlannedMeasure[], column: string): PlannedMeasure {
  const measure = measures.find(({ label }) => label === column);
  if (measure === undefined) throw new Error(`No measure was read from column ${column}.`);
  return measure;
}

/** Where the first of them stand, so that they can be mended without searching. */
function describeUnreadable(fileName: string, refusals: readonly PlannedRefusal[]): string {
  const rows = new Set(refusals.map(({ row }) => row)).size;
  const places = refusals.slice(0, shown).map(place);
  const more = refusals.length > shown ? [`  … and ${refusals.length - shown} more`] : [];
  const count = rows === 1 ? '1 row' : `${rows} rows`;
  return [
    `${count} of ‘${fileName}’ cannot be read, so nothing was computed:`,
    ...places,
    ...more,
    'Correct them. Where a value is missing, leave the cell empty or write a code such as NA or SUPP.',
  ].join('\n');
}
