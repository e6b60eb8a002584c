import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { NamedSchool } from '#contract/people';
import { count } from '#contract/words';
import { Field } from '../../ui/Field.tsx';
import { useRested } from '../../ui/hooks.ts';
import { wordsOf } from '../../ui/Problem.tsx';
import { schoolsQuery } from './queries.ts';

interface SchoolFinderProps {
  workspace: string;
  school: NamedSchool | null;
  error: string | null;
  onSchool: (school: NamedSchool | null) => void;
}

const restMilliseconds = 250;

/** One school out of perhaps thousands: part of its name, then a choice among the few that have it. */
export function SchoolFinder({ workspace, school, error, onSchool }: SchoolFinderProps) {
  const again = useRef<HTMLButtonElement>(null);
  const [picked, setPicked] = useState(false);
  // The button that was pressed has gone; the focus goes to what took its place.
  useEffect(() => {
    if (picked) again.current?.focus();
  }, [picked]);
  if (school !== null) {
    return (
      <p className="chosen-school">
        <span className="label">School</span>
        <span>{school.name}</span>{' '}
        <button
          ref={again}
          type="button"
          className="linkish"
          onClick={() => {
            setPicked(false);
            onSchool(null);
          }}
        >
          Choose another school
        </button>
      </p>
    );
  }
  return (
    <Finding
      workspace={workspace}
      error={error}
      onSchool={(found) => {
        setPicked(true);
        onSchool(found);
      }}
    />
  );
}

function Finding({ workspace, error, onSchool }: Omit<SchoolFinderProps, 'school'>) {
  const [find, setFind] = useState('');
  const rested = useRested(find.trim(), restMilliseconds);
  const { data, error: failure } = useQuery({
    ...schoolsQuery(workspace, rested),
    placeholderData: keepPreviousData,
  });
  const said = error ?? (failure === null ? null : wordsOf(failure).detail);
  return (
    <div className="school-finder">
      <Field label="School" help="Part of its name, or its number." error={said}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="search"
            autoComplete="off"
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        )}
      </Field>
      <output className="note">{data === undefined ? '' : foundWords(data.found, rested)}</output>
      <ul>
        {data?.schools.map(({ id, name, reference }) => (
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

function foundWords(found: number, find: string): string {
  if (found > 8) return `${count(found)} schools; type more of the name to see fewer.`;
  if (found > 0) return `Choose one of ${count(found)}.`;
  return find === '' ? 'There are no schools yet. Bring a file of them first.' : 'No school is called so.';
}
