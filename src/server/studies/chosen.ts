import type { Study, StudySchool } from '#contract/studies';

type Ordered = Pick<StudySchool, 'school' | 'group' | 'kind' | 'place' | 'pair' | 'declined'>;

/**
 * The schools that are in a study now: of each order the first so many that did not decline. Of a pair in which one
 * declined neither is in it, and the next pair takes their place. Nobody skips one.
 */
export function chosenOf(
  schools: readonly Ordered[],
  { design, perGroup }: Pick<Study, 'design' | 'perGroup'>,
): Set<string> {
  const ordered = schools.filter(({ place }) => place !== null);
  const orders = Map.groupBy(ordered, ({ group, kind }) =>
    design === 'each kind' ? `${group}: ${kind}` : group,
  );
  const chosen = new Set<string>();
  for (const order of orders.values()) {
    const units = Map.groupBy(order, ({ place, pair }) => pair ?? place ?? 0);
    const standing = [...units]
      .toSorted(([one], [other]) => one - other)
      .filter(([, unit]) => unit.every(({ declined }) => declined === null));
    for (const [, unit] of standing.slice(0, perGroup)) for (const { school } of unit) chosen.add(school);
  }
  return chosen;
}

/** A … Z, AA …: so that a school can be spoken of without its name. */
export function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : `${letterOf(Math.floor(place / 26) - 1)}${last}`;
}
