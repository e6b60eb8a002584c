import type { FileLayout } from '#contract/importCodes';
import type { ColumnRole, DryRunReport, FileColumn, FileImport, Mapping } from '#contract/imports';
import type { StoredReport } from '#contract/importStorings';
import type { Undone } from '#contract/importUndo';
import type { MeasureKind } from '#contract/measureKinds';
import { capital, count, counted, inWords, listed } from '#contract/words';

/** What was recognised is the heading. */
export function heading(file: Pick<FileImport, 'rows' | 'layout'>, mapping: Mapping): string {
  const has = (becomes: ColumnRole['becomes']) => mapping.some((role) => role.becomes === becomes);
  if (!has('reference'))
    return `A table of ${counted(file.rows, 'row')}: which column holds the reference of the school?`;
  const { layout } = file;
  if (layout !== null && layout.id !== 'generic') return `This is ${kindOfFile(layout)}`;
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

/** What goes before a title that does not stand alone. */
const before: Partial<Record<FileLayout['id'], string>> = {
  gias: 'the ',
  census: 'the ',
  'california-api': 'the ',
  absence: 'a table of ',
  destinations: 'a table of ',
  ofsted: 'a table of ',
  'pisa-schools': 'a table of ',
};
const beginWithName = new Set(['ofsted', 'pisa-schools', 'california-api']);

/** `Key stage 2, England, 2018/19` as it stands in a sentence. */
function kindOfFile({ id, title }: Pick<FileLayout, 'id' | 'title'>): string {
  const words = beginWithName.has(id) ? title : title.charAt(0).toLowerCase() + title.slice(1);
  return `${before[id] ?? ''}${words}`;
}

export interface Lede {
  before: string;
  bold: string;
  after: string;
}

/** How much of the file is known, what of it can be stored, and what is left to answer. */
export function lede(
  { layout, columns }: Pick<FileImport, 'layout' | 'columns'>,
  report: DryRunReport | undefined,
  open: number,
  stored: boolean,
): Lede {
  const before = `${knownWords(layout, columns.length)} `;
  if (stored) return { before, bold: 'It is stored.', after: '' };
  const after =
    open === 0
      ? ''
      : `${open === 1 ? 'One question is' : `${capital(inWords(open))} questions are`} left for you.`;
  if (report === undefined) return { before, bold: 'Checking every row.', after };
  if (report.faults.length > 0) return { before, bold: 'Nothing can be stored yet.', after };
  const refused = report.refused === 0 ? '' : `; ${counted(report.refused, 'row')} cannot`;
  return { before, bold: `${counted(storable(report), 'school')} can be stored${refused}.`, after };
}

const storable = ({ schools }: DryRunReport) => schools.new + schools.known;

/** What the button does. Until the rows are checked nobody knows of how many schools. */
export function storeWords(report: DryRunReport | undefined): string {
  return report === undefined ? 'Store the schools' : `Store ${counted(storable(report), 'school')}`;
}

function knownWords(layout: FileLayout | null, columns: number): string {
  if (layout === null || layout.id === 'generic')
    return `It has ${counted(columns, 'column')}, told by their headings and values.`;
  const [matched, of] = [count(layout.matched), counted(layout.columns, 'column')];
  if (layout.matched < layout.columns) return `${matched} of ${of} are those of this kind of file.`;
  return `${layout.columns === 2 ? 'Both columns' : `All ${of}`} are those of this kind of file.`;
}

/** How this file's columns differ from those of the last of its kind, in sentences. */
export function keptWords(kept: NonNullable<FileImport['kept']>, period: string | null): string[] {
  const { by, renamed, added, gone } = kept;
  const last = kept.period !== null && kept.period !== period ? `, of ${kept.period}` : '';
  const [first] = renamed;
  const more = renamed.length - 1;
  return [
    `As ${by} chose for the last file of this kind${last}.`,
    ...(first === undefined
      ? []
      : [
          `Headings say another year: ${first.to} was ${first.from}${more === 0 ? '' : `, and ${counted(more, 'other')} alike`}.`,
        ]),
    ...(added.length === 0 ? [] : [`New in this file: ${someOf(added)}.`]),
    ...(gone.length === 0 ? [] : [`Taken last time and not here: ${someOf(gone)}.`]),
  ];
}

const namedAtMost = 3;

function someOf(names: readonly string[]): string {
  if (names.length <= namedAtMost + 1) return listed(names);
  const first = names.slice(0, namedAtMost);
  return listed([...first, `${count(names.length - namedAtMost)} more`]);
}

/** Whose values are shown: `The first three schools of the file are shown.` */
export function shownSchools(from: number, to: number): string {
  if (to - from === 1) return `Of the file, school ${count(to)} is shown.`;
  return from === 0
    ? `The first ${inWords(to)} schools of the file are shown.`
    : `Schools ${count(from + 1)} to ${count(to)} of the file are shown.`;
}

/** What columns of numbers may be that nobody knows: what the question of Identify still lacks. */
export function unrecognisedWords(mapping: Mapping): string {
  const has = (kind: MeasureKind) => mapping.some((role) => role.becomes === 'measure' && role.kind === kind);
  const lacking = [...(has('result') ? [] : ['a result']), ...(has('context') ? [] : ['circumstances'])];
  return lacking.length === 0
    ? 'take what you need'
    : `perhaps ${lacking.join(' or ')}, which no other column holds: take what you need`;
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
  { checking, leaveOut, asksUnknown }: { checking: boolean; leaveOut: boolean; asksUnknown: boolean },
): string | null {
  if (report === undefined || checking) return 'Every row is being checked.';
  if (report.faults.length > 0) return 'First mend what is said above.';
  if (asksUnknown) return 'Say which schools are taken.';
  if (report.schools.new + report.schools.known === 0) return 'No row of the file can be stored.';
  if (report.refused > 0 && !leaveOut) {
    return `${counted(report.refused, 'row')} ${report.refused === 1 ? 'is' : 'are'} refused. Mend the file and bring it again, or say that they are left out.`;
  }
  return null;
}

/** What storing would do to values that are here; null where every measure of the file is new. */
export function besideHere({ schools, measures }: DryRunReport): string | null {
  const compared = measures.flatMap((measure) => (measure.compared === null ? [] : [measure.compared]));
  if (compared.length === 0) return null;
  const of = (key: keyof (typeof compared)[number]) => compared.reduce((sum, one) => sum + one[key], 0);
  const [added, changed, removed] = [of('added'), of('changed'), of('removed')];
  if (added + changed + removed > 0) {
    const parts = [
      ...(changed === 0 ? [] : [`${counted(changed, 'value changes', 'values change')}`]),
      ...(added === 0 ? [] : [`${count(added)} ${added === 1 ? 'is' : 'are'} added`]),
      ...(removed === 0 ? [] : [`${count(removed)} ${removed === 1 ? 'goes' : 'go'}`]),
    ];
    return `Of the measures that are here, ${listed(parts)}.`;
  }
  const nothingNew = compared.length === measures.length && schools.new + schools.changed === 0;
  return nothingNew
    ? 'All of this is here already, value by value: storing it again changes nothing.'
    : 'Of the measures that are here, no value changes.';
}

/** Of values of measures that were here already: ` (163 added, 5 other than before)`. */
function besideBefore({ added, changed, removed }: StoredReport['compared']): string {
  const parts = [
    ...(added === 0 ? [] : [`${count(added)} added to measures of before`]),
    ...(changed === 0 ? [] : [`${count(changed)} other than before`]),
    ...(removed === 0 ? [] : [`${count(removed)} taken away`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What storing a file changed, in counts. */
export function changesOf({ schools, compared, values, refused }: StoredReport): string {
  const parts = [
    ...(schools.new === 0 ? [] : [counted(schools.new, 'new school')]),
    ...(schools.changed === 0 ? [] : [`${counted(schools.changed, 'school')} changed`]),
    `${counted(values, 'value')}${besideBefore(compared)}`,
    ...(schools.leftOut === 0 ? [] : [`${counted(schools.leftOut, 'school')} left out`]),
    ...(refused === 0 ? [] : [`${counted(refused, 'row')} refused`]),
  ];
  return parts.join(', ');
}

/** What taking an import back does, a sentence each. */
export function undoneWords({ removed, staying, restored, measures, links, lines }: Undone): string[] {
  const go = (number: number) => (number === 1 ? 'goes' : 'go');
  const get = (number: number) => (number === 1 ? 'gets' : 'get');
  const words = [
    [removed, `${counted(removed, 'school')} that it had added ${go(removed)}.`],
    [
      staying,
      `${counted(staying, 'school')} that it had added ${staying === 1 ? 'stays' : 'stay'} without its values, because something else here refers to ${staying === 1 ? 'it' : 'them'}.`,
    ],
    [restored, `${counted(restored, 'school')} ${get(restored)} back the name, facts and groups of before.`],
    [measures.removed, `${counted(measures.removed, 'measure')} ${go(measures.removed)}, with every value.`],
    [
      measures.restored,
      `${counted(measures.restored, 'measure')} ${get(measures.restored)} back the values of before.`,
    ],
    [links, `${counted(links, 'link')} between schools that followed one another ${go(links)}.`],
    [lines, `${counted(lines, 'line')} of totals ${go(lines)}.`],
  ] as const;
  const told = words.flatMap(([number, sentence]) => (number === 0 ? [] : [sentence]));
  return told.length === 0 ? ['Nothing of what is here now would change.'] : told;
}
