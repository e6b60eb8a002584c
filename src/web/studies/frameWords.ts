import type { Study } from '#contract/studies';
import { count, counted, listed } from '#contract/words';

type Framed = Pick<Study, 'design'> & {
  found: Pick<Study['found'], 'grouping' | 'groups'>;
  schools: readonly Pick<Study['schools'][number], 'group' | 'leftOut'>[];
};

/** Which schools could be drawn: those of the two kinds, without those that were left out by hand before the draw. */
export function frameWords(study: Framed): string {
  const { design, found, schools } = study;
  const numbers = found.groups.map(({ name, found: of }) => {
    const without = schools.filter(({ group, leftOut }) => leftOut !== null && group === name).length;
    return of.resilient + of.struggling - without;
  });
  const leftOut = schools.filter((one) => one.leftOut !== null).length;
  const alone = found.groups.reduce((sum, { unmatched }) => sum + unmatched, 0);
  const frame = counted(
    numbers.reduce((sum, one) => sum + one, 0),
    'school',
  );
  return [
    `${frame} of the two kinds${spread(found, numbers)}.`,
    ...(design === 'matched pairs' && alone > 0
      ? [`Of these ${count(alone)} had no partner and could not be drawn.`]
      : []),
    ...(leftOut > 0 ? [`${counted(leftOut, 'more was', 'more were')} left out before the draw.`] : []),
  ].join(' ');
}

function spread({ grouping, groups }: Framed['found'], numbers: readonly number[]): string {
  if (grouping === null || groups.length > 6) return '';
  return `; in ${listed(groups.map(({ name }) => name))} ${listed(numbers.map(count))}`;
}
