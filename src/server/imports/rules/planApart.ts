import { presentLetter, reasonOf, type MissingReason } from '#contract/importCodes';
import type { Mapping } from '#contract/imports';
import { columnsOf, type PlannedAggregate } from './plan.ts';
import type { ReadMeasure } from './planMeasures.ts';
import { isSameRow, type Rows } from './planRows.ts';
import type { Refused } from './refused.ts';
import { cellOf, oneLine, type Table } from './table.ts';

export interface MissingCount {
  written: string;
  code: MissingReason;
  count: number;
}

/**
 * Lines of totals, with their values of every measure. Each is told from the others by its level and codes: one that says
 * the same as an earlier line counts once, one that says something else is refused, because nobody could tell which holds.
 */
export function readAggregates(
  table: Table,
  mapping: Mapping,
  rows: Rows,
  measures: readonly ReadMeasure[],
  refused: Refused,
): PlannedAggregate[] {
  const call = namesOf(table, mapping);
  const [kind] = columnsOf(mapping, 'rowKind');
  const first = new Map<string, number>();
  return rows.meanings.flatMap((level, row) => {
    if (level === null || level === 'school' || refused.has(row)) return [];
    const named = call(row, level);
    const name = JSON.stringify([level, named.code]);
    const earlier = first.get(name);
    if (earlier !== undefined) {
      if (isSameRow(table.rows[row] ?? [], table.rows[earlier] ?? []))
        rows.repeated.push({ row, first: earlier });
      else refused.add(row, kind?.column ?? null, sameLine, sameLineAs(table.rowNumbers[earlier] ?? 0));
      return [];
    }
    first.set(name, row);
    return [
      {
        level,
        ...named,
        row: table.rowNumbers[row] ?? 0,
        values: Float64Array.from(measures, ({ values }) => values[row] ?? NaN),
        missing: measures.map(({ letters }) => String.fromCharCode(letters[row] ?? 0)).join(''),
      },
    ];
  });
}

const sameLine = 'The same line of totals as an earlier row, with other values';
const sameLineAs = (row: number) =>
  `A line of totals with the same codes as row ${String(row)}, with other values: nothing tells which of them holds`;

/** By the columns of identity: the code by which the file tells the line from others, and the words for it. */
function namesOf(table: Table, mapping: Mapping) {
  const fact = (wanted: string) =>
    columnsOf(mapping, 'fact').find(({ role }) => role.fact === wanted)?.column;
  const text = (row: number, column: number | undefined) =>
    column === undefined ? '' : oneLine(cellOf(table, row, column));
  const [kind] = columnsOf(mapping, 'rowKind');
  const kinds = new Map(kind?.role.kinds.map(({ value, group }) => [value, group]));
  const name = columnsOf(mapping, 'name')[0]?.column;
  const identity = columnsOf(mapping, 'reference').map(({ column }) => column);
  const authority = fact('authority code');
  const establishment = fact('establishment number');
  const type = fact('type');
  return (row: number, level: PlannedAggregate['level']): { code: string; label: string } => {
    const kindOf = text(row, kind?.column);
    // Long files give a line of totals for every type of school.
    const typeOf = establishment === undefined ? text(row, type) : '';
    const named = [text(row, name) || text(row, fact('authority name')), typeOf].filter((one) => one !== '');
    const parts = [...identity, authority, establishment].map((column) => text(row, column));
    const codes =
      level === 'authority' && text(row, authority) !== '' ? [text(row, authority)] : [kindOf, ...parts];
    const words =
      kinds.get(kindOf) || text(row, type) || totalsOf[text(row, establishment)] || levelWords[level];
    return {
      code: [...new Set([...codes, typeOf])].filter((one) => one !== '').join(' '),
      label: named.join(', ') || (level === 'authority' ? `Authority ${text(row, authority)}` : words),
    };
  };
}

/** In place of a number of an establishment, England's lines of totals name the schools they are of. */
const totalsOf: Record<string, string> = {
  PRI: 'State-funded primary',
  SEC: 'State-funded secondary',
  SPE: 'State-funded special school',
};

const levelWords = {
  authority: 'An authority',
  national: 'The whole country',
  other: 'Other line of totals',
};

/** What the file writes where the kept schools have no value, most frequent first. */
export function missingAsWritten(
  table: Table,
  measures: readonly ReadMeasure[],
  kept: Int32Array,
): MissingCount[] {
  const present = presentLetter.charCodeAt(0);
  const counts = new Map<string, MissingCount>();
  for (const { column, letters } of measures) {
    for (const row of kept) {
      const letter = letters[row] ?? present;
      if (letter === present) continue;
      const code = reasonOf(String.fromCharCode(letter));
      if (code === null) continue;
      const written = cellOf(table, row, column);
      const found = counts.get(written);
      if (found === undefined) counts.set(written, { written, code, count: 1 });
      else found.count++;
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
