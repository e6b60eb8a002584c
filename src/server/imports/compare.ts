import { presentLetter } from '#contract/importCodes';
import type { DryRunReport } from '#contract/imports';
import type { Comparison } from '#contract/importStorings';
import { measureTitle } from '#contract/schools';
import { groupingKey, identityChange, measureKey, otherLabelFault, type Known } from '../schools/index.ts';
import type { ImportPlan, PlannedMeasure } from './rules/plan.ts';
import { reportOf } from './rules/report.ts';

/** What becomes of schools that a file without names brings and that are not here yet. */
export type UnknownSchools = 'leave out' | 'add';

/** Without being told otherwise: where there are schools already, a number without a name is not one of them. */
function whatToDoWithUnknown(wanted: UnknownSchools | null, here: number): UnknownSchools {
  return wanted ?? (here === 0 ? 'add' : 'leave out');
}

/** The plan without the schools that are not here and have no name; and how many those are. */
export function withoutUnknown(
  plan: ImportPlan,
  known: Known,
  wanted: UnknownSchools | null,
): { plan: ImportPlan; unknown: number; leftOut: number } {
  const isUnknown = plan.schools.map(({ name, reference }) => name === null && !known.schools.has(reference));
  const unknown = isUnknown.filter(Boolean).length;
  if (unknown === 0 || whatToDoWithUnknown(wanted, known.schools.size) === 'add') {
    return { plan, unknown, leftOut: 0 };
  }
  const kept = isUnknown.flatMap((left, row) => (left ? [] : [row]));
  return { plan: rowsOf(plan, kept), unknown, leftOut: unknown };
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
