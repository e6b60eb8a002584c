import { useState } from 'react';
import type { ColumnRole, FileColumn, Mapping } from '#contract/imports';
import { count, counted } from '#contract/words';
import { ColumnRow } from './ColumnRow.tsx';
import { sectionOf } from './roles.ts';
import { Scroll } from '../ui/Scroll.tsx';

interface ColumnsTableProps {
  columns: readonly FileColumn[];
  mapping: Mapping;
  /** Columns a person has decided about. */
  decided: ReadonlySet<number>;
  /** Who chose for the last file of this kind; null where nobody did. */
  keptBy: string | null;
  onChange: (column: number, role: ColumnRole) => void;
}

const headings = {
  identity: ['Identity', 'who the school is, and whom it is compared with'],
  measures: ['Measures', 'circumstances and results'],
  rest: ['Left out', 'not stored unless you take them'],
} as const;

/** One row per column of the file: what it looks like, and what it becomes. */
export function ColumnsTable({ columns, mapping, decided, keptBy, onChange }: ColumnsTableProps) {
  const [more, setMore] = useState(false);
  const rest = columns.filter((column) => sectionOf(column) === 'rest').length;
  const sections = (['identity', 'measures', ...(more ? (['rest'] as const) : [])] as const).map(
    (section) => ({
      section,
      rows: columns.flatMap((column, i) => (sectionOf(column) === section ? [i] : [])),
    }),
  );
  const taken = mapping.filter((role) => role.becomes !== 'ignored').length;
  return (
    <section aria-labelledby="columns-title">
      <div className="tabhead">
        <div>
          <h2 id="columns-title">What each column becomes</h2>
          <p className="note">
            {count(taken)} of {counted(columns.length, 'column')} {taken === 1 ? 'is' : 'are'} taken
            {keptBy === null ? '' : `, as ${keptBy} chose for the last file of this kind`}. Three values of
            the file are shown of each.
          </p>
        </div>
        {rest > 0 && (
          <button type="button" className="btn line small" onClick={() => setMore(!more)}>
            {more ? 'Show fewer columns' : 'Take more columns'}
          </button>
        )}
      </div>
      <Scroll label="Columns of the file" className="columns-scroll">
        <table className="table map">
          <thead>
            <tr>
              <th scope="col">In the file</th>
              <th scope="col">Looks like</th>
              <th scope="col">
                <span className="vh">becomes</span>
              </th>
              <th scope="col">Is stored as</th>
            </tr>
          </thead>
          {sections
            .filter(({ rows }) => rows.length > 0)
            .map(({ section, rows }) => (
              <tbody key={section}>
                <tr className="heading">
                  <th scope="rowgroup" colSpan={4}>
                    {headings[section][0]} <span>{headings[section][1]}</span>
                  </th>
                </tr>
                {rows.map((i) => {
                  const [column, role] = [columns[i], mapping[i]];
                  if (column === undefined || role === undefined) return null;
                  return (
                    <ColumnRow
                      key={i}
                      place={i}
                      column={column}
                      role={role}
                      open={!column.sure && !decided.has(i)}
                      onChange={onChange}
                    />
                  );
                })}
              </tbody>
            ))}
        </table>
      </Scroll>
      {!more && rest > 0 && (
        <p className="note under">
          {counted(rest, 'more column')} {rest === 1 ? 'is' : 'are'} left out.{' '}
          <button type="button" className="linkish" onClick={() => setMore(true)}>
            Show {rest === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
    </section>
  );
}
