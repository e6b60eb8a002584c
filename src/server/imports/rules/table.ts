import { ProblemError } from '#contract/problem';
import { limits } from './limits.ts';
import { decimalMark, type DecimalMark } from './decimalMark.ts';

/** A file as it was read: text only, nothing interpreted yet. */
export interface Table {
  format: 'csv' | 'xlsx' | 'parquet';
  /** What was found out about the file, in words: 'comma, UTF-8' or the sheet's name. */
  readAs: string;
  headers: string[];
  /** Cells as they stand in the file. A row may be longer than the header (the plan refuses it), never shorter. */
  rows: string[][];
  /** Row of the file as a spreadsheet shows it, per entry of `rows`; blank lines are counted, though left out. */
  rowNumbers: Int32Array;
  decimal: DecimalMark;
  /** What is wrong with a row that was put together from several lines of the file. */
  troubles: { row: number; column: number; rule: string; reason: string }[];
}

export interface Source {
  format: Table['format'];
  readAs: string;
  /** Every line of the file in order, blank ones included. */
  records: string[][];
  /** The decimal mark to assume where the numbers themselves do not tell; null where a point is certain. */
  assumeDecimal: DecimalMark | null;
}

/** Whether a column without a name is refused, or called by its letter: a table of words may have some that nobody needs. */
export type Unnamed = 'refused' | 'lettered';

const named = (record: string[], unnamed: Unnamed): string[] =>
  unnamed === 'refused'
    ? record
    : record.map((cell, i) => (cell.trim() === '' ? `Column ${columnLetters(i)}` : cell));

/** Takes the first line that is not blank as the header and checks that the rest can be addressed by it. */
export function toTable(source: Source, unnamed: Unnamed = 'refused'): Table {
  const top = source.records.findIndex((record) => !isBlank(record));
  if (top < 0)
    throw notReadable('The file is empty. Choose a file with a row of column names and a row per school.');
  const body = filledRows(source.records, top + 1);
  const headers = headerOf(named(source.records[top] ?? [], unnamed), body.rows, top + 1);
  if (body.rows.length === 0) {
    throw notReadable(`The file has column names in row ${top + 1}, but no row beneath them.`);
  }
  refuseTooLarge(headers.length, body.rows.length);
  const short = fillShortRows(body.rows, headers.length);
  return {
    format: source.format,
    readAs: short === 0 ? source.readAs : `${source.readAs}; ${shortRows(short)}`,
    headers,
    rows: body.rows,
    rowNumbers: body.rowNumbers,
    decimal: source.assumeDecimal === null ? 'point' : decimalMark(body.rows, source.assumeDecimal),
    troubles: [],
  };
}

export function notReadable(detail: string, cause?: unknown): ProblemError {
  return new ProblemError('not-readable', detail, { cause });
}

export function tooLarge(detail: string): ProblemError {
  return new ProblemError('too-large', detail);
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

function filledRows(records: string[][], from: number): Pick<Table, 'rows' | 'rowNumbers'> {
  const rows: string[][] = [];
  const numbers: number[] = [];
  for (let i = from; i < records.length; i++) {
    const record = records[i];
    if (record === undefined || isBlank(record)) continue;
    rows.push(record);
    numbers.push(i + 1);
  }
  return { rows, rowNumbers: Int32Array.from(numbers) };
}

function headerOf(record: string[], rows: string[][], rowNumber: number): string[] {
  const headers = record.map((cell) => cell.trim());
  const wholeWidth = headers.length;
  while (headers.at(-1) === '') headers.pop();
  for (const [i, header] of headers.entries()) {
    if (header === '') throw notReadable(unnamed(i, rowNumber));
  }
  for (let i = headers.length; i < wholeWidth; i++) {
    if (rows.some((row) => (row[i] ?? '').trim() !== '')) throw notReadable(unnamed(i, rowNumber));
  }
  cutBlankTail(rows, headers.length);
  refuseNumbersAsNames(headers, rowNumber);
  refuseDuplicates(headers, rowNumber);
  return headers;
}

function unnamed(column: number, rowNumber: number): string {
  return `Column ${columnLetters(column)} has no name in row ${rowNumber}. Every column needs a name there. If row ${rowNumber} is a title, delete it.`;
}

/** Spreadsheets often write separators beyond the last column; such cells hold nothing. */
function cutBlankTail(rows: string[][], width: number): void {
  for (const row of rows) {
    let end = row.length;
    while (end > width && (row[end - 1] ?? '').trim() === '') end--;
    if (end < row.length) row.length = end;
  }
}

function refuseNumbersAsNames(headers: string[], rowNumber: number): void {
  if (headers.every((header) => /^[-+]?[\d.,]+%?$/.test(header))) {
    throw notReadable(
      `Row ${rowNumber} holds numbers where the names of the columns should be. Put a row of column names on top.`,
    );
  }
}

function refuseDuplicates(headers: string[], rowNumber: number): void {
  const seen = new Map<string, number>();
  for (const [i, header] of headers.entries()) {
    const first = seen.get(header);
    if (first !== undefined) {
      throw notReadable(
        `Columns ${columnLetters(first)} and ${columnLetters(i)} are both called ‘${header}’ in row ${rowNumber}. ` +
          'Give each column a name of its own.',
      );
    }
    seen.set(header, i);
  }
}

export function refuseTooLarge(columns: number, rows: number): void {
  const number = (value: number) => value.toLocaleString('en-GB');
  if (columns > limits.columns) {
    throw tooLarge(`The file has ${number(columns)} columns; at most ${number(limits.columns)} can be read.`);
  }
  if (rows > limits.rows) {
    throw tooLarge(`The file has more than ${number(limits.rows)} rows. Divide it into several files.`);
  }
  if (columns * rows > limits.cells) {
    throw tooLarge(
      `The file has ${number(rows)} rows of ${number(columns)} columns; at most ${number(limits.cells)} cells ` +
        'can be read. Leave out columns that are not needed.',
    );
  }
}

/** A row that ends early has nothing in its last cells; official files are written so. */
function fillShortRows(rows: string[][], width: number): number {
  let short = 0;
  for (const row of rows) {
    if (row.length >= width) continue;
    short++;
    while (row.length < width) row.push('');
  }
  return short;
}

function shortRows(count: number): string {
  return count === 1 ? '1 row ended early' : `${count.toLocaleString('en-GB')} rows ended early`;
}

/** A, B … Z, AA: how a spreadsheet names a column. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

export function cellOf(table: Table, row: number, column: number): string {
  return (table.rows[row]?.[column] ?? '').trim();
}

/** Line breaks and double spaces inside a name come from the layout of a sheet. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const without = new Set(['', 'NA', 'N/A', '#N/A']);

/** A cell of words that says that there is nothing to say. */
export function isWithout(text: string): boolean {
  return without.has(text);
}
