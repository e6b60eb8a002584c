import writeExcelFile from 'write-excel-file/universal';
import type { MemoPlace } from '#contract/codeMemos';
import { allCodes } from '#contract/frameworkEdits';
import type { Element } from '#contract/frameworkFile';
import { codingsRows } from '../coding/index.ts';
import { findingsRows } from '../findings/index.ts';
import { codebookRows } from '../frameworks/index.ts';
import type { Collected } from './collect.ts';
import { countsRows } from './counts.ts';
import type { KnownFramework } from './known.ts';
import { projectOf } from './projectOf.ts';
import type { Project } from './project.ts';
import type { Decision, WorkbookParts } from './workbookParts.ts';

type Row = (string | number | null)[];

/** A workbook with a sheet for each kind of thing; the first row of each has the headings. */
export async function writeWorkbook({
  collected,
  table,
  counts,
  decisions,
  findings,
}: WorkbookParts): Promise<Uint8Array<ArrayBuffer>> {
  const project = projectOf(collected);
  const sheets = [
    ['Codings', codingsRows(table)],
    ['Sources', sourceRows(project)],
    ['Informants', informantRows(project)],
    ['Memos', memoRows(project)],
    ['Memos on codes', codeMemoRows(collected)],
    ['Codes', codeRows(collected.frameworks)],
    ['Codes by source', countsRows(counts)],
    ['Decisions', decisionRows(decisions)],
    ['Findings', findingsRows(findings)],
  ] as const;
  const file = writeExcelFile(
    sheets.map(([sheet, rows]) => ({ sheet, data: rows.map(cellsOf), stickyRowsCount: 1 })),
  );
  return new Uint8Array(await (await file.toBlob()).arrayBuffer());
}

/** What a cell of a spreadsheet can hold. */
const mostLetters = 32_000;

const cellsOf = (row: Row, index: number) =>
  row.map((value) => {
    if (value === null || value === '') return null;
    if (typeof value === 'number') return value;
    const text = value.replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
    const cut =
      text.length > mostLetters ? `${text.slice(0, mostLetters).replace(/[\uD800-\uDBFF]$/, '')} …` : text;
    return index === 0 ? { value: cut, fontWeight: 'bold' as const } : { value: cut, type: String };
  });

function sourceRows({ sources }: Project): Row[] {
  return [
    [
      'Source',
      'Kind',
      'School',
      'Reference',
      'Day',
      'Place',
      'Consent',
      'Language',
      'Turns',
      'Quotations',
      'Guide',
      'Debrief',
    ],
    ...sources.map(({ title, school, record, turns, quotations }) => [
      title,
      record.kind,
      school.name,
      school.reference,
      record.heldOn,
      record.place,
      record.consent,
      record.language,
      turns.start.length,
      quotations.length,
      record.guide,
      record.debrief,
    ]),
  ];
}

function informantRows({ sources }: Project): Row[] {
  return [
    ['Source', 'Informant', 'Role', 'People', 'May be shown by role', 'Speaks as'],
    ...sources.flatMap(({ title, informants, speakers }) =>
      informants.map(({ id, label, type, people, agreedByRole }) => [
        title,
        label,
        type,
        people,
        agreedByRole ? 'yes' : 'no',
        speakers
          .filter(({ informant }) => informant === id)
          .map(({ name }) => name)
          .join('; '),
      ]),
    ),
  ];
}

function memoRows({ sources, coders }: Project): Row[] {
  const names = new Map(coders.map(({ guid, name }) => [guid, name]));
  return [
    ['Source', 'Start', 'End', 'Memo', 'By', 'When'],
    ...sources.flatMap(({ title, memos, quotations }) => [
      ...memos.map(({ content, coder, at }) => [title, null, null, content, names.get(coder) ?? '', at]),
      ...quotations.flatMap(({ start, end, memos: on }) =>
        on.map(({ content, coder, at }) => [title, start, end, content, names.get(coder) ?? '', at]),
      ),
    ]),
  ];
}

function codeMemoRows({ codeMemos, frameworks, coders }: Collected): Row[] {
  const names = new Map(coders.map(({ person, name }) => [person, name]));
  return [
    ['Framework', 'Element', 'Code', 'Memo', 'By', 'When'],
    ...codeMemos.flatMap(({ framework, on, key, content, by, at }) => {
      const found = frameworks.find(({ id }) => id === framework)?.content;
      const element = found?.elements.find((one) => termsOf(one, on).some((term) => term.key === key));
      if (found === undefined || element === undefined) return [];
      const code = on === 'code' ? (termsOf(element, on).find((term) => term.key === key)?.name ?? '') : '';
      return [[found.title, element.name, code, content, names.get(by) ?? '', at]];
    }),
  ];
}

const termsOf = (element: Element, on: MemoPlace) =>
  on === 'element' ? [element] : allCodes({ elements: [element] });

/** The codebooks of all frameworks, one beneath the other. */
function codeRows(frameworks: readonly KnownFramework[]): Row[] {
  const [heads = []] = codebookRows({ groups: [], elements: [] });
  return [
    ['Framework', 'Version', ...heads],
    ...frameworks.flatMap(({ version, content }) =>
      codebookRows(content)
        .slice(1)
        .map((row) => [content.title, version, ...row]),
    ),
  ];
}

const decisionRows = (decisions: readonly Decision[]): Row[] => [
  ['Source', 'Start', 'End', 'How', 'Why', 'By', 'When'],
  ...decisions.map(({ title, start, end, agreed, note, by, at }) => [
    title,
    start,
    end,
    agreed ? 'all agreed' : 'decided',
    note,
    by,
    at,
  ]),
];
