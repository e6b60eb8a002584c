import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsOf, sliceByPoints, tidyText } from '#contract/codePoints';
import { offsetsOf } from './offsets.ts';

const piece = fc.constantFrom('word ', 'x', '\r\n', 'e\u0301', '\u{1F600}', '\u4E2D', 'The end. ');
const texts = fc
  .tuple(fc.boolean(), fc.array(piece, { minLength: 3, maxLength: 60 }))
  .map(([marked, pieces]) => `${marked ? '\uFEFF' : ''}Opening words. ${pieces.join('')} closing words`);

/** How a package counts to the beginning of some words. */
const counts = {
  'code points, one sign for the end of a line': (raw: string, at: number) =>
    codePointsOf(tidyText(raw.slice(0, at))).length,
  'UTF-16 units': (raw: string, at: number) => tidyText(raw.slice(0, at)).length,
  'two signs for the end of a line': (raw: string, at: number) =>
    codePointsOf(raw.slice(0, at).replace('\uFEFF', '')).length,
  'all that and the mark': (raw: string, at: number) => raw.slice(0, at).length,
};

describe.each(Object.entries(counts))('places counted in %s', (_, count) => {
  it('lead to the quoted words, which tell how they were counted', () => {
    fc.assert(
      fc.property(texts, (raw) => {
        const quoted = ['Opening words', 'closing words'].map((name) => {
          const at = raw.indexOf(name);
          return { start: count(raw, at), end: count(raw, at + name.length), name };
        });
        const { text, toPoints } = offsetsOf(raw, quoted);
        const points = codePointsOf(text);
        expect(text).toBe(tidyText(raw));
        for (const { start, end, name } of quoted)
          expect(sliceByPoints(text, points, toPoints(start), toPoints(end))).toBe(name);
      }),
    );
  });
});

it('are taken as the standard has them where no words are quoted', () => {
  const { toPoints, repaired } = offsetsOf('One \u{1F600}\r\ntwo', [{ start: 6, end: 9, name: '' }]);
  expect([toPoints(6), toPoints(9), repaired]).toEqual([6, 9, null]);
});
