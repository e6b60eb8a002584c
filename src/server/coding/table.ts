import type { Target } from '#contract/coding';
import { allCodes } from '#contract/frameworkEdits';
import { poleWords } from '#contract/frameworkSides';
import type { FrameworkContent } from '#contract/frameworkFile';
import type { Scope } from '../platform/scope.ts';
import { csvText } from '../imports/index.ts';
import { WordsIn } from './wordsIn.ts';

export interface Item extends Target {
  source: string;
  title: string;
  kind: string;
  school: string | null;
  heldOn: string | null;
  /** Where the turn begins in which the words begin. */
  turnStart: number | null;
  speaker: string | null;
  informant: string | null;
  informantType: string | null;
  people: number | null;
  start: number;
  end: number;
  /** Who coded, by id and by name. */
  by: string;
  coder: string;
  codedAt: string;
  memo: string | null;
  strength: number | null;
  suggested: boolean;
}

type Row = (string | number | null)[];

const headings = [
  'Source',
  'Kind',
  'School',
  'Day',
  'Turn',
  'Speaker',
  'Informant',
  'Informant type',
  'People',
  'Start',
  'End',
  'Words',
  'Framework',
  'Version',
  'Element',
  'Pole',
  'Code',
  'Strength (1 to 3)',
  'Suggested by the program',
  'Coder',
  'Coded',
  'Memo',
];

/** What the table is made of, read at one moment. */
export interface TableParts {
  items: Item[];
  /** With the places where turns begin, in order. */
  texts: { source: string; content: string; turns: number[] }[];
  frameworks: { framework: string; version: number; content: FrameworkContent }[];
}

/** Every coded quotation that one may see; of one source, or of all. */
export async function readTable(scope: Scope, source: string | null): Promise<TableParts> {
  const items = await readItems(scope, source);
  const sources = [...new Set(items.map((item) => item.source))];
  const frameworks = [...new Set(items.map(({ framework }) => framework))];
  const [texts, versions] = await Promise.all([
    scope.sql<TableParts['texts']>`
      select x.source_id as source, x.content, array(select t.start_at from turn t
          where t.workspace_id = x.workspace_id and t.source_id = x.source_id order by t.start_at) as turns
      from source_text x where x.source_id = any (${sources}::uuid[])`,
    readFrameworks(scope, frameworks),
  ]);
  return { items, texts, frameworks: versions };
}

/** The versions of frameworks that something was said in, for their names. */
export function readFrameworks(scope: Scope, ids: readonly string[]): Promise<TableParts['frameworks']> {
  return scope.sql<TableParts['frameworks']>`
    select framework_id as framework, number as version, content from framework_version
    where framework_id = any (${[...ids]}::uuid[])`;
}

/** A line for each code on each quotation. */
export function codingsTable(parts: TableParts): string {
  return csvText(codingsRows(parts), { byteOrderMark: true });
}

/** The same as rows, of which the first has the headings. */
export function codingsRows({ items, texts, frameworks }: TableParts): Row[] {
  const words = new WordsIn(new Map(texts.map(({ source, content }) => [source, content])));
  const turnsOf = new Map(
    texts.map(({ source, turns }) => [source, new Map(turns.map((start, i) => [start, i + 1]))]),
  );
  const names = namesOf(frameworks);
  const rows = items.map((item) => {
    const { framework, element, code } = names(item);
    return [
      item.title,
      item.kind,
      item.school,
      item.heldOn,
      turnsOf.get(item.source)?.get(item.turnStart ?? -1) ?? null,
      item.speaker,
      item.informant,
      item.informantType,
      item.people,
      item.start,
      item.end,
      words.at(item),
      framework,
      item.version,
      element,
      // In words, because a spreadsheet takes a sign for a formula.
      poleWords[item.pole],
      code,
      item.strength,
      item.suggested ? 'yes' : '',
      item.coder,
      item.codedAt,
      item.memo,
    ];
  });
  return [headings, ...rows];
}

function readItems(scope: Scope, source: string | null): Promise<Item[]> {
  return scope.sql<Item[]>`
    select e.source_id as source, e.source_title as title, e.source_kind as kind, c.name as school,
      e.held_on::text as "heldOn", e.turn_start as "turnStart", e.speaker, e.informant, e.informant_type as "informantType",
      e.informant_people as people, e.start_at as start, e.end_at as "end", e.framework_id as framework,
      e.framework_version as version, e.element, e.pole, e.code, e.strength, e.suggested, e.created_by as by, coalesce(p.name, 'Somebody') as coder,
      e.created_at::date::text as "codedAt", m.content as memo
    from evidence_item e
      left join school_shown c on c.workspace_id = e.workspace_id and c.id = e.school_id
      left join person p on p.id = e.created_by
      left join memo m on m.workspace_id = e.workspace_id and m.quotation_id = e.quotation_id
    where ${source}::uuid is null or e.source_id = ${source}
    order by e.source_title, e.source_id, e.start_at, e.end_at, e.created_at, e.id`;
}

/** Names in the version that was coded in. */
export function namesOf(frameworks: TableParts['frameworks']) {
  const named = new Map(
    frameworks.map(({ framework, version, content }) => [
      `${framework}/${String(version)}`,
      {
        title: content.title,
        elements: new Map(content.elements.map(({ key, name }) => [key, name])),
        codes: new Map(allCodes(content).map(({ key, name }) => [key, name])),
      },
    ]),
  );
  return ({
    framework,
    version,
    element,
    code,
  }: Pick<Target, 'framework' | 'version' | 'element' | 'code'>) => {
    const found = named.get(`${framework}/${String(version)}`);
    return {
      framework: found?.title ?? '',
      element: found?.elements.get(element) ?? element,
      code: code === null ? '' : (found?.codes.get(code) ?? code),
    };
  };
}
