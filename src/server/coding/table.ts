import type { Target } from '#contract/coding';
import { codePointsOf, sliceByPoints } from '#contract/codePoints';
import type { FrameworkContent } from '#contract/frameworkFile';
import type { Scope } from '../platform/scope.ts';
import { csvText } from '../imports/index.ts';

interface Item extends Target {
  source: string;
  title: string;
  kind: string;
  school: string | null;
  heldOn: string | null;
  turn: number | null;
  speaker: string | null;
  informant: string | null;
  informantType: string | null;
  people: number | null;
  start: number;
  end: number;
  coder: string;
  codedAt: string;
  memo: string | null;
}

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
  'Coder',
  'Coded',
  'Memo',
];

/** In words, because a spreadsheet takes a sign for a formula. */
const poleWords = { '+': 'strength', '-': 'concern', mixed: 'mixed', none: 'neither' } as const;

/** Every coded quotation that one may see, a line for each code; of one source, or of all. */
export async function codingsTable(scope: Scope, source: string | null): Promise<string> {
  const items = await readItems(scope, source);
  const [texts, names] = await Promise.all([readTexts(scope, items), readNames(scope, items)]);
  const rows = items.map((item) => {
    const text = texts.get(item.source);
    const { framework, element, code } = names(item);
    return [
      item.title,
      item.kind,
      item.school,
      item.heldOn,
      item.turn,
      item.speaker,
      item.informant,
      item.informantType,
      item.people,
      item.start,
      item.end,
      text === undefined ? '' : sliceByPoints(text.content, text.points, item.start, item.end),
      framework,
      item.version,
      element,
      poleWords[item.pole],
      code,
      item.coder,
      item.codedAt,
      item.memo,
    ];
  });
  return csvText([headings, ...rows], { byteOrderMark: true });
}

function readItems(scope: Scope, source: string | null): Promise<Item[]> {
  return scope.sql<Item[]>`
    select e.source_id as source, e.source_title as title, e.source_kind as kind, c.name as school,
      e.held_on::text as "heldOn", e.turn, e.speaker, e.informant, e.informant_type as "informantType",
      e.informant_people as people, e.start_at as start, e.end_at as "end", e.framework_id as framework,
      e.framework_version as version, e.element, e.pole, e.code, coalesce(p.name, 'Somebody') as coder,
      e.created_at::date::text as "codedAt", m.content as memo
    from evidence_item e
      left join school_shown c on c.workspace_id = e.workspace_id and c.id = e.school_id
      left join person p on p.id = e.created_by
      left join memo m on m.workspace_id = e.workspace_id and m.quotation_id = e.quotation_id
    where ${source}::uuid is null or e.source_id = ${source}
    order by e.source_title, e.source_id, e.start_at, e.end_at, e.created_at, e.id`;
}

async function readTexts(scope: Scope, items: readonly Item[]) {
  const sources = [...new Set(items.map((item) => item.source))];
  const rows = await scope.sql<{ source: string; content: string }[]>`
    select source_id as source, content from source_text where source_id = any (${sources}::uuid[])`;
  return new Map(
    rows.map(({ source, content }) => [source, { content, points: codePointsOf(content) }] as const),
  );
}

/** Names in the version that was coded in. */
async function readNames(scope: Scope, items: readonly Item[]) {
  const frameworks = [...new Set(items.map(({ framework }) => framework))];
  const rows = await scope.sql<{ framework: string; version: number; content: FrameworkContent }[]>`
    select framework_id as framework, number as version, content from framework_version
    where framework_id = any (${frameworks}::uuid[])`;
  const named = new Map(
    rows.map(({ framework, version, content }) => [
      `${framework}/${String(version)}`,
      { title: content.title, names: namesIn(content) },
    ]),
  );
  return ({ framework, version, element, code }: Item) => {
    const found = named.get(`${framework}/${String(version)}`);
    const nameOf = (key: string | null) => (key === null ? '' : (found?.names.get(key) ?? key));
    return { framework: found?.title ?? '', element: nameOf(`element ${element}`), code: nameOf(code) };
  };
}

const namesIn = ({ elements }: FrameworkContent) =>
  new Map(
    elements.flatMap((one) => [
      [`element ${one.key}`, one.name] as const,
      ...(['+', '-'] as const).flatMap((pole) =>
        (one.poles[pole]?.codes ?? []).map(({ key, name }) => [key, name] as const),
      ),
    ]),
  );
