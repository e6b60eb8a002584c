/** What is wrong with a number that its unit does not allow; null where nothing is. */
export type UnitCheck = (value: number) => string | null;

export const moreThanAll = 'More than 100 percent';
export const lessThanNone = 'Less than none: a minus that should not be there';
export const notWhole = 'Not a whole number';

const percent: UnitCheck = (value) => (value > 100 ? moreThanAll : value < 0 ? lessThanNone : null);
const count: UnitCheck = (value) => (value < 0 ? lessThanNone : Number.isInteger(value) ? null : notWhole);
const anything: UnitCheck = () => null;

/** By the words that people and known files give; a unit that is none of them allows every number. */
const checks = new Map<string, UnitCheck>([
  ['percent', percent],
  ['per cent', percent],
  ['%', percent],
  ['pupils', count],
  ['students', count],
]);

/** How numbers of a unit are checked: a share of something lies between none and all of it, and pupils are whole. */
export function checkOf(unit: string | null): UnitCheck {
  return checks.get(unit?.trim().toLowerCase() ?? '') ?? anything;
}
