import type { FileLayout, LayoutId } from '#contract/importCodes';
import type { ColumnRole, FileColumn, Mapping } from '#contract/imports';
import { columnFacts, type ColumnFacts } from './columnFacts.ts';
import { guessColumns, guessRest, notNumbers, type Guess } from './guess.ts';
import type { KnownColumn } from './layouts/layout.ts';
import { layoutOf } from './layouts/layoutOf.ts';
import { meaningReader } from './planRows.ts';
import { cellOf, type Table } from './table.ts';
import { tellApart } from './tellApart.ts';

interface Recognition extends Guess {
  offer: ColumnRole | null;
}

/** What kind of file this is (or is said to be), and what each column becomes, with the reason. A person has the last word. */
export function recognise(
  table: Table,
  fileName: string,
  wanted: LayoutId | null = null,
): { layout: FileLayout; columns: FileColumn[] } {
  const facts = columnFacts(table);
  const { shown, columns } = layoutOf(table, fileName, wanted);
  const found: Recognition[] =
    columns === null
      ? guessColumns(facts).map((guess) => ({ ...guess, offer: null }))
      : facts.map((fact, i) => known(fact, columns[i] ?? null, shown.title));
  tellApart(
    table.headers,
    found.map(({ offer, suggestion }) => offer ?? suggestion),
  );
  const schools = firstSchools(
    table,
    found.map(({ suggestion }) => suggestion),
  );
  return {
    layout: shown,
    columns: facts.map(({ header, samples, filled, numeric, distinct }, i) => {
      const { suggestion, offer, reason, sure } = found[i] ?? unknown;
      const told = schools.map((row) => cellOf(table, row, i));
      return {
        header,
        samples,
        firstSchools: told,
        filled,
        numeric,
        distinct,
        suggestion,
        offer,
        reason,
        sure,
      };
    }),
  };
}

/** As many as a person steps through to see what a column holds. */
const schoolsShown = 9;

/** Places of the first rows that are schools and no lines of totals. */
function firstSchools(table: Table, mapping: Mapping): number[] {
  const meaningOf = meaningReader(table, mapping);
  const rows: number[] = [];
  for (let row = 0; row < table.rows.length && rows.length < schoolsShown; row++) {
    if (meaningOf(row) === 'school') rows.push(row);
  }
  return rows;
}

const unknown: Recognition = {
  suggestion: { becomes: 'ignored' },
  offer: null,
  reason: 'Nothing is known about it',
  sure: true,
};

/** A column of a file of a known kind: what that kind says, unless the cells say otherwise. */
function known(facts: ColumnFacts, column: KnownColumn | null, title: string): Recognition {
  if (column === null) {
    const { suggestion } = guessRest(facts);
    return {
      ...unknown,
      offer: suggestion.becomes === 'ignored' ? null : suggestion,
      reason: 'Not known in this kind of file',
    };
  }
  const { role, taken, ask } = column;
  if (role.becomes === 'ignored') return { ...unknown, reason: `Known in ${title}; nothing of it is kept` };
  if (!taken || facts.filled === 0) {
    const reason =
      facts.filled === 0 ? 'Empty in every row' : `Known in ${title}; left out unless you take it`;
    return { ...unknown, offer: role, reason };
  }
  const whole = { suggestion: role, offer: role };
  if (role.becomes === 'measure' && role.levels === null && facts.numeric + facts.coded < facts.filled) {
    // The name is known, so slips are slips until they are the half of it.
    return facts.numeric > 0.5 * (facts.filled - facts.coded)
      ? { ...whole, reason: `${notNumbers(facts)}; such rows are refused`, sure: false }
      : { ...unknown, offer: role, reason: notNumbers(facts), sure: false };
  }
  return { ...whole, reason: ask ?? `Known in ${title}`, sure: ask === undefined };
}
