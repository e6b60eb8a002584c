import type { Sql, TransactionSql } from '../platform/db.ts';
import { quoted, readCatalogue } from '../backup/index.ts';

/** Where words still stand: a column and how many of its rows have them. */
export interface Mention {
  table: string;
  column: string;
  rows: number;
}

/** Searches every column of every table that can hold words, whatever the case of the letters. */
export async function mentionsOf(
  sql: Sql | TransactionSql,
  needles: readonly string[],
  searched: () => void = () => undefined,
): Promise<Mention[]> {
  const wanted = needles.map((needle) => needle.trim().toLowerCase()).filter((needle) => needle !== '');
  if (wanted.length === 0) return [];
  const found: Mention[] = [];
  for (const { name, columns } of await readCatalogue(sql)) {
    const readable = columns.filter(({ type }) => /^(text|character|json|bytea|name|citext)/.test(type));
    for (const { name: column, type } of readable) {
      const words = type === 'bytea' ? `encode(${quoted(column)}, 'escape')` : `${quoted(column)}::text`;
      const [row] = await sql.unsafe<{ rows: number }[]>(
        `select count(*)::int as rows from ${quoted(name)}
         where exists (select from unnest($1::text[]) needle where strpos(lower(${words}), needle) > 0)`,
        [wanted],
      );
      if ((row?.rows ?? 0) > 0) found.push({ table: name, column, rows: row?.rows ?? 0 });
    }
    searched();
  }
  return found;
}
