import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalMark } from './decimalMark.ts';
import { decimalComma, letterForZero, notANumber, notFinite, parseValue, twoReadings } from './values.ts';

const point = (text: string) => parseValue(text, 'point');
const comma = (text: string) => parseValue(text, 'comma');

describe('numbers', () => {
  it.each([
    ['0', 0],
    ['00123', 123],
    ['-0.61', -0.61],
    ['−0.61', -0.61],
    ['+3', 3],
    ['.5', 0.5],
    ['71%', 71],
    ['71.5 %', 71.5],
    ['1,234', 1234],
    ['12,345,678.9', 12345678.9],
    ['1 234', 1234],
    ['1\u00a0234.5', 1234.5],
    ["1'234", 1234],
    ['1e3', 1000],
    ['2.5E-05', 2.5e-5],
    ['  7 ', 7],
  ])('with a decimal point, %j is %d', (text, value) => expect(point(text)).toEqual({ value }));

  it.each([
    ['12,5', 12.5],
    ['-0,61', -0.61],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['1 234,5', 1234.5],
    ['3', 3],
    ['12.5', 12.5],
  ])('with a decimal comma, %j is %d', (text, value) => expect(comma(text)).toEqual({ value }));

  it.each([
    ['abc', notANumber],
    ['90O411', letterForZero],
    ['1o3%', letterForZero],
    ['O', notANumber],
    ['90 OAK', notANumber],
    ['1,23,456', notANumber],
    ['1.2.3', notANumber],
    ['NaN', notANumber],
    ['Infinity', notANumber],
    ['0x1F', notANumber],
    ['%', notANumber],
    ['12 %%', notANumber],
    ['1e999', notFinite],
    ['9'.repeat(400), notFinite],
    ['12,5', decimalComma],
    ['2019-05-01', notANumber],
  ])('%j is refused', (text, fault) => expect(point(text)).toEqual({ fault }));

  it('refuses to choose between 1.234 and 1234 where decimals have a comma', () => {
    expect(comma('1.234')).toEqual({ fault: twoReadings });
  });
});

describe('codes for missing values', () => {
  it.each([
    ['', 'blank'],
    ['   ', 'blank'],
    ['SUPP', 'suppressed'],
    ['*', 'suppressed'],
    ['<5', 'suppressed'],
    ['c', 'confidential'],
    ['z', 'not-applicable'],
    ['x', 'not-available'],
    ['NA', 'not-available'],
    ['n/a', 'not-available'],
    [':', 'not-available'],
    ['..', 'not-available'],
    ['-', 'not-available'],
    ['NE', 'no-entries'],
    ['NP', 'not-published'],
    ['LOWCOV', 'low-coverage'],
    ['low', 'low'],
    ['k', 'low'],
    ['u', 'low-reliability'],
    ['NEW', 'new'],
  ])('%j is %s', (text, missing) => expect(point(text)).toEqual({ missing }));

  it('takes a capital letter for text, because codes of one letter are small', () => {
    expect(point('C')).toEqual({ fault: notANumber });
  });
});

describe('any text', () => {
  it('has exactly one reading, and a number is finite', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,-+eE% ')) })),
        (text) => {
          for (const mark of ['point', 'comma'] as const) {
            const value = parseValue(text, mark);
            expect(Object.keys(value)).toHaveLength(1);
            if ('value' in value) expect(Number.isFinite(value.value)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads back every number that a program writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // 0 and −0 are written alike.
        expect(point(String(value))).toEqual({ value: value === 0 ? 0 : value });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the decimal mark', () => {
  it('follows the numbers that can be read in one way only', () => {
    expect(decimalMark([['12,5'], ['1,234']], 'point')).toBe('comma');
    expect(decimalMark([['12.5'], ['1.234']], 'comma')).toBe('point');
  });
  it('is the assumed one where no number tells', () => {
    expect(decimalMark([['1,234'], ['7'], ['x']], 'comma')).toBe('comma');
  });
});
