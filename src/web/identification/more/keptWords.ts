import type { LabelStability } from '#stats';
import { count, counted } from '#contract/words';

type Change = Pick<LabelStability['transitions'][number], 'table' | 'kept'>;
const places = { resilient: 1, struggling: 2 } as const;
const notClassified = 3;

/**
 * How many kept a label from one year to the next. A share is of those that can be told in both years; the others are
 * named, so that the sentence counts the same schools as the bar beside it.
 */
export function keptWords(
  { table, kept }: Change,
  label: keyof typeof places,
  from: string,
  to: string,
): string {
  const { schools, kept: still, share, expected } = kept[label];
  const untold = table[places[label]]?.[notClassified] ?? 0;
  const all = schools + untold;
  if (all === 0) return `No school was ${label} in ${from}.`;
  const start = `Of ${counted(all, 'school')} ${label} in ${from}, `;
  const lack = `${count(untold)} ${untold === 1 ? 'lacks' : 'lack'} a value in ${to}`;
  if (share === null) return `${start}${lack}, so nothing can be said of them.`;
  const are = `${count(still)} ${still === 1 ? 'is' : 'are'} in ${to} too`;
  const told = untold === 0 ? are : `${lack}; of the other ${count(schools)}, ${are}`;
  const chance =
    expected === null ? '' : ` Were labels dealt out anew, ${perHundred(expected)} in a hundred would be.`;
  return `${start}${told}.${chance}`;
}

function perHundred(share: number): string {
  const hundred = 100 * share;
  return hundred >= 1 ? count(Math.round(hundred)) : 'fewer than one';
}
