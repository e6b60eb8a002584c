import type { SchoolFact, SchoolFacts } from '#contract/importCodes';
import type { Mapping, RowMeaning } from '#contract/imports';
import { readDate } from './dates.ts';
import { columnsOf, type PlannedSchool } from './plan.ts';
import type { Refused } from './refused.ts';
import { cellOf, isWithout, oneLine, type Table } from './table.ts';
import { letterForZero } from './values.ts';

/** What each row of the table is. */
export interface Rows {
  /** Null where the row is refused because its kind is not known. */
  meanings: (RowMeaning | null)[];
  /** Null where a row is no school, or repeats one. */
  schools: (PlannedSchool | null)[];
  /** Indexes of rows that are cell by cell the same as an earlier one. */
  repeated: { row: number; first: number }[];
}

/** Rows that are no school of their own: lines of totals, and a school that stands in the file twice. */
export const identityRules = {
  noReference: 'No reference',
  noName: 'No name',
  repeated: 'The same reference as an earlier row, with other values',
} as const;

export const longest = { reference: 100, name: 300, group: 200 };
export const tooLong = (most: number) => `Longer than ${most} characters`;

export function readRows(table: Table, mapping: Mapping, refused: Refused): Rows {
  refuseLongRows(table, refused);
  for (const { row, column, rule, reason } of table.troubles) refused.add(row, column, rule, reason);
  const meanings = meaningsOf(table, mapping, refused);
  const repeated: Rows['repeated'] = [];
  const first = new Map<string, number>();
  const read = readerOf(table, mapping, refused);
  const schools = table.rows.map((cells, row) => {
    if (meanings[row] !== 'school') return null;
    const reference = read.reference(row);
    const earlier = first.get(reference);
    if (reference === '' || earlier === undefined) {
      first.set(reference, row);
    } else if (isSameRow(cells, table.rows[earlier] ?? [])) {
      repeated.push({ row, first: earlier });
      return null;
    } else {
      const reason = `The same reference as row ${table.rowNumbers[earlier] ?? 0}, with other values`;
      refused.add(row, read.firstReference, identityRules.repeated, reason);
    }
    return { reference, name: read.name(row), facts: read.facts(row) };
  });
  return { meanings, schools, repeated };
}

/** One cell too many means that every cell after some place stands in the wrong column. */
function refuseLongRows(table: Table, refused: Refused): void {
  const width = table.headers.length;
  for (const [row, cells] of table.rows.entries()) {
    if (cells.length <= width) continue;
    const reason = `The row has ${cells.length} cells, the header ${width}, so cells stand in the wrong columns`;
    refused.add(row, null, 'The row has more cells than the header', reason);
  }
}

/** England's tables write NAT where a line is of the whole country. */
const national = new Set(['NAT', 'NATIONAL', 'ENGLAND']);

function meaningsOf(table: Table, mapping: Mapping, refused: Refused): Rows['meanings'] {
  const [kind] = columnsOf(mapping, 'rowKind');
  const known = kind?.role.kinds.map(({ value }) => value).join(', ') ?? '';
  const meaningOf = meaningReader(table, mapping);
  return table.rows.map((_, row) => {
    const meaning = meaningOf(row);
    if (meaning !== null) return meaning;
    refused.add(
      row,
      kind?.column ?? 0,
      'Not a kind of row that is known',
      `Not a kind of row that is known: ${known}`,
    );
    return null;
  });
}

/** What a row is about, by its place; null where the mapping does not know its kind. */
export function meaningReader(table: Table, mapping: Mapping): (row: number) => RowMeaning | null {
  const [kind] = columnsOf(mapping, 'rowKind');
  if (kind !== undefined) {
    const meanings = new Map(kind.role.kinds.map(({ value, means }) => [value, means]));
    return (row) => meanings.get(cellOf(table, row, kind.column)) ?? null;
  }
  const columns = mapping.flatMap((role, column) =>
    role.becomes === 'reference' || (role.becomes === 'fact' && role.fact === 'authority code')
      ? [column]
      : [],
  );
  return (row) =>
    columns.some((column) => national.has(cellOf(table, row, column))) ? 'national' : 'school';
}

export function isSameRow(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((cell, i) => cell.trim() === (other[i] ?? '').trim());
}

function readerOf(table: Table, mapping: Mapping, refused: Refused) {
  const references = columnsOf(mapping, 'reference').map(({ column }) => column);
  const firstReference = references[0] ?? 0;
  const numbered = references.filter((column) => isNumbered(table, column));
  const name = columnsOf(mapping, 'name')[0]?.column;
  const facts = columnsOf(mapping, 'fact');
  return {
    firstReference,
    reference(row: number): string {
      const parts = references.map((column) => cellOf(table, row, column));
      const blank = parts.indexOf('');
      if (blank >= 0) {
        refused.add(row, references[blank] ?? 0, identityRules.noReference);
        return '';
      }
      for (const column of numbered)
        if (isSlip(cellOf(table, row, column))) refused.add(row, column, letterForZero);
      const reference = parts.join('-');
      if (reference.length > longest.reference) refused.add(row, firstReference, tooLong(longest.reference));
      return reference;
    },
    name(row: number): string | null {
      if (name === undefined) return null;
      const text = oneLine(cellOf(table, row, name));
      if (text === '') refused.add(row, name, identityRules.noName);
      if (text.length > longest.name) refused.add(row, name, tooLong(longest.name));
      return text;
    },
    facts(row: number): SchoolFacts {
      const found: SchoolFacts = {};
      for (const { role, column } of facts) {
        const text = oneLine(cellOf(table, row, column));
        const read = readFact(role.fact, role.words?.[text] ?? text);
        if (typeof read === 'object') refused.add(row, column, read.fault);
        else if (read !== '') found[role.fact] = read;
      }
      return found;
    },
  };
}

/** Whether the references of a column are numbers, but for a few that may be slips. */
function isNumbered(table: Table, column: number): boolean {
  const cells = table.rows.map((_, row) => cellOf(table, row, column)).filter((cell) => cell !== '');
  return cells.filter((cell) => /^\d+$/.test(cell)).length * 10 > cells.length * 9;
}

/** With a letter O among the digits: stored, it would be a school of its own beside the one that is meant. */
const isSlip = (cell: string) => /^[\dOo]*\d[\dOo]*$/.test(cell) && /[Oo]/.test(cell);

const dates = new Set<SchoolFact>(['opened', 'closed', 'successor date']);
const links = new Set<SchoolFact>(['successor', 'predecessor']);

/** As it is kept; empty where there is none. */
function readFact(fact: SchoolFact, text: string): string | { fault: string } {
  if (isWithout(text)) return '';
  if (text.length > longest.group) return { fault: tooLong(longest.group) };
  // England's tables write 0 where no academy has taken the place of the school.
  if (links.has(fact)) return text === '0' ? '' : text;
  if (!dates.has(fact)) return text;
  return readDate(text) ?? { fault: 'Not a date' };
}
