import { strFromU8, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import type { ProblemError } from '#contract/problem';
import { dateText } from './dates.ts';
import { openArchive } from '../../platform/archive.ts';
import { clean } from '../../platform/decodeText.ts';
import { inMegabytes, limits } from './limits.ts';
import { notReadable, tooLarge, toTable, type Table, type Unnamed } from './table.ts';

type Cell = string | number | boolean | Date | null;

/**
 * Reads the first sheet that holds anything. The archive is opened here first, within limits, because a few
 * kilobytes can declare a cell in the last of a million rows; what passes is packed again for the library.
 */
export async function readXlsx(
  bytes: Uint8Array,
  fileName: string,
  unnamed: Unnamed = 'refused',
): Promise<Table> {
  const parts = openWorkbook(bytes, fileName);
  // Any part may be a sheet, for the workbook itself says which are.
  for (const part of Object.values(parts)) {
    const xml = strFromU8(part);
    refuseEntities(xml, fileName);
    refuseWideSheet(xml, fileName);
  }
  const sheets = await sheetsOf(parts, fileName);
  const filled = sheets.find((sheet) => sheet.data.some((row) => row.some((cell) => cell !== null)));
  if (filled === undefined) throw notReadable(`No sheet of ‘${fileName}’ holds anything.`);
  return toTable(
    {
      format: 'xlsx',
      readAs: `sheet ‘${clean(filled.sheet)}’${sheets.length > 1 ? `, the first with data of ${sheets.length}` : ''}`,
      records: filled.data.map((row) => row.map(cellText)),
      assumeDecimal: 'point',
    },
    unnamed,
  );
}

const mostEntries = 10_000;
/** The workbook, its links, styles and texts, and the sheets; no drawings, charts, macros or pictures. */
const neededParts = /^xl\/(?:(?:worksheets\/)?[^/]+\.xml|_rels\/[^/]+\.rels)$/;

function openWorkbook(bytes: Uint8Array, fileName: string): Record<string, Uint8Array> {
  const parts = openArchive(bytes, {
    wanted: (name) => neededParts.test(name),
    mostEntries,
    mostBytes: limits.unpackedBytes,
    tooMany: () => damaged(fileName, new Error('too many entries')),
    tooLarge: () =>
      tooLarge(
        `‘${fileName}’ unpacks to more than ${inMegabytes(limits.unpackedBytes)}, the most that can be read. ` +
          'Save the sheet as CSV.',
      ),
    damaged: (cause) => damaged(fileName, cause),
  });
  if (!('xl/workbook.xml' in parts))
    throw notReadable(
      `‘${fileName}’ is packed like a workbook, but holds none. Save the table as XLSX or CSV.`,
    );
  return parts;
}

/** No spreadsheet writes them; they serve to read other files, or to make a few letters into gigabytes. */
function refuseEntities(xml: string, fileName: string): void {
  if (!/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return;
  throw notReadable(
    `‘${fileName}’ declares a document type or entities, which no spreadsheet does. Open it in a spreadsheet and save it again.`,
  );
}

/** Every address in the sheet's own text: rows as numbers, cells as B12. The library would fill up to the farthest. */
function refuseWideSheet(xml: string, fileName: string): void {
  let rows = 0;
  let columns = 0;
  for (const [, address = ''] of xml.matchAll(/(?<!xmlns:)\br\s*=\s*["']([^"']*)["']/g)) {
    const place = /^([A-Z]{0,3})(\d{1,7})$/.exec(address);
    if (place === null) throw damaged(fileName, new Error(`address ${address}`));
    rows = Math.max(rows, Number(place[2]));
    columns = Math.max(columns, columnNumber(place[1] ?? ''));
  }
  const most = (value: number) => value.toLocaleString('en-GB');
  if (rows > limits.rows + 1 || columns > limits.columns || rows * columns > limits.cells) {
    throw tooLarge(
      `A sheet of ‘${fileName}’ reaches to row ${most(rows)} and column ${most(columns)}; at most ` +
        `${most(limits.rows)} rows, ${most(limits.columns)} columns and ${most(limits.cells)} cells can be read. ` +
        'Delete what stands outside the table, or save it as CSV.',
    );
  }
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

async function sheetsOf(
  parts: Record<string, Uint8Array>,
  fileName: string,
): Promise<{ sheet: string; data: Cell[][] }[]> {
  const packed = zipSync(parts, { level: 0 });
  try {
    const sheets = await readWorkbook(packed.buffer as ArrayBuffer, { parseNumber: numberText });
    return sheets as unknown as { sheet: string; data: Cell[][] }[];
  } catch (error) {
    throw damaged(fileName, error);
  }
}

function damaged(fileName: string, cause: unknown): ProblemError {
  return notReadable(
    `‘${fileName}’ is a damaged workbook. Open it in a spreadsheet and save it again as XLSX or CSV.`,
    cause,
  );
}

/** Whole numbers keep every digit as written, so that a long reference is not rounded; others lose binary noise only. */
function numberText(written: string): string {
  if (/^-?\d+$/.test(written)) return written;
  const number = Number(written);
  return Number.isFinite(number) ? String(number) : written;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return dateText(cell);
  return clean(String(cell));
}
