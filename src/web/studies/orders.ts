import type { Study, StudySchool } from '#contract/studies';

export interface Order {
  /** The group, and the kind where each has an order of its own. */
  title: string;
  /** One school, or the two of a pair, that stand in together; the next first. */
  waiting: StudySchool[][];
}

/** Who stands in for whom, by order of drawing. */
export function ordersOf({ schools, design }: Pick<Study, 'schools' | 'design'>): Order[] {
  const orders = new Map<string, Map<number, StudySchool[]>>();
  for (const school of schools) {
    const { group, kind, place, pair, chosen } = school;
    if (place === null) continue;
    const title = design === 'each kind' ? [group, kind].filter((word) => word !== '').join(', ') : group;
    const units = orders.get(title) ?? new Map<number, StudySchool[]>();
    orders.set(title, units);
    if (chosen) continue;
    const unit = pair ?? place;
    units.set(unit, [...(units.get(unit) ?? []), school]);
  }
  return [...orders].map(([title, units]) => ({
    title,
    // A pair in which one declined does not wait any more.
    waiting: [...units.values()].filter((unit) => unit.every(({ declined }) => declined === null)),
  }));
}
