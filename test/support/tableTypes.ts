import type { Sql } from '../../src/server/platform/db.ts';

const typeOf: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  text: 'string',
  uuid: 'string',
  bytea: 'Uint8Array',
  // Moments come as ISO text and are given so.
  timestamptz: 'string',
  // JSON comes parsed and is given as text.
  jsonb: 'Json',
  // Days come and are given as `2026-09-01`.
  date: 'string',
  _text: 'string[]',
  _uuid: 'string[]',
  _float8: '(number | null)[]',
};

interface Column {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: string;
  column_default: string | null;
}

/** The TypeScript that describes the migrated schema to Kysely. */
export async function tableTypes(owner: Sql): Promise<string> {
  const columns = await owner<Column[]>`
    select table_name, column_name, udt_name, is_nullable, column_default
    from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`;
  const tables = Map.groupBy(columns, (column) => column.table_name);
  const bodies = [...tables].map(([table, list]) => `  ${table}: {\n${list.map(lineOf).join('\n')}\n  };`);
  return `// Written by \`node --conditions=source scripts/tables.ts\` from the migrated schema. Do not edit.
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type JsonOrDefault = ColumnType<unknown, string | undefined, string>;

export interface Tables {
${bodies.join('\n')}
}
`;
}

function lineOf({ column_name, udt_name, is_nullable, column_default }: Column): string {
  const base = typeOf[udt_name];
  if (base === undefined) throw new Error(`No TypeScript type is known for ${udt_name} (${column_name}).`);
  if (base === 'Json' && column_default !== null) return `    ${column_name}: JsonOrDefault;`;
  const nullable = is_nullable === 'YES' ? `${base} | null` : base;
  return `    ${column_name}: ${column_default === null ? nullable : `Generated<${nullable}>`};`;
}
