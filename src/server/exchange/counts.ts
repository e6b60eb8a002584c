import { poleWords } from '#contract/frameworkSides';
import type { CodeCounts, countedBy } from '#contract/exchange';
import { allCodes } from '#contract/frameworkEdits';
import { capital } from '#contract/words';
import { csvText } from '../imports/index.ts';
import type { Scope } from '../platform/scope.ts';
import { knownFrameworks, type KnownFramework } from './known.ts';

type Column = CodeCounts['codes'][number];
type Said = Pick<Column, 'framework' | 'element' | 'pole' | 'code'>;

type By = (typeof countedBy)[number];

interface Row extends Said {
  /** The place of its row among the titles. */
  place: string;
  count: number;
}

/** How often each code was given, as far as one may see it: in each source, by each kind of informant, speaker or school. */
export async function readCounts(scope: Scope, by: By = 'source'): Promise<CodeCounts> {
  const [places, rows, frameworks] = await Promise.all([
    readPlaces(scope, by),
    scope.sql<Row[]>`
      select ${placeOf(scope, by)} as place, e.framework_id as framework, e.element, e.pole, e.code, count(*)::int as count
      from ${tablesOf(scope, by)}
      group by 1, 2, 3, 4, 5`,
    knownFrameworks(scope),
  ]);
  const codes = inOrder(rows, frameworks);
  const columns = new Map(codes.map((code, i) => [keyOf(code), i]));
  // Sources in which nothing was coded have a row of noughts; other rows come from what was coded.
  const titles = places ?? titlesOf(rows);
  const byPlace = new Map(titles.map(({ place }) => [place, Array.from(codes, () => 0)]));
  for (const { place, count, ...said } of rows) {
    const column = columns.get(keyOf(said));
    const counts = byPlace.get(place);
    if (column !== undefined && counts !== undefined) counts[column] = count;
  }
  return {
    rows: titles.map(({ source, title }) => ({ source, title })),
    codes,
    counts: [...byPlace.values()],
  };
}

interface Title {
  place: string;
  source: string | null;
  title: string;
}

function readPlaces(scope: Scope, by: By): Promise<Title[]> | null {
  if (by !== 'source') return null;
  return scope.sql<Title[]>`select id::text as place, id as source, title from source order by title, id`;
}

/** What a row is of. The words of speakers of one name in two sources are not one person's. */
function placeOf({ sql }: Scope, by: By) {
  if (by === 'source') return sql`e.source_id::text`;
  if (by === 'role') return sql`coalesce(e.informant_type, 'not known')`;
  if (by === 'school') return sql`coalesce(c.name, 'no school')`;
  return sql`e.source_id::text || ' ' || e.source_title || ': ' || coalesce(e.informant, e.speaker, 'not known')`;
}

/** Who speaks is looked for only where it is asked for: that takes most of the time. */
function tablesOf({ sql }: Scope, by: By) {
  if (by === 'source') return sql`evidence e`;
  if (by !== 'school') return sql`evidence_item e`;
  return sql`
    evidence e join source s on s.workspace_id = e.workspace_id and s.id = e.source_id
      left join school_shown c on c.workspace_id = s.workspace_id and c.id = s.school_id`;
}

const idLength = 36;

function titlesOf(rows: readonly Row[]): Title[] {
  const places = [...new Set(rows.map(({ place }) => place))].map((place) => {
    const ofSource = /^[0-9a-f-]{36} /.test(place);
    return {
      place,
      source: ofSource ? place.slice(0, idLength) : null,
      title: ofSource ? place.slice(idLength + 1) : capital(place),
    };
  });
  return places.toSorted((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }));
}

const keyOf = ({ framework, element, pole, code }: Said) => `${framework} ${element} ${pole} ${code ?? ''}`;

/** Each code that was given once, in the order of its framework, with what it is called now. */
function inOrder(rows: readonly Row[], frameworks: readonly KnownFramework[]): Column[] {
  const said = new Map(rows.map(({ place: _, count: __, ...one }) => [keyOf(one), one]));
  const places = new Map(frameworks.map(placesIn));
  const placed = [...said.values()].map((one) => {
    const place = places.get(one.framework);
    const element = place?.elements.get(one.element);
    const code = one.code === null ? undefined : place?.codes.get(one.code);
    return {
      order: [place?.order ?? Infinity, element?.order ?? Infinity, code?.order ?? -1] as const,
      column: {
        ...one,
        frameworkName: place?.title ?? '',
        elementName: element?.name ?? one.element,
        name: one.code === null ? 'as a whole' : (code?.name ?? one.code),
      },
    };
  });
  return placed
    .toSorted((a, b) => {
      const at = a.order.findIndex((value, i) => value !== b.order[i]);
      if (at === -1) return a.column.pole.localeCompare(b.column.pole);
      return (a.order[at] ?? 0) < (b.order[at] ?? 0) ? -1 : 1;
    })
    .map(({ column }) => column);
}

function placesIn({ id, content }: KnownFramework, order: number) {
  const ordered = (list: readonly { key: string; name: string }[]) =>
    new Map(list.map(({ key, name }, i) => [key, { name, order: i }]));
  const { title, elements } = content;
  return [id, { title, order, elements: ordered(elements), codes: ordered(allCodes(content)) }] as const;
}

/** A row a source, a column a code: as a spreadsheet or a statistics package takes it. */
export const countsTable = (counts: CodeCounts): string =>
  csvText(countsRows(counts), { byteOrderMark: true });

export function countsRows({ rows, codes, counts }: CodeCounts): (string | number)[][] {
  const heads = codes.map(({ elementName, pole, name }) => `${elementName}: ${name} (${poleWords[pole]})`);
  return [['Of', ...heads], ...rows.map(({ title }, i) => [title, ...(counts[i] ?? [])])];
}
