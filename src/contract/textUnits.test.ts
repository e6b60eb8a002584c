import { describe, expect, it } from 'vitest';
import { codePointsOf, sliceByPoints } from './codePoints.ts';
import type { Block, Laid } from './laidText.ts';
import { askedTurns, unitsOf, type UnitKind } from './textUnits.ts';

/** Turns of words one behind the other, a space between them. */
function laidOf(turns: readonly { who: string; words: string; asks?: boolean; turn?: number }[]): Laid {
  const text = turns.map(({ words }) => words).join(' ');
  const blocks: Block[] = [];
  let at = 0;
  for (const [i, { who, words, asks = false, turn = i + 1 }] of turns.entries()) {
    const { length } = codePointsOf(words);
    blocks.push({ index: i, turn, who, asks, start: at, end: at + length, words });
    at += length + 1;
  }
  return { text, points: codePointsOf(text), blocks, turns: turns.length, translation: null };
}

const laid = laidOf([
  { who: 'Q', words: 'How is it?', asks: true },
  { who: 'A', words: 'Well. We read \u{1F600} daily.' },
  { who: 'A', words: 'And more.', turn: 2 },
  { who: 'B', words: 'Yes.' },
]);
const words = (kind: UnitKind) =>
  unitsOf(laid, kind).map(({ start, end }) => sliceByPoints(laid.text, laid.points, start, end));

describe('units of a text', () => {
  it('are turns, whose parts are one, without those of whoever asks', () => {
    expect(words('turn')).toEqual(['Well. We read \u{1F600} daily. And more.', 'Yes.']);
    expect(askedTurns(laid.blocks)).toBe(1);
  });

  it('are sentences, in code points', () => {
    expect(words('sentence')).toEqual(['Well.', 'We read \u{1F600} daily.', 'And more.', 'Yes.']);
  });

  it('are stretches of a hundred characters, which begin anew with each turn', () => {
    const long = laidOf([
      { who: 'A', words: 'x'.repeat(250) },
      { who: 'B', words: 'y'.repeat(100) },
    ]);
    expect(unitsOf(long, 'characters').map(({ start, end, who }) => [start, end, who])).toEqual([
      [0, 100, 'A'],
      [100, 200, 'A'],
      [200, 250, 'A'],
      [251, 351, 'B'],
    ]);
  });

  it('are whole sources, from the first word that is compared to the last', () => {
    expect(words('source')).toEqual([laid.text.slice('How is it? '.length)]);
    expect(unitsOf(laidOf([{ who: 'Q', words: 'Why?', asks: true }]), 'source')).toEqual([]);
  });
});
