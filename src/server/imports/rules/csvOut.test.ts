import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText } from './csvOut.ts';

describe('CSV that leaves the house', () => {
  it('quotes what must be quoted and ends lines with CRLF', () => {
    expect(csvText([['a', 'b,c', 'd"e', 'f\ng', 1.5, null]])).toBe('a,"b,c","d""e","f\ng",1.5,\r\n');
    expect(csvText([['a']], { byteOrderMark: true })).toBe('\uFEFFa\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['-0.5', '-0.5'],
    ['-5 %', '-5 %'],
    ['-', '-'],
    ['Ash', 'Ash'],
  ])('%j is written as %j', (text, written) => expect(csvText([[text]])).toBe(`${written}\r\n`));

  it('never lets a formula begin a cell, and comes back as it was otherwise', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), (row) => {
        const cells = Papa.parse<string[]>(csvText([row]), { newline: '\r\n', delimiter: ',' }).data[0] ?? [];
        expect(cells.map((cell, i) => (cell === `'${row[i]}` ? row[i] : cell))).toEqual(row);
        for (const cell of cells) expect(cell).not.toMatch(/^[=@]/);
      }),
      { numRuns: 500 },
    );
  });
});
