import { presentLetter } from '#contract/importCodes';
import type { DryRunReport } from '#contract/imports';
import type { Comparison } from '#contract/importStorings';
import { measureTitle } from '#contract/schools';
import { identityChange } from '../schools/identityChange.ts';
import type { Known } from '../schools/index.ts';
import { groupingKey, measureKey, otherLabelFault } from '../schools/keys.ts';
import type { ImportPlan, PlannedMeasure, PlannedSchool } from './rules/plan.ts';
import { reportOf } from './rules/report.ts';

/** What becomes of schools that are not here yet and followed none that is. */
export type UnknownSchools = 'leave out' | 'add';

/** The plan without the schools that are to be left out; and how many are not here, and how many of them go. */
export function withoutUnknown(
  plan: ImportPlan,
  known: Known,
  wanted: UnknownSchools | null,
): { plan: ImportPlan; unknown: number; leftOut: number } {
  const isHere = hereOrSuccessor(known);
  const here = plan.schools.map(isHere);
  // Without being told: where there are schools already, a number without a name is not one of them.
  const nameless = (row: number) => known.schools.size > 0 && plan.schools[row]?.name === null;
  const isLeft = (row: number) => !here[row] && (wanted === null ? nameless(row) : wanted === 'leave out');
  const kept = [...plan.schools.keys()].filter((row) => !isLeft(row));
  const unknown = here.filter((one) => !one).length;
  const leftOut = plan.schools.length - kept.length;
  return { plan: leftOut === 0 ? plan : rowsOf(plan, kept), unknown, leftOut };
}

/**
 * Whether a school is here already, or followed one that is or went before it: an academy has another reference than the
 * school that it was, and belongs to the same network. A number without a name is none but itself.
 */
function hereOrSuccessor({ schools }: Known): (school: PlannedSchool) => boolean {
  const numbers = new Set<string>();
  const successors = new Set<string>();
  for (const { authority_code, establishment_number, successor_reference } of schools.values()) {
    if (authority_code && establishment_number) numbers.add(`${authority_code}/${establishment_number}`);
    if (successor_reference) successors.add(successor_reference);
  }
  const follows = ({ reference, facts }: PlannedSchool) =>
    successors.has(reference) ||
    schools.has(facts.predecessor ?? '') ||
    numbers.has(`${facts['authority code'] ?? ''}/${facts['establishment number'] ?? ''}`);
  return (school) => schools.has(school.reference) || (school.name !== null && follows(school));
}

function rowsOf(plan: ImportPlan, rows: readonly number[]): ImportPlan {
  const pick = <T>(all: readonly T[]) => rows.map((row) => all[row] as T);
  const numbers = (all: Float64Array) => Float64Array.from(rows, (row) => all[row] ?? NaN);
  const maybe = (all: Float64Array | null) => (all === null ? null : numbers(all));
  return {
    ...plan,
    keptRows: Int32Array.from(rows, (row) => plan.keptRows[row] ?? 0),
    schools: pick(plan.schools),
    groups: plan.groups.map((group) => ({ ...group, values: pick(group.values) })),
    measures: plan.measures.map((measure) => ({
      ...measure,
      values: numbers(measure.values),
      missing: rows.map((row) => measure.missing[row]).join(''),
      numerator: maybe(measure.numerator),
      denominator: maybe(measure.denominator),
      lower: maybe(measure.lower),
      upper: maybe(measure.upper),
    })),
  };
}

/** Labels that are here already in other words under the same key: each in a sentence. */
export function clashes(plan: ImportPlan, known: Known): string[] {
  const groupings = plan.groups.map(({ label }) =>
    otherLabelFault('grouping', label, known.groupings.get(groupingKey(label))?.label),
  );
  const measures = plan.measures.map((measure) => {
    const before = known.measures.get(keyOf(measure));
    const title = before && measureTitle({ label: before.label, pupilGroup: before.pupil_group });
    return otherLabelFault('measure', measureTitle(measure), title);
  });
  return [...groupings, ...measures].filter((fault) => fault !== null);
}

const keyOf = ({ label, period, pupilGroup }: PlannedMeasure) => measureKey(label, period, pupilGroup);

/** What storing the file would do, beside what is here. */
export function dryRunOf(whole: ImportPlan, known: Known, wanted: UnknownSchools | null): DryRunReport {
  const { plan, unknown, leftOut } = withoutUnknown(whole, known, wanted);
  const { changedSchools: changed, measures } = comparePlan(plan, known);
  const isKnown = plan.schools.filter((school) => known.schools.has(school.reference)).length;
  const report = reportOf(plan);
  return {
    ...report,
    schools: { new: plan.schools.length - isKnown, known: isKnown, changed, unknown, leftOut },
    measures: report.measures.map((measure, i) => ({ ...measure, compared: measures[i] ?? null })),
    faults: [...report.faults, ...clashes(plan, known)],
  };
}

/** What storing the plan would change of what is here; of each measure null where it is new. */
export function comparePlan(
  plan: ImportPlan,
  known: Known,
): { changedSchools: number; measures: (Comparison | null)[] } {
  return { changedSchools: changedSchools(plan, known), measures: compareValues(plan, known) };
}

function changedSchools(plan: ImportPlan, known: Known): number {
  const groups = plan.groups.map(({ label, values }) => ({
    values,
    before: known.groupings.get(groupingKey(label))?.groups,
  }));
  return plan.schools.filter((school, row) => {
    const before = known.schools.get(school.reference);
    if (before === undefined) return false;
    if (identityChange(before, school) !== null) return true;
    return groups.some(
      (group) => (group.before?.get(school.reference) ?? null) !== (group.values[row] ?? null),
    );
  }).length;
}

function compareValues(plan: ImportPlan, known: Known): (Comparison | null)[] {
  const found = plan.measures.map((measure) => {
    const before = known.measures.get(keyOf(measure));
    return before === undefined
      ? null
      : { measure, before, counts: { added: 0, changed: 0, removed: 0, same: 0 } };
  });
  const stored = found.filter((one) => one !== null);
  for (const [dataset, held] of Map.groupBy(stored, ({ before }) => before.dataset_id)) {
    const rows = known.values.get(dataset);
    for (const [row, { reference }] of plan.schools.entries()) {
      const former = rows?.get(reference);
      const figures = former === undefined ? [] : former.values.slice(1, -1).split(',');
      for (const { measure, before, counts } of held) {
        const place = before.column_number - 1;
        const had = former?.missing[place] === presentLetter;
        const has = measure.missing[row] === presentLetter;
        if (had && has) counts[Number(figures[place]) === measure.values[row] ? 'same' : 'changed']++;
        else if (has) counts.added++;
        else if (had) counts.removed++;
      }
    }
  }
  return found.map((one) => one?.counts ?? null);
}
