import type { Table } from './table.ts';
import { parseValue } from './values.ts';

/** What the cells of a column show, before anyone says what it is. */
export interface ColumnFacts {
  header: string;
  /** The first different ones: all of them where they are few, as kinds of rows are. */
  samples: string[];
  filled: number;
  numeric: number;
  /** Cells that hold a code for a missing value, such as SUPP. */
  coded: number;
  distinct: number;
  rows: number;
}

const sampleCount = 12;
const blockWidth = 50;

/** Facts about every column, in blocks of columns, so that a block's different texts fit in one map. */
export function columnFacts(table: Table): ColumnFacts[] {
  const facts: ColumnFacts[] = [];
  for (let first = 0; first < table.headers.length; first += blockWidth) {
    const block = readBlock(table, first, Math.min(blockWidth, table.headers.length - first));
    facts.push(...block.columns.map((column, i) => factsOf(table.headers[first + i] ?? '', column, block)));
  }
  return facts;
}

interface Block {
  /** The different texts of the block, and what each is. */
  texts: string[];
  kinds: ('numeric' | 'coded' | 'other')[];
  /** Per column and row an index into `texts`, −1 for a blank cell. */
  columns: Int32Array[];
}

/** Tables repeat a few texts over and over: each is told apart once, and then numbers stand for it. */
function readBlock(table: Table, first: number, width: number): Block {
  const numbers = new Map<string, number>();
  const columns = Array.from({ length: width }, () => new Int32Array(table.rows.length).fill(-1));
  for (const [r, row] of table.rows.entries()) {
    for (const [i, column] of columns.entries()) {
      const text = (row[first + i] ?? '').trim();
      if (text === '') continue;
      let number = numbers.get(text);
      if (number === undefined) numbers.set(text, (number = numbers.size));
      column[r] = number;
    }
  }
  const texts = [...numbers.keys()];
  return { texts, kinds: texts.map((text) => kindOf(text, table)), columns };
}

function kindOf(text: string, table: Table): Block['kinds'][number] {
  const value = parseValue(text, table.decimal);
  return 'value' in value ? 'numeric' : 'missing' in value ? 'coded' : 'other';
}

function factsOf(header: string, column: Int32Array, { texts, kinds }: Block): ColumnFacts {
  const seen = new Uint8Array(texts.length);
  const samples: string[] = [];
  const counts = { filled: 0, numeric: 0, coded: 0, other: 0, distinct: 0 };
  for (const number of column) {
    if (number < 0) continue;
    counts.filled++;
    counts[kinds[number] ?? 'other']++;
    if (seen[number] === 1) continue;
    seen[number] = 1;
    counts.distinct++;
    if (samples.length < sampleCount) samples.push(texts[number] ?? '');
  }
  const { filled, numeric, coded, distinct } = counts;
  return { header, samples, filled, numeric, coded, distinct, rows: column.length };
}

/** Numbers, with nothing among them but codes for missing values. */
export function isNumeric(facts: ColumnFacts): boolean {
  return facts.numeric > 0 && facts.numeric + facts.coded >= 0.98 * facts.filled;
}
