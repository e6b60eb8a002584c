import { Fragment, memo, type ReactNode } from 'react';
import type { ColumnRole, FileColumn } from '#contract/imports';
import type { HighMeans } from '#contract/measureKinds';
import { Choice } from '../ui/Choice.tsx';
import { ColumnEditor } from './ColumnEditor.tsx';
import { directionChoices } from '#contract/measureChoices';
import { asksDirection, changeBecomes, directionWords, storedWords } from './roles.ts';

/** How many columns the table of columns has. */
export const width = 6;

interface ColumnRowProps {
  place: number;
  column: FileColumn;
  role: ColumnRole;
  /** Of the measures of this file, so that a row says only what differs. */
  period: string | null;
  /** A person should look: the column could be read in more than one way. */
  open: boolean;
  /** Nothing can be changed any more: the row only tells. */
  locked: boolean;
  /** Of the first schools of the file, those whose values are shown. */
  from: number;
  to: number;
  editing: boolean;
  onEdit: (column: number | null) => void;
  onChange: (column: number, role: ColumnRole) => void;
}

/** One column of the file: what it looks like and what it becomes, in words; to change it, the row opens. */
export const ColumnRow = memo(function ColumnRow(props: ColumnRowProps) {
  const { place, column, role, period, open, locked, from, to, onEdit, onChange } = props;
  const editing = props.editing && !locked;
  const left = role.becomes === 'ignored';
  const { label, note } = storedWords(role, period);
  const asks = open && !left;
  const header = column.header === '' ? `(column ${String(place + 1)}, no heading)` : column.header;
  return (
    <>
      <tr className={asks || editing ? 'ask' : undefined}>
        <th scope="row" className="mono">
          {locked ? (
            breakable(header)
          ) : (
            <button
              type="button"
              className="linkish named"
              id={columnId(place)}
              aria-expanded={editing}
              title="Change what it becomes"
              onClick={() => onEdit(editing ? null : place)}
            >
              {breakable(header)}
            </button>
          )}
        </th>
        <Samples column={column} from={from} to={to} />
        <td className="ar" aria-hidden="true">
          <span className="arrow" />
        </td>
        <td className="as">
          <b className={left ? 'left' : undefined}>{label}</b>
          <small>{left ? (locked ? null : offerWords(column)) : note}</small>
        </td>
        <td className={role.becomes === 'measure' ? 'of' : 'of none'}>
          {role.becomes === 'measure' ? role.pupilGroup : '–'}
        </td>
        <td className={!left && !asksDirection(column) && directionWords(role) === null ? 'way none' : 'way'}>
          {left && !locked ? (
            <button type="button" className="linkish" onClick={() => take(props)}>
              Take it<span className="vh">: {header}</span>
            </button>
          ) : asks && role.becomes === 'measure' && asksDirection(column) ? (
            <Direction header={header} role={role} onChange={(next) => onChange(place, next)} />
          ) : (
            (directionWords(role) ?? '–')
          )}
        </td>
      </tr>
      {asks && (
        <tr className={editing ? 'ask more' : 'ask2'}>
          <td colSpan={width} className="question">
            <p className="err">{questionWords(column)}</p>
            {!asksDirection(column) && (
              <button type="button" className="linkish" onClick={() => onChange(place, role)}>
                It is right as it stands
              </button>
            )}
          </td>
        </tr>
      )}
      {editing && (
        <tr className="ask2">
          <td colSpan={width}>
            <ColumnEditor
              header={header}
              column={column}
              role={role}
              onChange={(next) => onChange(place, next)}
              onClose={() => onEdit(null)}
            />
          </td>
        </tr>
      )}
    </>
  );
});

/** Where the row of a column is found on the page. */
export const columnId = (place: number): string => `column-${String(place)}`;

/** Long headings may go on in the next line after an underscore. */
function breakable(header: string): ReactNode[] {
  return header.split(/(?<=_)/).map((part, i) => (
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** Takes a column that was left out: as what is known of it, else as a measure of which more must be said. */
function take({ place, column, onEdit, onChange }: ColumnRowProps): void {
  onChange(place, column.offer ?? changeBecomes({ becomes: 'ignored' }, 'measure', column));
  if (column.offer === null) onEdit(place);
}

function offerWords({ offer, reason }: FileColumn): string {
  if (offer === null) return reason;
  const { label, note } = storedWords(offer, null);
  const group = offer.becomes === 'measure' ? [offer.pupilGroup] : [];
  return `would be ${[label, ...group, ...(note === null ? [] : [note])].join(', ')}`;
}

function questionWords(column: FileColumn): string {
  const end = asksDirection(column) ? ', or choose ‘neither’.' : '. Look whether it is right.';
  return `${column.reason}${end}`;
}

/** Longer values than this stand one beneath the other, since three of them do not fit beside one another. */
const besideAtMost = 6;

/** What the same schools say in every column; files of before these were kept show the first different values. */
function Samples({ column, from, to }: { column: FileColumn; from: number; to: number }) {
  const { firstSchools, samples } = column;
  const shown = firstSchools.length === 0 ? samples.slice(0, to - from) : firstSchools.slice(from, to);
  return (
    <td className={shown.some((sample) => sample.length > besideAtMost) ? 'samples long' : 'samples'}>
      {shown.map((sample, i) => (
        // The space is for those who hear or copy the values.
        <Fragment key={i}>
          {i > 0 && ' '}
          <span title={sample}>{sample === '' ? '–' : sample}</span>
        </Fragment>
      ))}
    </td>
  );
}

interface DirectionProps {
  header: string;
  role: Extract<ColumnRole, { becomes: 'measure' }>;
  onChange: (role: ColumnRole) => void;
}

/** The one question that a recognised file leaves. */
function Direction({ header, role, onChange }: DirectionProps) {
  return (
    <Choice<HighMeans | ''>
      label={`Direction of ${header}`}
      choices={[{ value: '', label: 'Choose a direction' }, ...directionChoices(role.kind)]}
      value=""
      wanted
      onChange={(highMeans) => {
        if (highMeans !== '') onChange({ ...role, highMeans });
      }}
    />
  );
}
