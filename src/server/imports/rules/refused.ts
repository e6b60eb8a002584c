import { cellOf, type Table } from './table.ts';
import type { PlannedRefusal } from './plan.ts';

/** A row that is wrong throughout is named by its first faults; more would tell nothing. */
const refusalsPerRow = 10;

/** Collects refusals by row, so that they come out in the file's order although columns are read one by one. */
export class Refused {
  readonly #byRow = new Map<number, PlannedRefusal[]>();
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  add(row: number, column: number | null, rule: string, reason = rule): void {
    const reasons = this.#byRow.get(row) ?? [];
    if (reasons.length === refusalsPerRow) return;
    reasons.push({
      row: this.#table.rowNumbers[row] ?? 0,
      column: column === null ? null : (this.#table.headers[column] ?? null),
      value: column === null ? null : cellOf(this.#table, row, column),
      reason,
      rule,
    });
    this.#byRow.set(row, reasons);
  }

  has(row: number): boolean {
    return this.#byRow.has(row);
  }

  inOrder(): PlannedRefusal[] {
    return [...this.#byRow.entries()].sort(([a], [b]) => a - b).flatMap(([, reasons]) => reasons);
  }

  /** The rows that are schools, each once, and not refused. */
  keptRows({ schools }: { schools: readonly unknown[] }): Int32Array {
    const rows: number[] = [];
    for (const [row, school] of schools.entries()) if (school !== null && !this.has(row)) rows.push(row);
    return Int32Array.from(rows);
  }
}
