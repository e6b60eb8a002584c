import type { Codings, CodingState } from '#contract/coding';
import type { CoderComparison, CodersCompared, CompareOptions } from '#stats';
import { capital, decimal, inWords } from '#contract/words';
import type { Block, Laid } from './blocks.ts';
import { keyOf } from './codebook.ts';
import { piecesOf, type Piece } from './moves.ts';

/** What of one source is compared, and the words for what comes of it. */

export type UnitKind = 'turn' | 'sentence';

export interface Unit extends Piece {
  turn: number | null;
  who: string;
}

/** The units of a text: turns, or sentences of them. Whoever asks is not compared. */
function unitsOf(laid: Laid, kind: UnitKind): Unit[] {
  const blocks = laid.blocks.filter(({ asks }) => !asks);
  if (kind === 'sentence')
    return blocks.flatMap((block) =>
      piecesOf(laid, block, 'sentence').map((piece) => ({ ...piece, turn: block.turn, who: block.who })),
    );
  const units: Unit[] = [];
  for (const { start, end, turn, who } of blocks) {
    const last = units.at(-1);
    // A long turn is divided to be drawn, not to be compared.
    if (last !== undefined && turn !== null && last.turn === turn) last.end = end;
    else units.push({ start, end, turn, who });
  }
  return units;
}

export const askedTurns = (blocks: readonly Block[]): number =>
  new Set(blocks.filter(({ asks }) => asks).map(({ turn }) => turn)).size;

/** How intervals are drawn; told on the page, so that anybody can draw them again. */
export const drawing = { seed: 20_260_101, resamples: 1000 };

interface Choice {
  kind: UnitKind;
  uncoded: boolean;
}

/** Who is compared: those who were chosen to code, and have; where nobody was chosen, all who have coded. */
function codersOf({ codings, coders }: CodingState & { codings: Codings }): number[] {
  const assigned = coders.filter(({ role }) => role === 'coder').map(({ person }) => person);
  // Who reconciles decides between the others.
  const deciding = coders.filter(({ role }) => role === 'reconciler').map(({ person }) => person);
  const coded = new Set(codings.evidence.quotation.map((place) => codings.quotations.by[place] ?? -1));
  return codings.people.flatMap(({ id }, i) =>
    coded.has(i) && (assigned.length === 0 ? !deciding.includes(id) : assigned.includes(id)) ? [i] : [],
  );
}

/** What is to be reckoned, and what its numbers stand for. */
export interface Question {
  /** By name, in the order of the columns. */
  coders: string[];
  units: Unit[];
  choice: Choice;
  input: CodersCompared;
  options: CompareOptions;
}

export interface Compared extends Question {
  found: CoderComparison;
}

/** Null where fewer than two have coded. */
export function questionOf(
  coding: CodingState & { codings: Codings },
  laid: Laid,
  choice: Choice,
): Question | null {
  const { codings } = coding;
  const coders = codersOf(coding);
  if (coders.length < 2) return null;
  const units = unitsOf(laid, choice.kind);
  const said = codings.evidence.quotation.flatMap((place, i) => {
    const target = codings.targets[codings.evidence.target[i] ?? -1];
    const coder = coders.indexOf(codings.quotations.by[place] ?? -1);
    if (target === undefined || coder === -1) return [];
    const [start, end] = [codings.quotations.start[place] ?? 0, codings.quotations.end[place] ?? 0];
    const element = `${target.framework} ${target.element}`;
    return [{ coder, start, end, labels: [target.pole, element, keyOf(target)] }];
  });
  return {
    coders: coders.map((i) => codings.people[i]?.name ?? 'Somebody'),
    units,
    choice,
    input: { units, coders: coders.length, codings: said },
    options: { uncoded: choice.uncoded, ...drawing },
  };
}

/** Customs, not laws. */
export const [tentative, firm] = [0.667, 0.8];

export function headline({ coders, found }: Compared): string {
  const who = capital(inWords(coders.length));
  const { alpha } = found.together;
  if (alpha === null) return `${who} coders cannot be compared yet`;
  if (alpha >= firm) return `${who} coders see the same things`;
  return alpha >= tentative
    ? `${who} coders mostly see the same things`
    : `${who} coders see different things`;
}

export function verdict(alpha: number): string {
  if (alpha >= firm) return 'enough for firm conclusions';
  return alpha >= tentative ? 'enough for tentative conclusions' : 'too low to conclude from';
}

export const undefinedWords = {
  'no-pairs': 'undefined: no two coded the same unit',
  'no-variation': 'undefined: all said the same throughout',
} as const;

export function intervalWords({ lower, upper }: { lower: number | null; upper: number | null }): string {
  return lower === null || upper === null ? 'none' : `${decimal(lower, 2)} to ${decimal(upper, 2)}`;
}
