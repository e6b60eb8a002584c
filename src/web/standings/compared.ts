import type { Neighbour } from '#contract/standings';
import { betterWords } from '#contract/standingsWords';

/** Said of a neighbour of whom nothing better is: it may do worse, which is said of nobody. */
export const nothingBetter = 'nothing better beyond chance';

/** What a neighbour does better, without the year that the heading of the column says. */
export function betterThings({ better }: Pick<Neighbour, 'better'>, year: string | null): string[] {
  const end = `, ${year ?? ''}`;
  return better.map((one) =>
    betterWords(one.measure.endsWith(end) ? { ...one, measure: one.measure.slice(0, -end.length) } : one),
  );
}

/** The year that everything better is of; null where nothing is, or years differ. */
export function yearOfAll(
  neighbours: readonly Pick<Neighbour, 'better'>[],
  year: string | null,
): string | null {
  const measures = neighbours.flatMap(({ better }) => better.map(({ measure }) => measure));
  return year !== null && measures.length > 0 && measures.every((one) => one.endsWith(`, ${year}`))
    ? year
    : null;
}
