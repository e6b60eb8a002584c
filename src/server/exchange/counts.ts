import type { CodeCounts } from '#contract/exchange';
import { allCodes } from '#contract/frameworkEdits';
import { csvText } from '../imports/index.ts';
import type { Scope } from '../platform/scope.ts';
import { knownFrameworks, type KnownFramework } from './known.ts';

type Column = CodeCounts['codes'][number];
type Said = Pick<Column, 'framework' | 'element' | 'pole' | 'code'>;

interface Row extends Said {
  source: string;
  count: number;
}

/** How often each code was given in each source, as far as one may see it. */
export async function readCounts(scope: Scope): Promise<CodeCounts> {
  const [sources, rows, frameworks] = await Promise.all([
    scope.sql<CodeCounts['sources'][number][]>`select id, title from source order by title, id`,
    scope.sql<Row[]>`
      select source_id as source, framework_id as framework, element, pole, code, count(*)::int as count from evidence
      group by 1, 2, 3, 4, 5`,
    knownFrameworks(scope),
  ]);
  const codes = inOrder(rows, frameworks);
  const columns = new Map(codes.map((code, i) => [keyOf(code), i]));
  const bySource = new Map(sources.map(({ id }) => [id, Array.from(codes, () => 0)]));
  for (const { source, count, ...said } of rows) {
    const column = columns.get(keyOf(said));
    const counts = bySource.get(source);
    if (column !== undefined && counts !== undefined) counts[column] = count;
  }
  return { sources, codes, counts: [...bySource.values()] };
}

const keyOf = ({ framework, element, pole, code }: Said) => `${framework} ${element} ${pole} ${code ?? ''}`;

/** Each code that was given once, in the order of its framework, with what it is called now. */
function inOrder(rows: readonly Row[], frameworks: readonly KnownFramework[]): Column[] {
  const said = new Map(rows.map(({ source: _, count: __, ...one }) => [keyOf(one), one]));
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

const poleWords = { '+': 'strength', '-': 'concern', mixed: 'both ways', none: 'neither way' } as const;

/** A row a source, a column a code: as a spreadsheet or a statistics package takes it. */
export const countsTable = (counts: CodeCounts): string =>
  csvText(countsRows(counts), { byteOrderMark: true });

export function countsRows({ sources, codes, counts }: CodeCounts): (string | number)[][] {
  const heads = codes.map(({ elementName, pole, name }) => `${elementName}: ${name} (${poleWords[pole]})`);
  const rows = sources.map(({ title }, i) => [title, ...(counts[i] ?? [])]);
  return [['Source', ...heads], ...rows];
}
