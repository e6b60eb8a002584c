import { useState } from 'react';
import { call } from '#contract/client';
import { endGrant, grantSchool, type Member, type NamedSchool } from '#contract/people';
import { ProblemError } from '#contract/problem';
import { connection } from '../../ui/connection.ts';
import { Field } from '../../ui/Field.tsx';
import { DayField } from '../../ui/Fields.tsx';
import { wordsOf } from '../../ui/Problem.tsx';
import { useAct } from './queries.ts';
import { SchoolFinder } from './SchoolFinder.tsx';
import { dayOf } from '../../ui/days.ts';

interface GrantsProps {
  workspace: string;
  person: Member;
}

/** One school, shown to somebody for a while as if it were theirs. */
export function Grants({ workspace, person }: GrantsProps) {
  const [adding, setAdding] = useState(false);
  const end = useAct(workspace, (grant: string) => call(connection, endGrant, { workspace, grant }));
  return (
    <section className="flow" aria-labelledby="grants-title">
      <h3 id="grants-title">Schools shown for a while</h3>
      {person.grants.length === 0 && (
        <p className="quiet">None. A reviewer, say, sees the school that they visit until a day you name.</p>
      )}
      <ul className="inv">
        {person.grants.map(({ id, school, reason, until, mayEnd }) => (
          <li key={id}>
            <b>{school.name}</b>
            <span>
              until {dayOf(until)}: {reason}
            </span>
            {mayEnd && (
              <span className="lk">
                <button
                  type="button"
                  className="linkish"
                  aria-label={`End: ${school.name}`}
                  disabled={end.isPending}
                  onClick={() => end.mutate(id)}
                >
                  End it
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {end.error !== null && (
        <p className="err" role="alert">
          {wordsOf(end.error).detail}
        </p>
      )}
      {adding ? (
        <Adding workspace={workspace} person={person} onDone={() => setAdding(false)} />
      ) : (
        <button type="button" className="linkish" onClick={() => setAdding(true)}>
          Show a school
        </button>
      )}
    </section>
  );
}

function Adding({ workspace, person, onDone }: GrantsProps & { onDone: () => void }) {
  const [school, setSchool] = useState<NamedSchool | null>(null);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const give = useAct(
    workspace,
    (id: string) =>
      call(connection, grantSchool, { workspace, person: person.id, school: id, until, reason }),
    onDone,
  );
  const faulty = give.error instanceof ProblemError ? give.error.errors : [];
  const errorOf = (pointer: string) => faulty.find((one) => one.pointer === pointer)?.detail ?? null;
  return (
    <form
      noValidate
      className="flow"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (school !== null) give.mutate(school.id);
      }}
    >
      <SchoolFinder
        workspace={workspace}
        school={school}
        error={asked && school === null ? 'Choose the school.' : null}
        onSchool={setSchool}
      />
      <DayField
        label="Until"
        help="The last day, at most a year ahead."
        error={errorOf('/until')}
        value={until}
        onChange={setUntil}
      />
      <Field label="Why" help="It stands in the list of what happened." error={errorOf('/reason')}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {give.error !== null && faulty.length === 0 && (
        <p className="err" role="alert">
          {wordsOf(give.error).detail}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="btn line" disabled={give.isPending}>
          Show the school
        </button>
        <button type="button" className="linkish" onClick={onDone}>
          Leave it
        </button>
      </div>
    </form>
  );
}
