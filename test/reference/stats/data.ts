import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';

export type Row = Record<string, string>;

const folders = [
  new URL('../data/', import.meta.url),
  new URL('../../../data/', import.meta.url),
  new URL('../../../../shared/data/', import.meta.url),
];

/** Where a gzipped CSV file lies: in the project if it may be, else in a folder of test data beside it. */
export function findData(name: string): URL | null {
  const places = folders.map((folder) => new URL(`${name}.csv.gz`, folder));
  return places.find((place) => existsSync(place)) ?? null;
}

export function readData(name: string): Row[] {
  const place = findData(name);
  if (place === null) throw new Error(`There is no ${name}.csv.gz; ask findData first.`);
  const text = gunzipSync(readFileSync(place))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

/** Numbers of a column; whatever is not written as one (empty, NA, SUPP) is missing. */
export function numbers(rows: readonly Row[], column: string): Float64Array {
  return Float64Array.from(rows, (row) => {
    const text = row[column]?.trim() ?? '';
    return text === '' ? NaN : Number(text);
  });
}

export function groupsOf(labels: readonly string[]): { names: string[]; code: Int32Array } {
  const names = [...new Set(labels.filter((label) => label !== ''))].sort();
  const codes = new Map(names.map((name, code) => [name, code]));
  return { names, code: Int32Array.from(labels, (label) => codes.get(label) ?? -1) };
}
