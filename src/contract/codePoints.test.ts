import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointsOf, sliceByPoints, tidyText } from './codePoints.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('places in a text', () => {
  test('an emoji is one, a letter with a combining mark is two', () => {
    const text = 'a\u{1F600}e\u0301z';
    const points = codePointsOf(text);
    expect(points.length).toBe(5);
    expect([0, 1, 2, 3, 4, 5].map(points.toUnits)).toEqual([0, 1, 3, 4, 5, 6]);
    expect([0, 1, 2, 3, 4, 5, 6].map(points.toPoints)).toEqual([0, 1, 1, 2, 3, 4, 5]);
    expect(sliceByPoints(text, points, 1, 2)).toBe('\u{1F600}');
  });

  test('a place outside the text is its nearer end', () => {
    const points = codePointsOf('\u{1F600}b');
    expect([points.toUnits(-3), points.toUnits(9), points.toPoints(-1), points.toPoints(9)]).toEqual([
      0, 3, 0, 2,
    ]);
  });

  test('counts as the iterator of a string does, there and back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const points = codePointsOf(text);
        const characters = Array.from(text);
        expect(points.length).toBe(characters.length);
        let unit = 0;
        for (const [index, character] of characters.entries()) {
          expect(points.toUnits(index)).toBe(unit);
          expect(points.toPoints(unit)).toBe(index);
          unit += character.length;
        }
        expect(points.toUnits(characters.length)).toBe(text.length);
        expect(points.toPoints(text.length)).toBe(characters.length);
      }),
    );
  });

  test('slices as an array of characters does', () => {
    fc.assert(
      fc.property(anyText, fc.nat(70), fc.nat(70), (text, from, to) => {
        const points = codePointsOf(text);
        expect(sliceByPoints(text, points, from, to)).toBe(Array.from(text).slice(from, to).join(''));
      }),
    );
  });
});

test('a text is kept without its byte order mark, with LF alone, and tidying it again changes nothing', () => {
  expect(tidyText('\uFEFFone\r\ntwo\rthree\n\uFEFF')).toBe('one\ntwo\nthree\n\uFEFF');
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = tidyText(text);
      expect(once).not.toContain('\r');
      expect(tidyText(once)).toBe(once);
    }),
  );
});
