import { memo } from 'react';
import type { ColumnRole, FileColumn } from '#contract/imports';
import { Choice } from '../ui/Choice.tsx';
import { becomesChoices, changeBecomes, changeKind, directionChoices, kindChoices } from './roles.ts';

interface ColumnRowProps {
  place: number;
  column: FileColumn;
  role: ColumnRole;
  /** A person should look: the column could be read in more than one way. */
  open: boolean;
  onChange: (column: number, role: ColumnRole) => void;
}

export const ColumnRow = memo(function ColumnRow({ place, column, role, open, onChange }: ColumnRowProps) {
  const set = (next: ColumnRole) => onChange(place, next);
  return (
    <tr className={open ? 'ask' : undefined}>
      <th scope="row" className="mono">
        {column.header === '' ? `(column ${String(place + 1)}, no heading)` : column.header}
      </th>
      <td className="samples">
        {column.samples.map((sample, i) => (
          <span key={i}>{sample === '' ? '–' : sample}</span>
        ))}
      </td>
      <td className="ar" aria-hidden="true">
        <span className="arrow" />
      </td>
      <td>
        <div className="role">
          <Choice
            label={`What ${column.header} becomes`}
            choices={becomesChoices}
            value={role.becomes}
            onChange={(becomes) => set(changeBecomes(role, becomes, column))}
          />
          <Details header={column.header} role={role} onChange={set} />
        </div>
        {open ? <p className="err">{column.reason}</p> : <p className="note">{column.reason}</p>}
        {open && (
          <button type="button" className="linkish" onClick={() => set(role)}>
            It is right as it stands
          </button>
        )}
      </td>
    </tr>
  );
});

interface DetailsProps {
  header: string;
  role: ColumnRole;
  onChange: (role: ColumnRole) => void;
}

function Details({ header, role, onChange }: DetailsProps) {
  if (role.becomes === 'group') {
    return (
      <Text
        label={`What the groups of ${header} are called`}
        value={role.label}
        most={80}
        wide
        onChange={(label) => onChange({ ...role, label })}
      />
    );
  }
  if (role.becomes !== 'measure') return null;
  return (
    <>
      <Text
        label={`Label of ${header}`}
        value={role.label}
        most={120}
        wide
        onChange={(label) => onChange({ ...role, label })}
      />
      <Choice
        label={`Kind of ${header}`}
        choices={kindChoices}
        value={role.kind}
        onChange={(kind) => onChange(changeKind(role, kind))}
      />
      <Choice
        label={`What a high value of ${header} means`}
        choices={directionChoices(role.kind)}
        value={role.highMeans}
        onChange={(highMeans) => onChange({ ...role, highMeans })}
      />
      <Text
        label={`Period of ${header}`}
        placeholder="Year"
        value={role.period ?? ''}
        most={40}
        onChange={(period) => onChange({ ...role, period: period.trim() === '' ? null : period })}
      />
      <Text
        label={`Unit of ${header}`}
        placeholder="Unit"
        value={role.unit ?? ''}
        most={40}
        onChange={(unit) => onChange({ ...role, unit: unit.trim() === '' ? null : unit })}
      />
    </>
  );
}

interface TextProps {
  label: string;
  value: string;
  most: number;
  placeholder?: string;
  wide?: boolean;
  onChange: (value: string) => void;
}

function Text({ label, value, most, placeholder, wide = false, onChange }: TextProps) {
  return (
    <input
      className={wide ? 'input low wide' : 'input low narrow'}
      aria-label={label}
      title={label}
      placeholder={placeholder}
      maxLength={most}
      value={value}
      aria-invalid={wide && value.trim() === ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
