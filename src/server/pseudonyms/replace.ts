import { codePointsOf } from '#contract/codePoints';
import type { ReadTurns } from '#contract/speakerTurns';
import { anyOf } from './propose.ts';

/** A text with its words replaced, and where each place of the old one is in the new. */
export interface Replaced {
  text: string;
  replaced: number;
  /** Of a place in code points. A place within a replaced word gives its beginning. */
  moved: (place: number) => number;
}

/** Replaces words everywhere, all at once, so that no replacement is replaced again. */
export function replaceWords(text: string, words: ReadonlyMap<string, string>): Replaced {
  const from = codePointsOf(text);
  const pieces: string[] = [];
  /** Where the old text and the new one stand after each replaced word. */
  const marks: { old: number; next: number; begins: number; beginsNext: number }[] = [];
  let at = 0;
  let length = 0;
  const write = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const { 0: word, index } of text.matchAll(anyOf([...words.keys()]))) {
    write(text.slice(at, index));
    const beginsNext = length;
    write(words.get(word) ?? word);
    at = index + word.length;
    marks.push({ old: at, next: length, begins: index, beginsNext });
  }
  write(text.slice(at));
  const replaced = pieces.join('');
  const to = codePointsOf(replaced);
  const movedUnit = (unit: number): number => {
    const mark = marks.findLast(({ begins }) => begins < unit);
    if (mark === undefined) return unit;
    return unit < mark.old ? mark.beginsNext : mark.next + unit - mark.old;
  };
  return {
    text: replaced,
    replaced: marks.length,
    moved: (place) => to.toPoints(movedUnit(from.toUnits(place))),
  };
}

/** Turns at their new places, by speakers with their new names. */
export function movedTurns(
  turns: ReadTurns,
  { moved }: Replaced,
  nameOf: (speaker: string) => string,
): ReadTurns {
  return {
    start: turns.start.map(moved),
    wordsAt: turns.wordsAt.map(moved),
    end: turns.end.map(moved),
    speaker: turns.speaker.map(nameOf),
    seconds: turns.seconds,
  };
}
