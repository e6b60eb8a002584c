import type { Block, Laid } from './laidText.ts';

/** The units in which what coders did is compared: parts of a text that do not overlap. */

export const unitKinds = ['turn', 'sentence', 'characters', 'source'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** How long a unit of characters is; the last of a turn may be shorter. */
export const charactersAUnit = 100;

/** In code points, its end outside. */
export interface Piece {
  start: number;
  end: number;
}

export interface Unit extends Piece {
  turn: number | null;
  who: string;
}

const segmenters = {
  sentence: new Intl.Segmenter('en', { granularity: 'sentence' }),
  word: new Intl.Segmenter('en', { granularity: 'word' }),
};

/** Sentences or words of a block, without the spaces around them. */
export function piecesOf(
  { points }: Pick<Laid, 'points'>,
  { start, words }: Pick<Block, 'start' | 'words'>,
  granularity: 'sentence' | 'word',
): Piece[] {
  const first = points.toUnits(start);
  return [...segmenters[granularity].segment(words)].flatMap(({ segment, index }) => {
    const said = segment.trim();
    if (said === '' || (granularity === 'word' && !/[\p{L}\p{N}]/u.test(said))) return [];
    const from = first + index + segment.indexOf(said);
    return [{ start: points.toPoints(from), end: points.toPoints(from + said.length) }];
  });
}

/** Whoever asks is not compared. */
export const heardBlocks = ({ blocks }: Pick<Laid, 'blocks'>): Block[] => blocks.filter(({ asks }) => !asks);

export const askedTurns = (blocks: readonly Block[]): number =>
  new Set(blocks.filter(({ asks }) => asks).map(({ turn }) => turn)).size;

/** The units of a text, in its order. */
export function unitsOf(laid: Laid, kind: UnitKind): Unit[] {
  const blocks = heardBlocks(laid);
  switch (kind) {
    case 'turn':
      return turnsOf(blocks);
    case 'sentence':
      return blocks.flatMap((block) => withTurn(block, piecesOf(laid, block, 'sentence')));
    case 'characters':
      return turnsOf(blocks).flatMap((unit) => withTurn(unit, stretchesOf(unit)));
    case 'source':
      return wholeOf(blocks);
  }
}

function turnsOf(blocks: readonly Block[]): Unit[] {
  const units: Unit[] = [];
  for (const { start, end, turn, who } of blocks) {
    const last = units.at(-1);
    // A long turn is divided to be drawn, not to be compared.
    if (last !== undefined && turn !== null && last.turn === turn) last.end = end;
    else units.push({ start, end, turn, who });
  }
  return units;
}

const withTurn = ({ turn, who }: Pick<Unit, 'turn' | 'who'>, pieces: readonly Piece[]): Unit[] =>
  pieces.map((piece) => ({ ...piece, turn, who }));

function stretchesOf({ start, end }: Piece): Piece[] {
  return Array.from({ length: Math.ceil((end - start) / charactersAUnit) }, (_, i) => ({
    start: start + i * charactersAUnit,
    end: Math.min(end, start + (i + 1) * charactersAUnit),
  }));
}

function wholeOf(blocks: readonly Block[]): Unit[] {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ start: first.start, end: last.end, turn: null, who: '' }];
}
