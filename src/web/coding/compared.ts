import type { Agreement, AgreementInput, Comparison } from '#contract/agreement';
import { charactersAUnit } from '#contract/textUnits';
import { capital, counted, decimal, inWords } from '#contract/words';

/** The words for what came of a comparison of coders. */

/** What is asked for, as the address has it. */
export type AgreementChoice = Required<Pick<AgreementInput, 'unit' | 'uncoded'>>;

/** A comparison that there is. */
export interface Compared extends Omit<Agreement, 'found'> {
  found: Comparison;
  choice: AgreementChoice;
}

export const nameList = ({ coders }: Pick<Agreement, 'coders'>): string[] => coders.map(({ name }) => name);

/** Customs, not laws. */
export const [tentative, firm] = [0.667, 0.8];

export function headline({ coders, found }: Pick<Compared, 'coders' | 'found'>): string {
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

export const unitWords: Record<AgreementChoice['unit'], string> = {
  turn: 'one turn, or one paragraph where nobody is told apart',
  sentence: 'one sentence',
  characters: `${String(charactersAUnit)} characters, beginning anew with each turn`,
  source: 'one source as a whole',
};

export const undefinedWords = {
  'no-pairs': 'undefined: no two coded the same unit',
  'no-variation': 'undefined: all said the same throughout',
} as const;

export function intervalWords({ lower, upper }: { lower: number | null; upper: number | null }): string {
  return lower === null || upper === null ? 'none' : `${decimal(lower, 2)} to ${decimal(upper, 2)}`;
}

/** Why a source is not compared. */
export const leftWords = ({ blind }: Agreement['left'][number]): string =>
  blind === null
    ? 'coded by one person'
    : `coded blindly: ${String(blind.finished)} of ${counted(blind.of, 'coder')} ${blind.finished === 1 ? 'has' : 'have'} finished`;
