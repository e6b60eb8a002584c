import { missingReasons } from '#contract/importCodes';
import type { ColumnRole, FileColumn } from '#contract/imports';
import { measureTitle } from '#contract/schools';
import { count, counted, decimal, decimalsFor } from '#contract/words';
import type { SchoolCounts } from '#contract/importStorings';
import type { TriedFile } from '#server/files';
import type { Imported } from '#server/importing';
import { paragraph, textTable } from '../textTable.ts';

const shown = 20;
/** Labels of measures are long, and cut they could not be told apart. */
const widest = 100;

export function jsonText(fileName: string, tried: TriedFile, imported: Imported | null): string {
  const { readAs, layout, columns, schools, refusals } = tried;
  const report = { ...(imported?.beside ?? tried.report), refusals };
  const place = imported && { workspace: imported.workspace, stored: imported.stored };
  return `${JSON.stringify({ file: fileName, readAs, layout, columns, schools, report, ...place }, null, 1)}\n`;
}

/** What would be stored, for people at a terminal; as the page says it. */
export function terminalText(fileName: string, tried: TriedFile, imported: Imported | null): string {
  return [
    headText(fileName, tried),
    sumsText(tried, imported?.beside.schools ?? null),
    columnsText(tried),
    askText(tried),
    measuresText(tried),
    missingText(tried),
    refusedText(tried),
    totalsText(tried),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What came of it, where it was stored. */
export function storedText(workspace: string, { report, address }: NonNullable<Imported['stored']>): string {
  const { schools, compared } = report;
  const words = [
    `${counted(schools.new, 'new school')}, ${count(schools.known)} known before (${count(schools.changed)} changed)`,
    `${counted(report.measures, 'measure')} with ${counted(report.values, 'value')}`,
    `${count(compared.changed)} values changed, ${count(compared.removed)} taken away, ${count(compared.same)} as they were`,
    ...(schools.leftOut > 0 ? [`${counted(schools.leftOut, 'school')} left out that are not here yet`] : []),
    ...(report.refused > 0 ? [`${counted(report.refused, 'refused row')} left out`] : []),
  ];
  return `\nStored in ${workspace}\n${words.map((line) => `  ${line}\n`).join('')}On its page it can be undone: ${address}\n`;
}

function headText(fileName: string, { layout, readAs, report }: TriedFile): string {
  const known = layout.id === 'generic' ? '' : `, ${count(layout.matched)} of them known`;
  return (
    `${layout.title}\n\n` +
    `${fileName}: ${readAs}; ${counted(report.rows, 'row')}, ${counted(layout.columns, 'column')}${known}.\n`
  );
}

function sumsText({ report, schools }: TriedFile, beside: SchoolCounts | null): string {
  const values = report.measures.reduce((sum, one) => sum + one.values, 0);
  const missing = report.missing.reduce((sum, one) => sum + one.count, 0);
  const line = (value: number, words: string) => `  ${count(value).padStart(9)}  ${words}\n`;
  return [
    line(report.rows, 'rows in the file'),
    ...(report.aggregates.length > 0
      ? [line(report.aggregates.length, 'lines of totals, kept apart from schools')]
      : []),
    ...(report.repeated > 0 ? [line(report.repeated, 'repeats of another row, which count once')] : []),
    line(report.refused, 'refused'),
    ...(beside === null
      ? [line(schools, 'schools that would be stored')]
      : besideLines(beside).map(([value, words]) => line(value, words))),
    line(values, `values, and ${count(missing)} typed as missing`),
  ].join('');
}

/** Beside what is in the workspace already. */
function besideLines({ new: added, known, changed, leftOut }: SchoolCounts): [number, string][] {
  return [
    [added, 'schools that would be new there'],
    [known, `schools known there, of which ${count(changed)} would change`],
    ...(leftOut > 0 ? [[leftOut, 'schools left out, because they are not there'] as [number, string]] : []),
  ];
}

function columnsText({ columns }: TriedFile): string {
  const taken = columns.filter(({ suggestion }) => suggestion.becomes !== 'ignored');
  const rows = taken.map(({ header, samples, suggestion }) => [
    header,
    shortSamples(samples),
    wordsOf(suggestion),
  ]);
  const table = textTable([{ head: 'column' }, { head: 'looks like' }, { head: 'becomes' }], rows, widest);
  const left = columns.length - taken.length;
  const more = left === 0 ? '' : `${counted(left, 'more column')} left out.\n`;
  return taken.length === 0 ? `No column is taken.\n${more}` : `${table}${more}`;
}

function wordsOf(role: ColumnRole): string {
  switch (role.becomes) {
    case 'ignored':
      return 'left out';
    case 'reference':
      return role.group === null ? 'reference' : `reference, and a group: ${role.group}`;
    case 'name':
      return 'name';
    case 'fact':
      return role.group === null ? role.fact : `${role.fact}, and a group: ${role.group}`;
    case 'rowKind':
      return `tells schools from totals: ${role.label}`;
    case 'group':
      return `group: ${role.label}`;
    case 'measure':
      return measureTitle(role);
  }
}

function shortSamples(samples: readonly string[]): string {
  const text = samples.slice(0, 3).join(', ');
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

function askText({ columns }: TriedFile): string {
  const open = columns.filter(({ sure }) => !sure);
  if (open.length === 0) return '';
  const first = open
    .slice(0, shown)
    .map(({ header, reason }: FileColumn) => paragraph(`${header}: ${reason}.`));
  const more = open.length > shown ? [`  … and ${count(open.length - shown)} more\n`] : [];
  return `For you to look at\n${[...first, ...more].join('')}`;
}

function measuresText({ report }: TriedFile): string {
  if (report.measures.length === 0) return '';
  const rows = report.measures.map((one) => {
    const digits = decimalsFor([one.minimum ?? 0, one.maximum ?? 0]);
    const missing = one.missing.reduce((sum, { count: times }) => sum + times, 0);
    return [
      measureTitle(one),
      one.period ?? '',
      count(one.values),
      count(missing),
      decimal(one.minimum, digits),
      decimal(one.maximum, digits),
    ];
  });
  const heads = ['values', 'missing', 'from', 'to'].map((head) => ({ head, right: true }));
  return textTable([{ head: 'measure' }, { head: 'year' }, ...heads], rows, widest);
}

function missingText({ report }: TriedFile): string {
  if (report.missing.length === 0) return '';
  const rows = report.missing
    .slice(0, shown)
    .map(({ written, code, count: times }) => [
      written === '' ? '(empty)' : written,
      missingReasons[code].words,
      count(times),
    ]);
  return `Missing, and why\n${textTable([{ head: 'in the file' }, { head: 'kept as' }, { head: 'values', right: true }], rows)}`;
}

function refusedText({ report, refusals }: TriedFile): string {
  if (report.refused === 0) return '';
  const rows = refusals
    .slice(0, shown)
    .map(({ row, column, value, reason }) => [count(row), column ?? '', value ?? '', reason]);
  const heads = [{ head: 'row', right: true }, { head: 'column' }, { head: 'value' }, { head: 'why' }];
  const more =
    refusals.length > shown ? `… and ${count(refusals.length - shown)} more; --refused writes all\n` : '';
  return `${counted(report.refused, 'row is', 'rows are')} refused\n${textTable(heads, rows)}${more}`;
}

function totalsText({ report }: TriedFile): string {
  if (report.aggregates.length === 0) return '';
  // The whole country first; authorities are many.
  const sorted = report.aggregates.toSorted(
    (a, b) => Number(a.level !== 'national') - Number(b.level !== 'national'),
  );
  const rows = sorted.slice(0, shown).map(({ row, level, code, label }) => [count(row), level, code, label]);
  const heads = [{ head: 'row', right: true }, { head: 'level' }, { head: 'code' }, { head: 'label' }];
  const more = sorted.length > shown ? `… and ${count(sorted.length - shown)} more\n` : '';
  return `Lines of totals\n${textTable(heads, rows)}${more}`;
}
