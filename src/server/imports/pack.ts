import { presentLetter } from '#contract/importCodes';
import type { Comparison, StoredReport } from '#contract/importStorings';
import { companions, type Beside, type Brought, type BroughtMeasure } from '../schools/brought.ts';
import type { Known } from '../schools/index.ts';
import { clashes, comparePlan, withoutUnknown, type UnknownSchools } from './compare.ts';
import type { ImportPlan, PlannedMeasure } from './rules/plan.ts';
import type { Table } from './rules/table.ts';

/** What the thread hands over for storing: rows as the database reads them, so that only text crosses. */
export interface Packed {
  faults: string[];
  /** Rows of the file that are refused. */
  refused: number;
  /** What people are told afterwards, but for what only the database knows. */
  report: Omit<StoredReport, 'links'>;
  brought: Brought;
}

/** A column of a stored row: values, and a letter for each. */
interface Slot {
  values: Float64Array;
  missing: string;
}

export function packPlan(
  table: Table,
  whole: ImportPlan,
  known: Known,
  wanted: UnknownSchools | null,
): Packed {
  const { plan, unknown, leftOut } = withoutUnknown(whole, known, wanted);
  const refused = new Set(plan.refusals.map((refusal) => refusal.row)).size;
  const schools = { new: 0, known: 0, changed: 0, unknown, leftOut };
  return {
    faults: [...plan.faults, ...clashes(plan, known)],
    refused,
    report: { schools, refused, ...countsOf(plan, comparePlan(plan, known).measures) },
    brought: broughtBy(table, plan),
  };
}

function countsOf(plan: ImportPlan, compared: readonly (Comparison | null)[]) {
  const total: Comparison = { added: 0, changed: 0, removed: 0, same: 0 };
  for (const one of compared) {
    if (one === null) continue;
    for (const key of Object.keys(total) as (keyof Comparison)[]) total[key] += one[key];
  }
  let values = 0;
  for (const { missing } of plan.measures) {
    for (let row = 0; row < missing.length; row++) if (missing.charCodeAt(row) === present) values++;
  }
  return {
    measures: plan.measures.length,
    known: compared.filter((one) => one !== null).length,
    values,
    missing: plan.measures.length * plan.schools.length - values,
    compared: total,
    lines: plan.aggregates.length,
  };
}

function broughtBy(table: Table, plan: ImportPlan): Brought {
  const slots: Slot[] = plan.measures.map(({ values, missing }) => ({ values, missing }));
  const measures = plan.measures.map((measure, i) => placed(measure, i + 1, slots));
  return {
    schools: plan.schools,
    groups: plan.groups,
    measures,
    rows: {
      file: Array.from(plan.keptRows, (row) => table.rowNumbers[row] ?? 0),
      values: arrayTexts(slots, plan.schools.length),
      missing: letterTexts(slots, plan.schools.length),
    },
    lines: plan.aggregates.map(({ level, code, label, row, values, missing }) => {
      const beside = slots.length - values.length;
      return {
        level,
        code,
        label,
        row,
        values: `{${[...Array.from(values, String), ...Array<string>(beside).fill('NaN')].join(',')}}`,
        missing: missing + ' '.repeat(beside),
      };
    }),
  };
}

/** The columns that belong to a measure stand behind all measures. */
function placed(measure: PlannedMeasure, column: number, slots: Slot[]): BroughtMeasure {
  const { label, kind, highMeans, period, unit, pupilGroup, levels } = measure;
  const beside: Beside = {};
  for (const companion of companions) {
    const values = measure[companion];
    if (values === null) continue;
    const missing = Array.from(values, (value) => (Number.isNaN(value) ? 'x' : presentLetter)).join('');
    slots.push({ values, missing });
    beside[companion] = slots.length;
  }
  return { label, kind, highMeans, period, unit, pupilGroup, levels, column, beside };
}

/**
 * `{71,NaN,3.5}` for each row: numbers as JavaScript writes them are read back as the same numbers. Tables repeat a few
 * numbers over and over, and to look one up is several times as fast as to write it anew.
 */
function arrayTexts(slots: readonly Slot[], rows: number): string[] {
  const written = new Map<number, string>();
  const figures = Array<string>(slots.length);
  return Array.from({ length: rows }, (_, row) => {
    for (const [i, { values }] of slots.entries()) {
      const value = values[row] ?? NaN;
      let figure = written.get(value);
      if (figure === undefined) {
        figure = String(value);
        if (written.size < mostWritten) written.set(value, figure);
      }
      figures[i] = figure;
    }
    return `{${figures.join(',')}}`;
  });
}

const mostWritten = 100_000;
const present = presentLetter.charCodeAt(0);
const ascii = new TextDecoder('latin1');

function letterTexts(slots: readonly Slot[], rows: number): string[] {
  const letters = new Uint8Array(slots.length);
  return Array.from({ length: rows }, (_, row) => {
    for (const [i, { missing }] of slots.entries()) letters[i] = missing.charCodeAt(row);
    return ascii.decode(letters);
  });
}
