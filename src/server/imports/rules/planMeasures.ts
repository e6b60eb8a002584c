import { missingReasons, presentLetter, type MissingReason } from '#contract/importCodes';
import type { Mapping, MeasureRole, RowMeaning } from '#contract/imports';
import { columnsOf, type PlannedMeasure } from './plan.ts';
import type { Refused } from './refused.ts';
import type { Table } from './table.ts';
import { checkOf, type UnitCheck } from './unitLimits.ts';
import { levelReader, parseValue, type Value } from './values.ts';

const companionNames = ['numerator', 'denominator', 'lower', 'upper'] as const;
type Companion = (typeof companionNames)[number];

const present = presentLetter.charCodeAt(0);
const letters = Object.fromEntries(
  Object.entries(missingReasons).map(([reason, { letter }]) => [reason, letter.charCodeAt(0)]),
) as Record<MissingReason, number>;

/** A measure with a value or a letter for every row of the table. */
export class ReadMeasure {
  readonly column: number;
  readonly values: Float64Array;
  readonly letters: Uint8Array;
  readonly companions: Partial<Record<Companion, { column: number; values: Float64Array }>> = {};
  readonly #role: MeasureRole;
  readonly #read: (cell: string) => Value;
  readonly #check: UnitCheck;

  constructor(role: MeasureRole, column: number, table: Table) {
    const rows = table.rows.length;
    this.column = column;
    this.values = new Float64Array(rows).fill(NaN);
    this.letters = new Uint8Array(rows).fill(present);
    this.#role = role;
    const { levels, unit } = role;
    this.#check = checkOf(unit);
    this.#read =
      levels === null ? (cell) => parseValue(cell, table.decimal) : levelReader(levels, table.decimal);
    for (const name of companionNames) {
      const header = role[name];
      const at = header === null ? -1 : table.headers.indexOf(header);
      if (at >= 0) this.companions[name] = { column: at, values: new Float64Array(rows).fill(NaN) };
    }
  }

  /** Takes what the row says; answers with the fault where it is neither a code nor a number that can be. */
  take(row: number, cell: string): string | null {
    const parsed = this.#read(cell);
    if ('missing' in parsed) {
      this.letters[row] = letters[parsed.missing];
      return null;
    }
    const fault = 'fault' in parsed ? parsed.fault : this.#check(parsed.value);
    if (fault === null && 'value' in parsed) this.values[row] = parsed.value;
    else this.letters[row] = letters['not-available'];
    return fault;
  }

  pick(rows: Int32Array): PlannedMeasure {
    const { label, kind, highMeans, period, unit, pupilGroup, levels } = this.#role;
    const companion = (name: Companion) => {
      const found = this.companions[name];
      return found === undefined ? null : pickNumbers(found.values, rows);
    };
    return {
      label,
      kind,
      highMeans,
      period: period === '' ? null : period,
      unit: unit === '' ? null : unit,
      pupilGroup,
      levels,
      values: pickNumbers(this.values, rows),
      missing: lettersOf(this.letters, rows),
      numerator: companion('numerator'),
      denominator: companion('denominator'),
      lower: companion('lower'),
      upper: companion('upper'),
    };
  }
}

/** Row by row, because the cells of a row lie together in memory: several times as fast as column by column. */
export function readMeasures(
  table: Table,
  mapping: Mapping,
  meanings: readonly (RowMeaning | null)[],
  refused: Refused,
): ReadMeasure[] {
  const measures = columnsOf(mapping, 'measure').map(
    ({ role, column }) => new ReadMeasure(role, column, table),
  );
  const companions = measures.flatMap((measure) => Object.values(measure.companions));
  for (const [row, cells] of table.rows.entries()) {
    // Of a line of totals what cannot be read is not available; it is never refused.
    const isSchool = meanings[row] === 'school';
    for (const measure of measures) {
      const fault = measure.take(row, cells[measure.column] ?? '');
      if (fault !== null && isSchool) refused.add(row, measure.column, fault);
    }
    for (const { column, values } of companions) {
      const parsed = parseValue(cells[column] ?? '', table.decimal);
      if ('value' in parsed) values[row] = parsed.value;
      else if ('fault' in parsed && isSchool) refused.add(row, column, parsed.fault);
    }
  }
  return measures;
}

function pickNumbers(all: Float64Array, rows: Int32Array): Float64Array {
  if (rows.length === all.length) return all;
  const picked = new Float64Array(rows.length);
  for (const [i, row] of rows.entries()) picked[i] = all[row] ?? NaN;
  return picked;
}

const ascii = new TextDecoder('latin1');

function lettersOf(all: Uint8Array, rows: Int32Array): string {
  return ascii.decode(rows.length === all.length ? all : Uint8Array.from(rows, (row) => all[row] ?? present));
}
