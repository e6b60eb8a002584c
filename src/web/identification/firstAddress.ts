import type { Frame } from '#contract/identification';
import type { Address } from './address.ts';

/**
 * Settings whose figure is read at a glance: one group of schools, so that one pair of lines divides the whole of it. Of
 * the grouping with the fewest groups (types of school, regions) the largest group; the usual settings where there is none.
 */
export function firstAddress({ groupings }: Frame): Address {
  const [fewest] = groupings
    .filter(({ groups }) => groups.length > 1)
    .toSorted((a, b) => a.groups.length - b.groups.length);
  if (fewest === undefined) return {};
  const sizes = fewest.groups.map((_, g) => fewest.code.filter((code) => code === g).length);
  const largest = fewest.groups[sizes.indexOf(Math.max(...sizes))];
  return largest === undefined ? {} : { within: fewest.key, only: [largest] };
}
