import { lay, wordsAt } from '#contract/laidText';
import type { SuggestedUnit } from '#contract/suggestions';
import { unitsOf, type Unit } from '#contract/textUnits';
import { wordVectors, type WordVectors } from '#stats';
import type { Material, MaterialSource } from './read.ts';

/** A turn or sentence of a source. */
export interface SourceUnit extends Unit {
  /** The place of its source. */
  source: number;
  words: string;
}

/** A word as it stands, and as it is counted: in one case, with one apostrophe, its marks put together. */
export interface Token {
  word: string;
  from: number;
  to: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

export const tokensOf = (words: string): Token[] =>
  [...segmenter.segment(words)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike === true
      ? [
          {
            word: segment.normalize('NFC').toLowerCase().replaceAll('’', "'"),
            from: index,
            to: index + segment.length,
          },
        ]
      : [],
  );

export interface Units extends WordVectors {
  units: SourceUnit[];
}

/** All units of the material with the words in them counted; questions are not among them. Null where there are none. */
export function countUnits({ sources }: Material, kind: SuggestedUnit): Units | null {
  const units = sources.flatMap((source, i) => unitsIn(source, kind).map((unit) => ({ ...unit, source: i })));
  if (units.length === 0) return null;
  return { units, ...wordVectors(units.map(({ words }) => tokensOf(words).map(({ word }) => word))) };
}

function unitsIn(source: MaterialSource, kind: SuggestedUnit): Omit<SourceUnit, 'source'>[] {
  const { text, turnsOf, speakers } = source;
  const names = new Map(speakers.map(({ name }, i) => [name, i]));
  const laid = lay({
    text,
    turnsOf: {
      ...turnsOf,
      speaker: turnsOf.speaker.map((name) => names.get(name) ?? 0),
      seconds: turnsOf.start.map(() => null),
    },
    speakers: speakers.map(({ name, asks, label }) => ({ name: label ?? name, asks, informant: null })),
    informants: [],
    translation: null,
  });
  return unitsOf(laid, kind).map((unit) => ({ ...unit, words: wordsAt(laid, unit.start, unit.end) }));
}
