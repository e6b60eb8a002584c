import { useCallback, useMemo, useState } from 'react';
import type { FileImport, Mapping } from '#contract/imports';
import { count, counted } from '#contract/words';
import { ColumnRow, width } from './ColumnRow.tsx';
import { PeriodOfMeasures } from './PeriodOfMeasures.tsx';
import { commonPeriod, rankOf, sectionOf, type Section } from './roles.ts';
import { keptWords } from './sentences.ts';
import type { Mapped } from './useMapping.ts';

interface ColumnsTableProps {
  file: FileImport;
  mapped: Mapped;
}

const headings: Record<Section, [title: string, about: string]> = {
  identity: ['Identity', 'who the school is'],
  groups: ['Groups', 'whom it is compared with'],
  measures: ['Measures', ''],
  rest: ['Left out', 'not stored unless you take them'],
};

/** One row per column of the file: what it looks like, and what it becomes. */
export function ColumnsTable({ file, mapped }: ColumnsTableProps) {
  const { columns } = file;
  const { mapping, open, change, changePeriod } = mapped;
  const [more, setMore] = useState(false);
  const [editing, setEditing] = useState<number | null>(null);
  const edit = useCallback((column: number | null) => setEditing(column), []);
  const [find, setFind] = useState('');
  // Rows keep their place while they are changed, and are put in order again when more or fewer are shown.
  const [placed, setPlaced] = useState<Mapping>(mapping);
  const sections = useMemo(() => sectionsOf(columns, placed), [columns, placed]);
  const period = useMemo(() => commonPeriod(mapping), [mapping]);
  const taken = mapped.sent.filter((role) => role.becomes !== 'ignored').length;
  const rest = sections.rest.length;
  const show = (wanted: boolean) => {
    setMore(wanted);
    setPlaced(mapping);
    setFind('');
  };
  const shown = (['identity', 'groups', 'measures', ...(more ? (['rest'] as const) : [])] as const).filter(
    (section) => sections[section].length > 0,
  );
  return (
    <section aria-labelledby="columns-title">
      <div className="tabhead">
        <div>
          <h2 id="columns-title">What each column becomes</h2>
          <p className="note">
            {count(taken)} of {counted(columns.length, 'column')} {taken === 1 ? 'is' : 'are'} taken.{' '}
            {file.kept !== null && keptWords(file.kept, file.layout?.period ?? null).join(' ')} Three of its
            values are shown of each.
          </p>
        </div>
        {rest > 0 && (
          <button type="button" className="btn line small" aria-expanded={more} onClick={() => show(!more)}>
            {more ? 'Show fewer columns' : 'Take more columns'}
          </button>
        )}
      </div>
      <table className="table map">
        <thead>
          <tr>
            <th scope="col" className="w-file">
              In the file
            </th>
            <th scope="col" className="w-like">
              Looks like
            </th>
            <th scope="col" className="w-ar">
              <span className="vh">becomes</span>
            </th>
            <th scope="col">Is stored as</th>
            <th scope="col" className="w-of">
              Group
            </th>
            <th scope="col" className="w-way">
              Direction
            </th>
          </tr>
        </thead>
        {shown.map((section) => (
          <tbody key={section}>
            <tr className="heading">
              <th scope="rowgroup" colSpan={width}>
                {headings[section][0]}{' '}
                {section === 'measures' ? (
                  <PeriodOfMeasures mapping={mapping} period={period} onChange={changePeriod} />
                ) : (
                  <span>{headings[section][1]}</span>
                )}
                {section === 'rest' && <Find value={find} onChange={setFind} />}
              </th>
            </tr>
            {sections[section].map((i) => {
              const [column, role] = [columns[i], mapping[i]];
              if (column === undefined || role === undefined) return null;
              if (section === 'rest' && !fits(find, column.header, column.offer)) return null;
              return (
                <ColumnRow
                  key={i}
                  place={i}
                  column={column}
                  role={role}
                  period={period}
                  open={open.has(i)}
                  editing={editing === i}
                  onEdit={edit}
                  onChange={change}
                />
              );
            })}
          </tbody>
        ))}
      </table>
      {!more && rest > 0 && (
        <p className="note under">
          {counted(rest, 'more column is', 'more columns are')} left out.{' '}
          <button type="button" className="linkish" onClick={() => show(true)}>
            Show {rest === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
    </section>
  );
}

function sectionsOf(columns: FileImport['columns'], mapping: Mapping): Record<Section, number[]> {
  const sections: Record<Section, number[]> = { identity: [], groups: [], measures: [], rest: [] };
  for (const [i, column] of columns.entries()) {
    const role = mapping[i];
    if (role !== undefined) sections[sectionOf(role, column)].push(i);
  }
  const rank = (i: number) => rankOf(mapping[i] ?? { becomes: 'ignored' });
  sections.identity.sort((a, b) => rank(a) - rank(b));
  return sections;
}

function fits(find: string, header: string, offer: FileImport['columns'][number]['offer']): boolean {
  const wanted = find.trim().toLowerCase();
  const label = offer !== null && 'label' in offer ? offer.label : '';
  return wanted === '' || header.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted);
}

function Find({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <input
      className="input low"
      type="search"
      aria-label="Find a column by its heading or label"
      placeholder="Find a column"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
