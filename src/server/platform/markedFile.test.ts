import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText } from '../imports/index.ts';
import { lastColumn, marked } from './markedFile.ts';

const rows = [
  ['name', 'said'],
  ['Åsa "Reed"', 'one\r\ntwo, three'],
  ['', 'four'],
];
const text = csvText(rows, { byteOrderMark: true });
const type = 'text/csv; charset=utf-8';
const expected = [
  ['name', 'said', 'invented'],
  ['Åsa "Reed"', 'one\r\ntwo, three', 'yes'],
  ['', 'four', 'yes'],
];
const read = (csv: string) => Papa.parse<string[]>(csv.replace('\uFEFF', ''), { skipEmptyLines: true }).data;

describe('a file under a mark', () => {
  it('has it in its name and, as a table, in a last column that any reader of CSV takes', async () => {
    const { fileName, body } = marked({ fileName: 'schools.csv', type, body: text }, 'invented');
    expect(fileName).toBe('invented-schools.csv');
    const csv = await new Response(body).text();
    expect(read(csv)).toEqual(expected);
  });

  it('is the same whatever pieces it comes in', () => {
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size <= bytes.length; size++) {
      const column = lastColumn('invented', 'yes');
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(column(bytes.subarray(at, at + size)));
      expect(read(Buffer.concat(pieces).toString())).toEqual(expected);
    }
  });

  it('is left as it is where it is no table', () => {
    const svg = { fileName: 'figure.svg', type: 'image/svg+xml', body: '<svg/>\r\n' };
    expect(marked(svg, 'invented')).toEqual({ ...svg, fileName: 'invented-figure.svg' });
  });

  it('also where it streams', async () => {
    const stream = new Response(text).body as ReadableStream<Uint8Array<ArrayBuffer>>;
    const { body } = marked({ fileName: 'a.csv', type, body: stream }, 'invented');
    expect(read(await new Response(body).text())).toEqual(expected);
  });
});
