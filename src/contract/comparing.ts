import { keyOf, type Codings, type CodingState, type Target } from './coding.ts';
import type { Block, Laid } from './laidText.ts';
import { askedTurns, heardBlocks, unitsOf, type Piece, type Unit, type UnitKind } from './textUnits.ts';

/** What is compared of one source: who coded it, its units, and what was said of which words. */

/** What a coder said of words, from coarse to fine: pole, element, code. */
export interface Said extends Piece {
  /** The place of the coder. */
  coder: number;
  labels: [pole: string, element: string, key: string];
}

export interface ComparedSource {
  coders: { id: string; name: string }[];
  units: Unit[];
  /** What is compared where words are, and not units. */
  heard: Piece[];
  codings: Said[];
  /** Turns of whoever asks, which are left out. */
  asked: number;
}

type Coding = Pick<CodingState, 'coders'> & { codings: Codings };

/** Who is compared: those who were chosen to code, and have; where nobody was chosen, all who have coded. */
function codersOf({ codings, coders }: Coding): number[] {
  const assigned = coders.filter(({ role }) => role === 'coder').map(({ person }) => person);
  // Who reconciles decides between the others.
  const deciding = coders.filter(({ role }) => role === 'reconciler').map(({ person }) => person);
  const coded = new Set(codings.evidence.quotation.map((place) => codings.quotations.by[place] ?? -1));
  return codings.people.flatMap(({ id }, i) =>
    coded.has(i) && (assigned.length === 0 ? !deciding.includes(id) : assigned.includes(id)) ? [i] : [],
  );
}

export function comparedOf(coding: Coding, laid: Laid, kind: UnitKind): ComparedSource {
  const { codings } = coding;
  const coders = codersOf(coding);
  const heard = heardBlocks(laid);
  return {
    coders: coders.map((i) => codings.people[i] ?? { id: '', name: 'Somebody' }),
    units: unitsOf(laid, kind),
    heard: heard.map(({ start, end }) => ({ start, end })),
    codings: codings.evidence.quotation.flatMap((place, i): Said[] => {
      const target = codings.targets[codings.evidence.target[i] ?? -1];
      const coder = coders.indexOf(codings.quotations.by[place] ?? -1);
      if (target === undefined || coder === -1) return [];
      const said = { start: codings.quotations.start[place] ?? 0, end: codings.quotations.end[place] ?? 0 };
      // A unit may reach over questions: what is said of a question alone is not said of it.
      return reaches(heard, said) ? [{ coder, ...said, labels: labelsOf(target) }] : [];
    }),
    asked: askedTurns(laid.blocks),
  };
}

const labelsOf = (target: Target): Said['labels'] => [
  target.pole,
  `${target.framework} ${target.element}`,
  keyOf(target),
];

/** Whether words reach into any of the blocks, which stand in order. */
function reaches(blocks: readonly Block[], { start, end }: Piece): boolean {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (blocks[low]?.start ?? Infinity) < end;
}
