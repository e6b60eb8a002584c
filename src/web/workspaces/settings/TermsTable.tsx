import { Scroll } from '../../ui/Scroll.tsx';
import { months, type Day, type TermDraft } from './terms.ts';

interface TermsTableProps {
  terms: readonly TermDraft[];
  errorOf: (pointer: string) => string | null;
  onTerms: (terms: TermDraft[]) => void;
}

const most = 12;

export function TermsTable({ terms, errorOf, onTerms }: TermsTableProps) {
  const set = (key: number, part: Partial<TermDraft>) =>
    onTerms(terms.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = () => {
    const key = Math.max(-1, ...terms.map((one) => one.key)) + 1;
    const month = terms.at(-1)?.ends.month ?? 9;
    onTerms([...terms, { key, name: '', starts: { day: '', month }, ends: { day: '', month } }]);
  };
  return (
    <div id="terms" tabIndex={-1}>
      <Scroll label="Terms of the school year">
        <table className="table terms">
          <thead>
            <tr>
              <th scope="col">Term</th>
              <th scope="col">Begins</th>
              <th scope="col">Ends</th>
              <th scope="col">
                <span className="vh">Take away</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {terms.map((term, i) => (
              <Row
                key={term.key}
                term={term}
                place={i}
                only={terms.length === 1}
                errorOf={errorOf}
                onTerm={(part) => set(term.key, part)}
                onRemove={() => onTerms(terms.filter((one) => one.key !== term.key))}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
      {errorOf('/terms') !== null && <p className="err">{errorOf('/terms')}</p>}
      {terms.length < most && (
        <button type="button" className="linkish no-print" onClick={add}>
          Another term
        </button>
      )}
    </div>
  );
}

interface RowProps {
  term: TermDraft;
  place: number;
  only: boolean;
  errorOf: TermsTableProps['errorOf'];
  onTerm: (part: Partial<TermDraft>) => void;
  onRemove: () => void;
}

function Row({ term, place, only, errorOf, onTerm, onRemove }: RowProps) {
  const called = term.name.trim() === '' ? `Term ${String(place + 1)}` : term.name;
  const id = `terms-${String(place)}`;
  const fault = (key: keyof TermDraft) => errorOf(`/terms/${String(place)}/${key}`);
  return (
    <tr>
      <td>
        <input
          id={`${id}-name`}
          className="input"
          aria-label={`Name of term ${String(place + 1)}`}
          aria-invalid={fault('name') !== null}
          maxLength={40}
          value={term.name}
          onChange={(event) => onTerm({ name: event.target.value })}
        />
        {fault('name') !== null && <p className="err">{fault('name')}</p>}
      </td>
      {(['starts', 'ends'] as const).map((key) => (
        <td key={key}>
          <DayInput
            id={`${id}-${key}`}
            label={`${called} ${key === 'starts' ? 'begins' : 'ends'}`}
            value={term[key]}
            error={fault(key)}
            onDay={(day) => onTerm({ [key]: day })}
          />
        </td>
      ))}
      <td>
        {!only && (
          <button
            type="button"
            className="linkish no-print"
            aria-label={`Take away: ${called}`}
            onClick={onRemove}
          >
            Take away
          </button>
        )}
      </td>
    </tr>
  );
}

interface DayInputProps {
  id: string;
  label: string;
  value: Day;
  error: string | null;
  onDay: (day: Day) => void;
}

function DayInput({ id, label, value, error, onDay }: DayInputProps) {
  return (
    <>
      <div className="day">
        <input
          id={id}
          className="input"
          inputMode="numeric"
          maxLength={2}
          aria-label={`${label}: day`}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          value={value.day}
          onChange={(event) => onDay({ ...value, day: event.target.value })}
        />
        <select
          className="input"
          aria-label={`${label}: month`}
          value={value.month}
          onChange={(event) => onDay({ ...value, month: Number(event.target.value) })}
        >
          {months.map((name, i) => (
            <option key={name} value={i + 1}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {error !== null && (
        <p className="err" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}
