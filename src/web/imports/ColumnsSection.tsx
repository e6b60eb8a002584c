import { useState, type ReactNode } from 'react';
import type { FileColumn } from '#contract/imports';
import { count } from '#contract/words';
import { ColumnRow, width } from './ColumnRow.tsx';
import { PeriodOfMeasures } from './PeriodOfMeasures.tsx';
import type { Section } from './roles.ts';
import { unrecognisedWords } from './sentences.ts';
import type { Mapped } from './useMapping.ts';

interface ColumnsSectionProps {
  section: Section;
  /** Places of its columns in the file. */
  places: readonly number[];
  columns: readonly FileColumn[];
  mapped: Mapped;
  /** Nothing can be changed any more. */
  locked: boolean;
  period: string | null;
  /** The first and the one after the last of the schools whose values are shown. */
  schools: { from: number; to: number };
  editing: number | null;
  onEdit: (column: number | null) => void;
  onLeaveOut: (columns: readonly number[]) => void;
}

const titles: Record<Section, string> = {
  identity: 'Identity',
  groups: 'Groups',
  measures: 'Measures',
  unrecognised: 'Not recognised',
  rest: 'Left out',
};

/** Of columns that are not recognised so many are shown at first: hundreds of them are no questions to be answered. */
const firstOnes = 6;

/** Columns that become the same sort of thing, under a heading. */
export function ColumnsSection(props: ColumnsSectionProps) {
  const { section, places, columns, mapped, locked, period, schools, editing, onEdit } = props;
  const { mapping, open, change } = mapped;
  const [find, setFind] = useState('');
  const [all, setAll] = useState(section !== 'unrecognised');
  const found = places.filter((i) => fits(find, columns[i]));
  const shown = all || find.trim() !== '' ? found : found.slice(0, firstOnes);
  const left = found.length - shown.length;
  return (
    <tbody>
      <tr className="heading">
        <th scope="rowgroup" colSpan={width}>
          {titles[section]} <About {...props} />
          {(section === 'rest' || (section === 'unrecognised' && places.length > firstOnes)) && (
            <Find value={find} onChange={setFind} />
          )}
        </th>
      </tr>
      {shown.map((i) => {
        const [column, role] = [columns[i], mapping[i]];
        if (column === undefined || role === undefined) return null;
        return (
          <ColumnRow
            key={i}
            place={i}
            column={column}
            role={role}
            period={period}
            open={open.has(i)}
            locked={locked}
            from={schools.from}
            to={schools.to}
            editing={editing === i}
            onEdit={onEdit}
            onChange={change}
          />
        );
      })}
      {left > 0 && (
        <tr className="rest-of">
          <td colSpan={width}>
            {count(left)} more like these.{' '}
            <button type="button" className="linkish" onClick={() => setAll(true)}>
              Show them all
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** What stands beside the heading. */
function About(props: ColumnsSectionProps): ReactNode {
  const { section, places, mapped, locked, period, onLeaveOut } = props;
  const { mapping, open, changePeriod } = mapped;
  switch (section) {
    case 'identity':
      return <span>who the school is</span>;
    case 'groups':
      return <span>whom it is compared with</span>;
    case 'measures':
      return <PeriodOfMeasures mapping={mapping} period={period} locked={locked} onChange={changePeriod} />;
    case 'rest':
      return <span>{locked ? 'not stored' : 'not stored unless you take them'}</span>;
    case 'unrecognised': {
      const left = places.filter((i) => open.has(i));
      return (
        <>
          <span>{unrecognisedWords(mapping)}</span>
          {left.length > 0 && (
            <button type="button" className="btn line small" onClick={() => onLeaveOut(left)}>
              {left.length === 1 ? 'Leave it out' : `Leave out all ${count(left.length)}`}
            </button>
          )}
        </>
      );
    }
  }
}

function fits(find: string, column: FileColumn | undefined): boolean {
  if (column === undefined) return false;
  const wanted = find.trim().toLowerCase();
  const { header, offer } = column;
  const label = offer !== null && 'label' in offer ? offer.label : '';
  return wanted === '' || header.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted);
}

function Find({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <input
      className="input low no-print"
      type="search"
      aria-label="Find a column by its heading or label"
      placeholder="Find a column"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
