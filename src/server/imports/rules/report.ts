import { presentLetter, reasonOf, type MissingReason } from '#contract/importCodes';
import type { DryRunReport, Refusal } from '#contract/imports';
import { csvText } from './csvOut.ts';
import type { ImportPlan, PlannedMeasure, PlannedRefusal } from './plan.ts';
import type { Table } from './table.ts';

const refusalsShown = 50;

/** What a file would become, whatever is here already. */
export interface FileReport extends Omit<DryRunReport, 'schools' | 'measures'> {
  measures: Omit<DryRunReport['measures'][number], 'compared'>[];
}

/** A plan in numbers, as people see it before anything is stored. */
export function reportOf(plan: ImportPlan): FileReport {
  const refused = new Set(plan.refusals.map((refusal) => refusal.row)).size;
  return {
    rows: plan.rows,
    aggregates: plan.aggregates.map(({ level, code, label, row }) => ({ level, code, label, row })),
    repeated: plan.repeated.length,
    groups: plan.groups.map((group) => ({
      label: group.label,
      distinct: new Set(group.values.filter((value) => value !== null)).size,
    })),
    measures: plan.measures.map(measureReport),
    missing: plan.missing(plan.keptRows),
    refused,
    refusals: plan.refusals.slice(0, refusalsShown).map(toRefusal),
    reasons: reasonsOf(plan.refusals),
    faults: plan.faults,
  };
}

/** The refused rows as they stand in the file, each with its row, columns and reasons, to be mended and brought again. */
export function refusedCsv(table: Table, plan: ImportPlan): string {
  const byRow = new Map<number, PlannedRefusal[]>();
  for (const refusal of plan.refusals) byRow.set(refusal.row, [...(byRow.get(refusal.row) ?? []), refusal]);
  const widest = table.rows.reduce((most, row) => Math.max(most, row.length), table.headers.length);
  const header = [...table.headers];
  for (let i = header.length; i < widest; i++) header.push(freeName(header, `cell ${i + 1}`));
  for (const name of ['row', 'column', 'reason']) header.push(freeName(header, name));
  const lines = table.rows.flatMap((row, i) => {
    const number = table.rowNumbers[i] ?? 0;
    const refusals = byRow.get(number);
    if (refusals === undefined) return [];
    const columns = new Set(refusals.flatMap((refusal) => refusal.column ?? []));
    const reasons = refusals.map((refusal) => refusal.reason);
    return [
      [
        ...row,
        ...Array<string>(widest - row.length).fill(''),
        number,
        [...columns].join('; '),
        reasons.join('; '),
      ],
    ];
  });
  return csvText([header, ...lines]);
}

/** A heading that the file has not: without one of its own for each column, the rows could not be brought again. */
function freeName(taken: readonly string[], name: string): string {
  const has = new Set(taken.map((one) => one.trim().toLowerCase()));
  let free = name;
  for (let n = 2; has.has(free); n++) free = `${name} ${n}`;
  return free;
}

function measureReport(measure: PlannedMeasure): FileReport['measures'][number] {
  const counts = new Map<string, number>();
  for (const letter of measure.missing) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const values = counts.get(presentLetter) ?? 0;
  const missing = [...counts]
    .flatMap(([letter, count]) => entry(reasonOf(letter), count))
    .sort((a, b) => b.count - a.count);
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const value of measure.values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const { label, period, pupilGroup } = measure;
  return {
    label,
    pupilGroup,
    period,
    values,
    missing,
    minimum: values === 0 ? null : minimum,
    maximum: values === 0 ? null : maximum,
  };
}

function entry(code: MissingReason | null, count: number) {
  return code === null ? [] : [{ code, count }];
}

function reasonsOf(refusals: readonly PlannedRefusal[]): DryRunReport['reasons'] {
  const gathered = new Map<string, DryRunReport['reasons'][number]>();
  for (const { rule, row, column, value } of refusals) {
    const key = JSON.stringify([rule, column]);
    const reason = gathered.get(key) ?? { reason: rule, row, column, value, count: 0 };
    reason.count++;
    gathered.set(key, reason);
  }
  return [...gathered.values()].sort((a, b) => b.count - a.count);
}

function toRefusal({ row, column, value, reason }: PlannedRefusal): Refusal {
  return { row, column, value, reason };
}
