import { codePointsOf, type CodePoints } from './codePoints.ts';
import type { Source, Translation } from './sources.ts';
import { isBeside } from './translations.ts';

/** A stretch of the text that is shown as one: the words of a turn, or a paragraph where nobody is told apart. */
export interface Block {
  index: number;
  /** Of the turn, from 1; null for words that belong to none. */
  turn: number | null;
  who: string;
  asks: boolean;
  /** In code points; where a turn is too long for one stretch, its next begins where this ends. */
  start: number;
  end: number;
  words: string;
}

export interface Laid {
  text: string;
  points: CodePoints;
  blocks: Block[];
  /** How many turns there are, or stretches where there are none. */
  turns: number;
  /** The words of each turn in another language, where they line up. */
  translation: Translation | null;
}

/** Longer stretches are divided, so that to draw one anew stays quick. */
const mostUnits = 4000;

export function lay(
  source: Pick<Source, 'text' | 'turnsOf' | 'speakers' | 'informants' | 'translation'>,
): Laid {
  const { text, turnsOf, speakers, informants, translation } = source;
  const points = codePointsOf(text);
  const blocks: Block[] = [];
  const add = (from: number, to: number, about: Pick<Block, 'turn' | 'who' | 'asks'>) => {
    for (const [start, end] of stretches(text, from, to))
      blocks.push({
        ...about,
        index: blocks.length,
        start: points.toPoints(start),
        end: points.toPoints(end),
        words: text.slice(start, end),
      });
  };
  const names = speakers.map(
    ({ name, informant }) => informants.find(({ id }) => id === informant)?.label ?? name,
  );
  const nobody = { turn: null, who: '', asks: false };
  for (const [from, to] of paragraphs(text, points.toUnits(turnsOf.start[0] ?? points.length)))
    add(from, to, nobody);
  turnsOf.start.forEach((_, i) => {
    const speaker = turnsOf.speaker[i] ?? 0;
    add(points.toUnits(turnsOf.wordsAt[i] ?? 0), points.toUnits(turnsOf.end[i] ?? 0), {
      turn: i + 1,
      who: names[speaker] ?? '',
      asks: speakers[speaker]?.asks === true,
    });
  });
  const turns = turnsOf.start.length;
  const besides = translation !== null && turns > 0 && isBeside(source, translation);
  return {
    text,
    points,
    blocks,
    turns: turns > 0 ? turns : blocks.length,
    translation: besides ? translation : null,
  };
}

function* paragraphs(text: string, end: number): Generator<[from: number, to: number]> {
  let from = 0;
  while (from < end) {
    const next = text.indexOf('\n', from);
    const to = next === -1 ? end : Math.min(next, end);
    yield [from, to];
    from = to + 1;
  }
}

/** From the first letter to the last, in parts that end between words. */
function* stretches(text: string, from: number, to: number): Generator<[start: number, end: number]> {
  let start = from;
  let last = to;
  while (start < last && isSpace(text, start)) start++;
  while (last > start && isSpace(text, last - 1)) last--;
  while (last - start > mostUnits) {
    const space = text.lastIndexOf(' ', start + mostUnits);
    const end = space > start ? space + 1 : start + mostUnits;
    yield [start, end];
    start = end;
  }
  if (last > start) yield [start, last];
}

const isSpace = (text: string, at: number) => /\s/.test(text.charAt(at));

/** The last block that begins at a place or before it; the first where none does. */
export function blockAt(blocks: readonly Block[], place: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The blocks that words stand in, by their first and last. */
export function blocksOf(
  blocks: readonly Block[],
  { start, end }: { start: number; end: number },
): [first: number, last: number] {
  return [blockAt(blocks, start), blockAt(blocks, Math.max(start, end - 1))];
}

export const wordsAt = ({ text, points }: Laid, start: number, end: number): string =>
  text.slice(points.toUnits(start), points.toUnits(end));
