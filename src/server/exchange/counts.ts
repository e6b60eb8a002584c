import { keyOf } from '#contract/coding';
import { polesOf, poleWords } from '#contract/frameworkSides';
import type { CodeCounts, CountedColumns, Counting } from '#contract/counting';
import { allCodes } from '#contract/frameworkEdits';
import { capital } from '#contract/words';
import { whatStands } from '../coding/index.ts';
import { csvText } from '../imports/index.ts';
import type { Scope } from '../platform/scope.ts';
import { knownFrameworks, type KnownFramework } from './known.ts';

type Column = CodeCounts['codes'][number];
type Said = Pick<Column, 'framework' | 'element' | 'pole' | 'code'>;
type Asked = Pick<Counting, 'by' | 'columns' | 'rule'>;

interface Place {
  /** The source that leads to the words; null where a row is of several. */
  source: string | null;
  title: string;
}

interface Row extends Said, Place {
  count: number;
}

/** Every coding of every source. */
export const everyCoding: Asked = { by: 'source', columns: 'codes', rule: 'coding' };

/** How often each code was given, as far as one may see it: in each source, by each kind of informant, speaker or school. */
export async function readCounts(scope: Scope, asked: Asked): Promise<CodeCounts> {
  const { place, tables } = countedIn(scope, asked);
  const { sql } = scope;
  const code = asked.columns === 'codes' ? sql`e.code` : sql`null::text`;
  const [sources, rows, frameworks] = await Promise.all([
    asked.by === 'source' ? sql<Place[]>`select id as source, title from source` : [],
    sql<Row[]>`
      select ${place}, e.framework_id as framework, e.element, e.pole, ${code} as code, ${countOf(scope, asked)}::int as count
      from ${tables} where ${whatCounts(scope, asked)} group by 1, 2, 3, 4, 5, 6`,
    knownFrameworks(scope),
  ]);
  const codes = inOrder(rows, frameworks, asked.columns);
  const columns = new Map(codes.map((one, i) => [keyOf(one), i]));
  // Sources in which nothing was coded have a row of noughts.
  const places = inTitleOrder([...sources, ...rows]);
  const counts = new Map(places.map((one) => [placeKey(one), Array.from(codes, () => 0)]));
  for (const row of rows) {
    const column = columns.get(keyOf(row));
    const there = counts.get(placeKey(row));
    if (column !== undefined && there !== undefined) there[column] = row.count;
  }
  const titled = places.map(({ source, title }) => ({
    source,
    title: asked.by === 'role' ? capital(title) : title,
  }));
  return { rows: titled, codes, counts: [...counts.values()] };
}

function countOf({ sql }: Scope, { columns, rule }: Asked) {
  switch (rule) {
    case 'coding':
      return sql`count(*)`;
    case 'quotation':
      return sql`count(distinct (e.source_id, e.start_at, e.end_at))`;
    case 'code':
      return columns === 'codes'
        ? sql`count(distinct e.source_id)`
        : sql`count(distinct (e.source_id, coalesce(e.code, '')))`;
    case 'group':
      return sql`count(distinct e.source_id)`;
  }
}

const whatCounts = (scope: Scope, { rule }: Asked) =>
  rule === 'coding' ? scope.sql`true` : whatStands(scope);

const placeKey = ({ source, title }: Place) => `${source ?? ''} ${title}`;

const inTitleOrder = (all: readonly Place[]): Place[] =>
  [
    ...new Map(all.map(({ source, title }) => [placeKey({ source, title }), { source, title }])).values(),
  ].toSorted((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }));

/** What a row is of. Who speaks is looked for only where it is asked for: that takes most of the time. */
function countedIn({ sql }: Scope, { by, rule }: Asked) {
  // Only where places in the text are asked for.
  const said =
    rule === 'quotation'
      ? sql`(select e.*, q.start_at, q.end_at from evidence e
          join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id) e`
      : sql`evidence e`;
  const withSource = sql`${said} join source s on s.workspace_id = e.workspace_id and s.id = e.source_id`;
  switch (by) {
    case 'source':
      return { place: sql`s.id as source, s.title`, tables: withSource };
    case 'school':
      return {
        place: sql`null::uuid as source, coalesce(c.name, 'No school') as title`,
        tables: sql`${withSource} left join school_shown c on c.workspace_id = s.workspace_id and c.id = s.school_id`,
      };
    case 'role':
      return {
        place: sql`null::uuid as source, coalesce(e.informant_type, 'not known') as title`,
        tables: sql`evidence_item e`,
      };
    // Speakers of one name in two sources are not one person.
    case 'speaker':
      return {
        place: sql`e.source_id as source,
          e.source_title || ': ' || coalesce(e.informant, e.speaker, 'not known') as title`,
        tables: sql`evidence_item e`,
      };
  }
}

/** Each code that was given once, in the order of its framework, with what it is called now. */
function inOrder(
  rows: readonly Row[],
  frameworks: readonly KnownFramework[],
  columns: CountedColumns,
): Column[] {
  const said = new Map(rows.map(({ source: _, title: __, count: ___, ...one }) => [keyOf(one), one]));
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
        name:
          columns === 'groups'
            ? (place?.poles.get(`${one.element} ${one.pole}`) ?? capital(poleWords[one.pole]))
            : one.code === null
              ? 'as a whole'
              : (code?.name ?? one.code),
      },
    };
  });
  return placed
    .toSorted((a, b) => {
      const at = a.order.findIndex((value, i) => value !== b.order[i]);
      if (at === -1) return poleOrder.indexOf(a.column.pole) - poleOrder.indexOf(b.column.pole);
      return (a.order[at] ?? 0) < (b.order[at] ?? 0) ? -1 : 1;
    })
    .map(({ column }) => column);
}

const poleOrder: readonly Said['pole'][] = ['+', '-', 'mixed', 'none'];

function placesIn({ id, content }: KnownFramework, order: number) {
  const ordered = (list: readonly { key: string; name: string }[]) =>
    new Map(list.map(({ key, name }, i) => [key, { name, order: i }]));
  const { title, elements } = content;
  const poles = new Map<string, string>(
    elements.flatMap((element) =>
      polesOf(element).map(({ side, pole }) => [`${element.key} ${side}`, pole.name] as const),
    ),
  );
  return [
    id,
    { title, order, poles, elements: ordered(elements), codes: ordered(allCodes(content)) },
  ] as const;
}

/** A row a source, a column a code: as a spreadsheet or a statistics package takes it. */
export const countsTable = (counts: CodeCounts): string =>
  csvText(countsRows(counts), { byteOrderMark: true });

export function countsRows({ rows, codes, counts }: CodeCounts): (string | number)[][] {
  const heads = codes.map(({ elementName, pole, name }) => `${elementName}: ${name} (${poleWords[pole]})`);
  return [['Of', ...heads], ...rows.map(({ title }, i) => [title, ...(counts[i] ?? [])])];
}
