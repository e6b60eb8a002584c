import { parquetMetadata, parquetRead, type ColumnData, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { dateText } from './dates.ts';
import { inMegabytes, limits } from './limits.ts';
import { notReadable, refuseTooLarge, tooLarge } from './table.ts';

/** A column as text: the different texts, and per row which of them; −1 where there is none. */
export interface TextColumn {
  name: string;
  texts: string[];
  codes: Int32Array;
}

/** Reads the columns of a file whose sizes are within the limits; what it says of its sizes is checked first. */
export async function parquetColumns(bytes: Uint8Array, fileName: string): Promise<TextColumn[]> {
  const metadata = parquetMetadata(bytes);
  const names = namesOf(metadata, fileName);
  const rows = Number(metadata.num_rows);
  refuseTooLarge(names.length, rows);
  refuseSizes(metadata, rows, fileName);
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => bytes.slice(start, end).buffer,
  };
  const unpackers = limited(fileName);
  const columns: TextColumn[] = [];
  // One at a time, so that memory holds one of them as it was read.
  for (const name of names) {
    const texts = new Texts(name, rows, isSingle(metadata, name));
    await parquetRead({
      file,
      metadata,
      columns: [name],
      compressors: unpackers,
      geoparquet: false,
      parsers: { jsonFromBytes: (text) => decoder.decode(text) },
      onChunk: (chunk) => texts.take(chunk),
    });
    columns.push(texts.done());
  }
  return columns;
}

const decoder = new TextDecoder();

/** Only plain columns make a table; lists, maps and records within a cell do not. */
function namesOf({ schema }: FileMetaData, fileName: string): string[] {
  const [, ...elements] = schema;
  // A damaged file may have anything where a name should be, whatever the types say.
  if (elements.some(({ name }: { name: unknown }) => typeof name !== 'string')) throw damaged(fileName);
  const nested = elements.find(
    ({ num_children: children, repetition_type: repeats }) => children || repeats === 'REPEATED',
  );
  if (nested !== undefined) {
    throw notReadable(
      `Column ‘${nested.name}’ of ‘${fileName}’ holds lists or records, not one value a cell. Leave it out, or divide it into columns.`,
    );
  }
  return elements.map(({ name }) => name);
}

function refuseSizes(metadata: FileMetaData, rows: number, fileName: string): void {
  let bytes = 0;
  let counted = 0;
  for (const group of metadata.row_groups) {
    counted += Number(group.num_rows);
    for (const { meta_data: column } of group.columns) {
      if (column === undefined) throw damaged(fileName);
      bytes += Number(column.total_uncompressed_size);
      if (Number(column.num_values) !== Number(group.num_rows)) throw damaged(fileName);
    }
  }
  if (counted !== rows) throw damaged(fileName);
  if (bytes > limits.unpackedBytes) throw unpacksTooFar(fileName);
}

/** A page may declare more than the file said before; what is unpacked counts, whatever was said. */
function limited(fileName: string): typeof compressors {
  let unpacked = 0;
  const guarded = Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number) => {
      unpacked += length;
      if (!(unpacked <= limits.unpackedBytes)) throw unpacksTooFar(fileName);
      return unpack(input, length);
    },
  ]);
  return Object.fromEntries(guarded) as typeof compressors;
}

function unpacksTooFar(fileName: string) {
  const most = inMegabytes(limits.unpackedBytes);
  return tooLarge(
    `‘${fileName}’ unpacks to more than ${most}, the most that can be read. Leave out columns.`,
  );
}

export function damaged(fileName: string, cause?: unknown) {
  return notReadable(
    `‘${fileName}’ is a damaged Parquet file, or of a kind that cannot be read. Write it again, or save the table as CSV.`,
    cause,
  );
}

function isSingle({ schema }: FileMetaData, name: string): boolean {
  return schema.some((element) => element.name === name && element.type === 'FLOAT');
}

/** Tables repeat a few values over and over: each is written once, and numbers stand for it. */
class Texts {
  readonly #name: string;
  readonly #single: boolean;
  readonly #codes: Int32Array;
  readonly #texts: string[] = [];
  readonly #known = new Map<unknown, number>();
  readonly #byText = new Map<string, number>();

  constructor(name: string, rows: number, single: boolean) {
    this.#name = name;
    this.#single = single;
    this.#codes = new Int32Array(rows).fill(-1);
  }

  take({ columnData, rowStart }: ColumnData): void {
    for (let i = 0; i < columnData.length; i++) {
      const value: unknown = columnData[i];
      if (value === null || value === undefined || Number.isNaN(value)) continue;
      if (rowStart + i < this.#codes.length) this.#codes[rowStart + i] = this.#codeOf(value);
    }
  }

  #codeOf(value: unknown): number {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const text = textOf(value, this.#single);
    let code = this.#byText.get(text);
    if (code === undefined) {
      this.#byText.set(text, (code = this.#texts.length));
      this.#texts.push(text);
    }
    // Days and times are objects, each its own.
    if (typeof value !== 'object') this.#known.set(value, code);
    return code;
  }

  done(): TextColumn {
    return { name: this.#name, texts: this.#texts, codes: this.#codes };
  }
}

function textOf(value: unknown, single: boolean): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return single ? singleText(value) : String(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return dateText(value);
  return value instanceof Uint8Array ? decoder.decode(value) : JSON.stringify(value);
}

/** The fewest digits that tell a number of single precision from its neighbours: 0.1, not 0.10000000149011612. */
function singleText(value: number): string {
  for (let digits = 6; digits < 10; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(value);
}
