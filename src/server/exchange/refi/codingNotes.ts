import { strengths, strengthScale } from '#contract/codingChanges';
import { guidOf } from '../guids.ts';

/** The standard has no word for how strongly something was said: a coding points to a note that says it, one for each strength. */

export const strengthGuid = (strength: number): string => guidOf('strength', String(strength));

const known = new Map(strengths.map(({ value }) => [strengthGuid(value), value]));

/** The strength that a note stands for; nothing where it is a memo. */
export const strengthOf = (guid: string): number | undefined => known.get(guid);

export const strengthWords = (strength: number): string => {
  const { from, to } = strengthScale;
  const words = strengths.find(({ value }) => value === strength)?.words ?? '';
  return `Strength ${String(strength)} (${words}), from ${String(from)} to ${String(to)}`;
};

/** Nor has it a word for codes that a program suggested: they point to one note, which says so. */
export const suggestedGuid: string = guidOf('suggested', 'code');
export const suggestedWords = 'Suggested by the program, and given by the coder after a look';

/** Whether a note says something of a coding, and is no memo. */
export const saysOfCoding = (guid: string): boolean => guid === suggestedGuid || known.has(guid);
