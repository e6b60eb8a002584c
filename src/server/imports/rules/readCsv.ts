import Papa from 'papaparse';
import { decodeText } from '../../platform/decodeText.ts';
import { limits } from './limits.ts';
import { notReadable, toTable, type Table, type Unnamed } from './table.ts';

const separators: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

/** Separated text: the separator and the encoding are found out, and said in `readAs`. */
export function readCsv(
  bytes: Uint8Array,
  fileName: string,
  { note, unnamed }: { note: string; unnamed: Unnamed },
): Table {
  const { text, encoding } = decodeText(bytes, () =>
    notReadable(
      `‘${fileName}’ is neither CSV, XLSX nor Parquet: it holds bytes that are no text. Save the table as one of them.`,
    ),
  );
  const { records, separator } = parseCsv(text, fileName);
  const layout = separator === null ? 'one column' : separators[separator];
  return toTable(
    {
      format: 'csv',
      readAs: `${layout}, ${encoding}${note}`,
      records,
      assumeDecimal: separator === ',' ? null : separator === ';' ? 'comma' : 'point',
    },
    unnamed,
  );
}

function parseCsv(text: string, fileName: string): { records: string[][]; separator: string | null } {
  const separator = separatorOf(text);
  const parsed = parse(text, separator ?? ',', limits.rows + 1_000);
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken !== undefined) throw notReadable(brokenQuotes(broken, fileName));
  return { records: parsed.data, separator };
}

/** Line ends are all '\n' by now; told so, the library does not guess them from the beginning alone. */
function parse(text: string, delimiter: string, preview: number) {
  return Papa.parse<string[]>(text, { newline: '\n', delimiter, preview });
}

const look = { characters: 1_000_000, rows: 50 };

/**
 * The separator that gives the most rows as many cells as the header has; among equals the one that gives more cells.
 * Null where none divides the header. (The library's own guess counts blank lines as rows, and so fails small files.)
 */
function separatorOf(text: string): string | null {
  const beginning = text.slice(0, look.characters);
  let best = { separator: null as string | null, like: 0, cells: 0 };
  for (const separator of Object.keys(separators)) {
    const rows = parse(beginning, separator, look.rows).data.filter((row) => row.join('').trim() !== '');
    const cells = rows[0]?.length ?? 0;
    const like = rows.filter((row) => row.length === cells).length;
    if (cells > 1 && (like > best.like || (like === best.like && cells > best.cells))) {
      best = { separator, like, cells };
    }
  }
  return best.separator;
}

function brokenQuotes(error: Papa.ParseError, fileName: string): string {
  const what =
    error.code === 'MissingQuotes'
      ? 'a quotation mark is opened and never closed'
      : 'something stands between a closing quotation mark and the next separator';
  return `In ‘${fileName}’, row ${(error.row ?? 0) + 1}, ${what}. Mend that row, or save the file as XLSX.`;
}
