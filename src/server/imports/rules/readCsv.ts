import Papa from 'papaparse';
import { decodeText } from './decodeText.ts';
import { limits } from './limits.ts';
import { notReadable, toTable, type Table } from './table.ts';

const separators: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

/** Separated text: the separator and the encoding are found out, and said in `readAs`. */
export function readCsv(bytes: Uint8Array, fileName: string, note: string): Table {
  const { text, encoding } = decodeText(bytes, fileName);
  const { records, separator } = parseCsv(text, fileName);
  const layout = separator === null ? 'one column' : separators[separator];
  return toTable({
    format: 'csv',
    readAs: `${layout}, ${encoding}${note}`,
    records,
    assumeDecimal: separator === ',' ? null : separator === ';' ? 'comma' : 'point',
  });
}

export function parseCsv(text: string, fileName: string): { records: string[][]; separator: string | null } {
  const parsed = Papa.parse<string[]>(text, {
    // One kind of line end throughout: the library would guess it from the beginning alone.
    newline: '\n',
    delimitersToGuess: Object.keys(separators),
    preview: limits.rows + 1_000,
  });
  const guessed = !parsed.errors.some((error) => error.type === 'Delimiter');
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken !== undefined) throw notReadable(brokenQuotes(broken, fileName));
  return { records: parsed.data, separator: guessed ? parsed.meta.delimiter : null };
}

function brokenQuotes(error: Papa.ParseError, fileName: string): string {
  const what =
    error.code === 'MissingQuotes'
      ? 'a quotation mark is opened and never closed'
      : 'something stands between a closing quotation mark and the next separator';
  return `In ‘${fileName}’, row ${(error.row ?? 0) + 1}, ${what}. Mend that row, or save the file as XLSX.`;
}
