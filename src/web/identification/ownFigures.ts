import type { Frame } from '#contract/identification';
import { columnDigits } from '#contract/studyWords';

/** The decimals of a measure, the same in all its years: its figures stand beneath one another. */
export function digitsOf({ measures }: Pick<Frame, 'measures'>, label: string): number {
  return columnDigits(measures.filter((one) => one.label === label).flatMap(({ values }) => values));
}
