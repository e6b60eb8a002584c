import { parseValue } from './values.ts';

export type CsvCell = string | number | null;

/**
 * CSV as RFC 4180 has it, with CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front;
 * numbers and the codes for missing values do not, so that they can be read again.
 */
export function csvText(
  rows: Iterable<readonly CsvCell[]>,
  options: { byteOrderMark?: boolean } = {},
): string {
  let text = options.byteOrderMark === true ? '\uFEFF' : '';
  for (const row of rows) text += `${row.map(csvCell).join(',')}\r\n`;
  return text;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isFormula(text: string): boolean {
  return /^[=+\-@\t\r\n]/.test(text) && 'fault' in parseValue(text, 'point');
}
