import { useEffect, useRef, useState } from 'react';
import { Field } from './Field.tsx';
import { wordsOf } from './Problem.tsx';

interface Named {
  id: string;
  name: string;
}

interface SchoolChoiceProps {
  label: string;
  school: Named | null;
  error: string | null;
  /** What is typed. */
  find: string;
  /** The first few that fit it, and how many there are in words. */
  offered: readonly (Named & { reference: string })[];
  told: string;
  failure: Error | null;
  onFind: (find: string) => void;
  onSchool: (school: Named | null) => void;
}

/** One school out of perhaps thousands: part of its name, then a choice among the few that have it. */
export function SchoolChoice(props: SchoolChoiceProps) {
  const { label, school, onFind, onSchool } = props;
  const again = useRef<HTMLButtonElement>(null);
  const [picked, setPicked] = useState(false);
  // The button that was pressed has gone; the focus goes to what took its place.
  useEffect(() => {
    if (picked) again.current?.focus();
  }, [picked]);
  if (school === null) {
    const pick = (found: Named) => {
      setPicked(true);
      onSchool(found);
    };
    return <Finding {...props} onSchool={pick} />;
  }
  return (
    <p className="chosen-school">
      <span className="label">{label}</span>
      <span>{school.name}</span>{' '}
      <button
        ref={again}
        type="button"
        className="linkish"
        onClick={() => {
          setPicked(false);
          onFind('');
          onSchool(null);
        }}
      >
        Choose another school
      </button>
    </p>
  );
}

interface FindingProps extends Omit<SchoolChoiceProps, 'school' | 'onSchool'> {
  onSchool: (school: Named) => void;
}

function Finding({ label, error, find, offered, told, failure, onFind, onSchool }: FindingProps) {
  const said = error ?? (failure === null ? null : wordsOf(failure).detail);
  return (
    <div className="school-finder">
      <Field label={label} help="Part of its name, or its number." error={said}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="search"
            autoComplete="off"
            value={find}
            onChange={(event) => onFind(event.target.value)}
          />
        )}
      </Field>
      <output className="note">{told}</output>
      <ul>
        {offered.map(({ id, name, reference }) => (
          <li key={id}>
            <button type="button" className="linkish" onClick={() => onSchool({ id, name })}>
              {name}
            </button>{' '}
            <span className="note">{reference}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
