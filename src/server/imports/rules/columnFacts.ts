import type { Table } from './table.ts';
import { parseValue } from './values.ts';

/** What the cells of a column show, before anyone says what it is. */
export interface ColumnFacts {
  header: string;
  samples: string[];
  filled: number;
  numeric: number;
  /** Cells that hold a code for a missing value, such as SUPP. */
  coded: number;
  distinct: number;
  rows: number;
}

const sampleCount = 3;

export function columnFacts(table: Table, column: number): ColumnFacts {
  const seen = new Set<string>();
  const samples: string[] = [];
  const counts = { filled: 0, numeric: 0, coded: 0 };
  for (const row of table.rows) {
    const text = (row[column] ?? '').trim();
    if (text === '') continue;
    counts.filled++;
    if (seen.has(text) === false) {
      seen.add(text);
      if (samples.length < sampleCount) samples.push(text);
    }
    const value = parseValue(text, table.decimal);
    if ('value' in value) counts.numeric++;
    else if ('missing' in value) counts.coded++;
  }
  return {
    header: table.headers[column] ?? '',
    samples,
    ...counts,
    distinct: seen.size,
    rows: table.rows.length,
  };
}

/** Numbers, with nothing among them but codes for missing values. */
export function isNumeric(facts: ColumnFacts): boolean {
  return facts.numeric > 0 && facts.numeric + facts.coded >= 0.98 * facts.filled;
}
