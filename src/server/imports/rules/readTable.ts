import { gunzipSync } from 'node:zlib';
import { inMegabytes, limits } from './limits.ts';
import { readCsv } from './readCsv.ts';
import { notReadable, tooLarge, type Table, type Unnamed } from './table.ts';
import { widen } from './widen.ts';

/**
 * Reads a file of schools: CSV, the same packed with gzip, XLSX or Parquet. What it is shows in its first bytes; the name
 * only serves the messages. Answers with text, or with a problem that says what to do.
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  unnamed: Unnamed = 'refused',
): Promise<Table> {
  if (bytes.length > limits.fileBytes) {
    throw tooLarge(
      `‘${fileName}’ has ${inMegabytes(bytes.length)}; at most ${inMegabytes(limits.fileBytes)} can be read.`,
    );
  }
  const table = startsWith(bytes, gzip)
    ? await readUnpacked(unpack(bytes, fileName), fileName, { note: ', unpacked from gzip', unnamed })
    : await readUnpacked(bytes, fileName, { note: '', unnamed });
  return widen(table);
}

const gzip = [0x1f, 0x8b];
const zip = [0x50, 0x4b, 0x03, 0x04];
const parquet = [0x50, 0x41, 0x52, 0x31];
/** Formats that people bring by mistake, by their first bytes. */
const others: { start: number[]; is: string; instead: string }[] = [
  { start: gzip, is: 'packed twice', instead: 'Unpack it once and bring it again.' },
  { start: [0x25, 0x50, 0x44, 0x46], is: 'a PDF', instead: 'Bring the table itself as CSV or XLSX.' },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    is: 'a workbook of the old kind (.xls)',
    instead: 'Open it in a spreadsheet and save it as .xlsx or CSV.',
  },
];

async function readUnpacked(
  bytes: Uint8Array,
  fileName: string,
  { note, unnamed }: { note: string; unnamed: Unnamed },
): Promise<Table> {
  if (bytes.length === 0) throw notReadable(`‘${fileName}’ is empty: it has no bytes at all.`);
  if (startsWith(bytes, zip)) {
    const { readXlsx } = await import('./readXlsx.ts');
    return readXlsx(bytes, fileName, unnamed);
  }
  if (startsWith(bytes, parquet)) {
    const { readParquet } = await import('./readParquet.ts');
    return readParquet(bytes, fileName, note);
  }
  for (const other of others) {
    if (startsWith(bytes, other.start)) throw notReadable(`‘${fileName}’ is ${other.is}. ${other.instead}`);
  }
  return readCsv(bytes, fileName, { note, unnamed });
}

function unpack(bytes: Uint8Array, fileName: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError) {
      const most = inMegabytes(limits.unpackedBytes);
      throw tooLarge(`‘${fileName}’ unpacks to more than ${most}, the most that can be read.`);
    }
    throw notReadable(`‘${fileName}’ is packed with gzip, but damaged. Bring it again, or unpacked.`, error);
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
