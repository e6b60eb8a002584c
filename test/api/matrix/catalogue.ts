import type { Sql } from '../../../src/server/platform/db.ts';

/** A table or view as the database itself describes it. Nothing here is written down by hand. */
export interface Table {
  name: string;
  kind: 'table' | 'view';
  secured: boolean;
  policies: number;
  /** Columns of the primary key. */
  key: string[];
  columns: Column[];
  foreign: ForeignKey[];
}

export interface Column {
  name: string;
  type: string;
  required: boolean;
  preset: boolean;
  generated: boolean;
  /** The first word that a check allows, where one lists them. */
  first: string | null;
  /** Whether members may read and change it, in rows that they see. */
  readable: boolean;
  changeable: boolean;
}

export interface ForeignKey {
  target: string;
  columns: string[];
  targets: string[];
}

/** Everything in the schema `public` that holds rows, but the list of migrations. */
export async function readCatalogue(owner: Sql): Promise<Table[]> {
  const tables = await owner<(Omit<Table, 'columns' | 'foreign'> & { oid: number })[]>`
    select c.oid::int as oid, c.relname as name, case when c.relkind in ('r', 'p') then 'table' else 'view' end as kind,
      c.relrowsecurity as secured, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      coalesce((select array_agg(a.attname::text order by k.place) from pg_constraint p
        cross join unnest(p.conkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.number
        where p.conrelid = c.oid and p.contype = 'p'), '{}') as key
    from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relnamespace = 'public'::regnamespace
      and c.relname <> 'migration' order by c.relname`;
  const [columns, foreign] = await Promise.all([readColumns(owner), readForeignKeys(owner)]);
  return tables.map(({ oid, ...table }) => ({
    ...table,
    columns: columns.filter((one) => one.oid === oid),
    foreign: foreign.filter((one) => one.oid === oid),
  }));
}

const readColumns = (owner: Sql) => owner<(Column & { oid: number })[]>`
  select a.attrelid::int as oid, a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as required,
    a.atthasdef and a.attgenerated = '' as preset, a.attgenerated <> '' as generated,
    (select substring(pg_get_constraintdef(k.oid) from 'ARRAY\\[''([^'']*)''') from pg_constraint k
      where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as first,
    has_column_privilege('reedbed_member', a.attrelid, a.attnum, 'select') as readable,
    has_column_privilege('reedbed_member', a.attrelid, a.attnum, 'update') as changeable
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0
    and not a.attisdropped
  order by a.attrelid, a.attnum`;

const readForeignKeys = (owner: Sql) => owner<(ForeignKey & { oid: number })[]>`
  select k.conrelid::int as oid, t.relname as target,
    (select array_agg(a.attname::text order by u.place) from unnest(k.conkey) with ordinality as u (number, place)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns,
    (select array_agg(a.attname::text order by u.place) from unnest(k.confkey) with ordinality as u (number, place)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as targets
  from pg_constraint k join pg_class t on t.oid = k.confrelid
  where k.contype = 'f' and k.connamespace = 'public'::regnamespace`;

/** Tables in an order in which each comes after those it refers to, as far as there is one. */
export function byReference(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  const visit = (table: Table, above: string[]) => {
    if (ordered.includes(table) || above.includes(table.name)) return;
    for (const { target } of table.foreign) {
      const other = tables.find((one) => one.name === target);
      if (other !== undefined) visit(other, [...above, table.name]);
    }
    ordered.push(table);
  };
  for (const table of tables) visit(table, []);
  return ordered;
}

/** Where a table says which school a row is of: the columns that refer to one, and the school's own id. */
export function schoolColumns(table: Table): string[] {
  if (table.name === 'school') return ['id'];
  return referring(table, 'school');
}

export function referring(table: Table, target: string): string[] {
  const keys = table.foreign.filter((one) => one.target === target);
  return [...new Set(keys.map((one) => one.columns.at(-1) ?? ''))].toSorted();
}
