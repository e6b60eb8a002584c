import { blockAt } from '#contract/laidText';
import { piecesOf } from '#contract/textUnits';
import type { Desk, Chosen } from './desk.ts';

/** How the keyboard chooses words: a turn, a sentence of it, and its ends word by word. */

/** The next stretch of words, or the one before; the first where nothing was chosen. */
export function moveTurn({ laid: { blocks }, chosen }: Desk, step: 1 | -1): Chosen | null {
  const at = chosen === null ? -1 : blockAt(blocks, chosen.start);
  const block = blocks[Math.min(Math.max(at + step, 0), blocks.length - 1)];
  return block === undefined ? null : { start: block.start, end: block.end, quotation: null };
}

/** The sentence after what is chosen, or before; from a whole turn, its first or last. */
export function moveSentence({ laid, chosen }: Desk, step: 1 | -1): Chosen | null {
  if (chosen === null) return null;
  const at = blockAt(laid.blocks, chosen.start);
  const block = laid.blocks[at];
  if (block === undefined) return null;
  const whole = chosen.start === block.start && chosen.end === block.end;
  const sentences = piecesOf(laid, block, 'sentence');
  const inside = whole
    ? sentences.at(step === 1 ? 0 : -1)
    : step === 1
      ? sentences.find(({ start }) => start >= chosen.end)
      : sentences.findLast(({ end }) => end <= chosen.start);
  if (inside !== undefined && (!whole || sentences.length > 1)) return { ...inside, quotation: null };
  const next = laid.blocks[at + step];
  const there = next === undefined ? [] : piecesOf(laid, next, 'sentence');
  const found = there.at(step === 1 ? 0 : -1);
  return found === undefined ? null : { ...found, quotation: null };
}

/** Moves one end by a word, as far as there are words. */
export function moveEnd({ laid, chosen }: Desk, which: 'start' | 'end', step: 1 | -1): Chosen | null {
  if (chosen === null) return null;
  const from = chosen[which];
  const at = blockAt(laid.blocks, which === 'end' ? Math.max(chosen.start, from - 1) : from);
  const near = [at - 1, at, at + 1].flatMap((index) => laid.blocks[index] ?? []);
  const places = near.flatMap((block) => piecesOf(laid, block, 'word').map((word) => word[which]));
  const to = step === 1 ? places.find((place) => place > from) : places.findLast((place) => place < from);
  if (to === undefined) return null;
  const moved = { ...chosen, [which]: to, quotation: null };
  return moved.start < moved.end ? moved : null;
}

/** The next quotation in the order of the text, or the one before. */
export function moveQuotation({ hanging, chosen, laid }: Desk, step: 1 | -1): Chosen | null {
  const from = chosen === null ? -1 : chosen.start;
  const to = chosen === null ? -1 : chosen.end;
  const after = (one: { start: number; end: number }) =>
    step === 1
      ? one.start > from || (one.start === from && one.end > to)
      : one.start < from || (one.start === from && one.end < to);
  for (
    let index = chosen === null ? 0 : blockAt(laid.blocks, from);
    index >= 0 && index < laid.blocks.length;
    index += step
  ) {
    const there = hanging
      .markedIn(index)
      .map(({ quotation }) => quotation)
      .filter(after)
      .toSorted((a, b) => a.start - b.start || a.end - b.end);
    const found = there.at(step === 1 ? 0 : -1);
    if (found !== undefined) return { start: found.start, end: found.end, quotation: found.id };
  }
  return null;
}
