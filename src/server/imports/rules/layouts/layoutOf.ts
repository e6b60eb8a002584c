import type { FileLayout, LayoutId } from '#contract/importCodes';
import { ProblemError } from '#contract/problem';
import type { Table } from '../table.ts';
import { california, pisa } from './abroad.ts';
import { ks2 } from './ks2.ts';
import { ks2Long } from './ks2Long.ts';
import { ks4 } from './ks4.ts';
import type { KnownColumn, Layout } from './layout.ts';
import { ofsted, register } from './registers.ts';
import { absence, census, destinations } from './schoolTables.ts';
import { signatureOf } from './signature.ts';

/** The particular before the general: absence and inspections need few columns. */
const layouts: readonly Layout[] = [
  register,
  ks2,
  ks2Long,
  ks4,
  census,
  destinations,
  absence,
  pisa,
  california,
  ofsted,
];

export interface FoundLayout {
  shown: FileLayout;
  /** Per column what the layout says of it, null where it says nothing. Null where the file is of no known kind. */
  columns: (KnownColumn | null)[] | null;
}

/** What kind of file this seems to be, or the kind that is `wanted`, and what is known of its columns. */
export function layoutOf(table: Table, fileName: string, wanted: LayoutId | null = null): FoundLayout {
  const spellings = new Map(table.headers.map((header) => [header.toUpperCase(), header]));
  const lacks = ({ needs }: Layout) =>
    needs.filter((need) => !(typeof need === 'string' ? [need] : need).some((one) => has(spellings, one)));
  const layout =
    wanted === null
      ? layouts.find((one) => lacks(one).length === 0)
      : layouts.find(({ id }) => id === wanted);
  if (wanted !== null && layout !== undefined) refuseOther(layout, lacks(layout), fileName);
  if (layout === undefined) return { shown: generic(table), columns: null };
  const period = layout.period(table, fileName);
  const around = { period, header: (name: string) => spellings.get(name.toUpperCase()) ?? null };
  const columns = table.headers.map((header) => layout.column(header, around));
  const knows = (i: number) => layout.knows?.has((table.headers[i] ?? '').toUpperCase()) ?? false;
  const shown = {
    id: layout.id,
    title: period === null ? layout.title : `${layout.title}, ${period}`,
    period,
    matched: columns.filter((column, i) => column !== null || knows(i)).length,
    columns: table.headers.length,
    signature: signatureOf(layout.id, table.headers),
  };
  return { shown, columns: columns.some((column) => column !== null) ? columns : null };
}

function refuseOther({ id, title }: Layout, lacking: Layout['needs'], fileName: string): void {
  if (lacking.length === 0) return;
  const columns = lacking.map((need) => (typeof need === 'string' ? need : need.join(' or ')));
  throw new ProblemError(
    'invalid',
    `‘${fileName}’ is no file of the kind ${id} (${title}): it lacks ${columns.join(', ')}.`,
  );
}

/** A name that ends in a star stands for all that begin with it. */
function has(spellings: ReadonlyMap<string, string>, need: string): boolean {
  if (!need.endsWith('*')) return spellings.has(need);
  return [...spellings.keys()].some((name) => name.startsWith(need.slice(0, -1)));
}

function generic({ headers }: Table): FileLayout {
  return {
    id: 'generic',
    title: 'A table of schools',
    period: null,
    matched: 0,
    columns: headers.length,
    signature: signatureOf('generic', headers),
  };
}
