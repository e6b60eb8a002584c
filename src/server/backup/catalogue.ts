import type { Sql, TransactionSql } from '../platform/db.ts';

/** A table of the schema `public` as PostgreSQL itself describes it: nothing here is a list made by hand. */
export interface Table {
  name: string;
  /** Those that hold what was stored; generated ones follow from them. */
  columns: Column[];
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  /** Whether triggers of ours fire on it. */
  hasTriggers: boolean;
}

export interface Column {
  name: string;
  type: string;
  nullable: boolean;
}

export interface ForeignKey {
  columns: string[];
  references: string;
  referenced: string[];
  /** What becomes of a row when the one that it refers to goes. */
  onDelete: 'cascade' | 'other';
}

/** Written by the migrations themselves. */
const stateOfMigrations = 'migration';

interface Key {
  table: string;
  kind: string;
  columns: string[];
  references: string;
  referenced: string[] | null;
  deletes: string;
}

/** All tables but the one about migrations, in the order of their names. */
export async function readCatalogue(sql: Sql | TransactionSql): Promise<Table[]> {
  const [columns, keys, triggers] = await Promise.all([
    sql<(Column & { table: string })[]>`
      select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
        not a.attnotnull as nullable
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
        and c.relname <> ${stateOfMigrations}
      order by c.relname, a.attnum`,
    sql<Key[]>`
      select t.relname as table, c.contype as kind, r.relname as references, c.confdeltype as deletes,
        (select array_agg(a.attname::text order by k.place) from unnest(c.conkey) with ordinality k (number, place)
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns, (select array_agg(a.attname::text order by k.place) from unnest(c.confkey) with ordinality k (number, place)
          join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number) as referenced
      from pg_constraint c join pg_class t on t.oid = c.conrelid left join pg_class r on r.oid = c.confrelid
      where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'f')
      order by c.conname`,
    sql<{ table: string }[]>`
      select distinct t.relname as table from pg_trigger g join pg_class t on t.oid = g.tgrelid where not g.tgisinternal`,
  ]);
  const triggered = new Set(triggers.map((one) => one.table));
  return [...Map.groupBy(columns, (column) => column.table)].map(([name, list]) => {
    const own = keys.filter((key) => key.table === name);
    return {
      name,
      columns: list.map(({ name: column, type, nullable }) => ({ name: column, type, nullable })),
      primaryKey: own.find((key) => key.kind === 'p')?.columns ?? [],
      foreignKeys: own
        .filter((key) => key.kind === 'f')
        .map((key) => ({
          columns: key.columns,
          references: key.references,
          referenced: key.referenced ?? [],
          onDelete: key.deletes === 'c' ? ('cascade' as const) : ('other' as const),
        })),
      hasTriggers: triggered.has(name),
    };
  });
}

/** Columns that name files beside the database: exactly those that the function reads which sweeping asks. */
export async function blobColumns(
  sql: Sql | TransactionSql,
): Promise<{ table: string; column: string; workspace: boolean }[]> {
  return sql`
    select distinct t.relname as table, a.attname::text as column, exists (
        select from pg_attribute w where w.attrelid = a.attrelid and w.attname = 'workspace_id') as workspace
    from pg_proc f join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = f.oid
      and d.refclassid = 'pg_class'::regclass
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    join pg_class t on t.oid = a.attrelid
    where f.oid = 'app.named_blobs'::regproc and a.atttypid = 'text'::regtype
    order by 1, 2`;
}

/** Referred to before referring: rows can be put in, in this order. A table may refer to itself. */
export function inOrderOfReference(tables: readonly Table[]): Table[] {
  const names = new Set(tables.map((one) => one.name));
  const placed = new Set<string>();
  const ordered: Table[] = [];
  // What fires triggers is locked while it is filled, so it comes as late as it can.
  const waiting = [...tables].sort((a, b) => Number(a.hasTriggers) - Number(b.hasTriggers));
  while (waiting.length > 0) {
    const next = waiting.findIndex((table) =>
      table.foreignKeys.every(
        ({ references }) => references === table.name || placed.has(references) || !names.has(references),
      ),
    );
    const [table] = waiting.splice(next, 1);
    if (next === -1 || table === undefined) {
      const circle = [...waiting, table].map((one) => one?.name).join(', ');
      throw new Error(`Foreign keys run in a circle among ${circle}.`);
    }
    placed.add(table.name);
    ordered.push(table);
  }
  return ordered;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = (names: readonly string[]): string => names.map(quoted).join(', ');
