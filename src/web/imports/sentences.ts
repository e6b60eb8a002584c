import type { ColumnRole, DryRunReport, FileColumn, FileImport, Mapping } from '#contract/imports';
import { count, counted, listed } from '#contract/words';

/** What was recognised is the heading. */
export function heading(file: Pick<FileImport, 'rows'>, mapping: Mapping): string {
  const has = (becomes: ColumnRole['becomes']) => mapping.some((role) => role.becomes === becomes);
  if (!has('reference') || !has('name')) {
    const missing = [...(has('reference') ? [] : ['reference']), ...(has('name') ? [] : ['name'])];
    return `A table of ${counted(file.rows, 'row')}: which column holds the ${listed(missing)}?`;
  }
  const kinds = mapping.flatMap((role) => (role.becomes === 'measure' ? [role.kind] : []));
  const of = (kind: string) => kinds.filter((one) => one === kind).length;
  const parts = [
    ...(of('context') > 0
      ? [counted(of('context'), 'indicator of circumstances', 'indicators of circumstances')]
      : []),
    ...(of('result') > 0 ? [counted(of('result'), 'result')] : []),
    ...(of('process') > 0 ? [counted(of('process'), 'measure of process', 'measures of process')] : []),
  ];
  const measures = parts.length === 0 ? 'no measure yet' : listed(parts);
  return `A table of ${counted(file.rows, 'school')} with ${measures}`;
}

export interface Lede {
  before: string;
  bold: string;
  after: string;
}

export function lede(taken: number, columns: number, report: DryRunReport | undefined, open: number): Lede {
  const before = `${count(taken)} of ${counted(columns, 'column')} ${taken === 1 ? 'is' : 'are'} taken. `;
  const after =
    open === 0 ? '' : ` ${open === 1 ? 'One column is' : `${count(open)} columns are`} for you to look at.`;
  if (report === undefined) return { before, bold: 'Checking every row.', after };
  if (report.faults.length > 0) return { before, bold: 'Nothing can be stored yet.', after };
  const storable = report.schools.new + report.schools.known;
  const refused = report.refused === 0 ? '' : `; ${counted(report.refused, 'row')} cannot`;
  return { before, bold: `${counted(storable, 'school')} can be stored${refused}.`, after };
}

/** Columns that are taken without a label, by their headings: the one fault that is seen without asking the server. */
export function unlabelled(columns: readonly Pick<FileColumn, 'header'>[], mapping: Mapping): string | null {
  const headers = columns.flatMap(({ header }, i) => {
    const role = mapping[i];
    return role !== undefined && 'label' in role && role.label.trim() === '' ? [`‘${header}’`] : [];
  });
  return headers.length === 0
    ? null
    : `Give ${listed(headers)} a label, or leave ${headers.length === 1 ? 'it' : 'them'} out.`;
}

/** Why the file cannot be stored now, or null where it can. */
export function obstacle(
  report: DryRunReport | undefined,
  checking: boolean,
  leaveOut: boolean,
): string | null {
  if (report === undefined || checking) return 'Every row is being checked.';
  if (report.faults.length > 0) return 'First mend what is said above.';
  if (report.schools.new + report.schools.known === 0) return 'No row of the file can be stored.';
  if (report.refused > 0 && !leaveOut) {
    return `${counted(report.refused, 'row')} ${report.refused === 1 ? 'is' : 'are'} refused. Mend the file and bring it again, or say that they are left out.`;
  }
  return null;
}

/** What typed missing codes mean, in words. */
export const missingWords: Record<string, string> = {
  blank: 'empty',
  suppressed: 'held back, too few pupils',
  confidential: 'held back as confidential',
  'not-available': 'not available',
  'not-applicable': 'not applicable',
  'no-entries': 'nobody entered',
  'not-published': 'not published',
  'low-coverage': 'too few pupils with a value',
  low: 'rounds to zero',
  'low-reliability': 'unreliable',
  new: 'school too new',
};

/** The steps of storing, in the words the job uses, so that what is finished and what is to come can be listed. */
export function stepsOf(mapping: Mapping): string[] {
  const groups = mapping.flatMap((role) => {
    if (role.becomes === 'group' || role.becomes === 'rowKind') return [`Storing ${role.label}`];
    const also = role.becomes === 'fact' || role.becomes === 'reference' ? role.group : null;
    return also === null ? [] : [`Storing ${also}`];
  });
  return [
    'Reading the rows',
    'Storing schools',
    ...groups,
    'Storing values',
    'Linking schools with those they followed',
  ];
}

/** Which of the steps a job is at. */
export function stepAt(steps: readonly string[], step: string): number {
  return step.startsWith('Reading') ? 0 : steps.indexOf(step);
}

/** `my_schools-2024.csv` → `My schools 2024`. */
export function nameFrom(fileName: string): string {
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_\-.]+/g, ' ')
    .trim();
  return (name.charAt(0).toLocaleUpperCase('en-GB') + name.slice(1)).slice(0, 120);
}
