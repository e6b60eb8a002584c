import { useState } from 'react';
import { call } from '#contract/client';
import { takeBackRefusal, type Study, type StudySchool } from '#contract/studies';
import { capital, inWords } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { useStudyChange } from './queries.ts';
import { ordersOf, type Order } from './orders.ts';
import { RefusalDialog } from './RefusalDialog.tsx';
import { SchoolName, type Naming } from './SchoolName.tsx';

interface DeclinesProps {
  workspace: string;
  study: Study;
  naming: Naming;
  draws: boolean;
}

/** So many orders are shown before one asks for all. */
const first = 4;
const next = 3;

/** Who stands in for a school that declines, and who has declined. */
export function Declines({ workspace, study, naming, draws }: DeclinesProps) {
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);
  const declined = study.schools.filter((school) => school.declined !== null);
  const orders = ordersOf(study);
  const pairs = study.design === 'matched pairs';
  return (
    <div>
      <h2>If a school declines</h2>
      <p className="quiet small">
        {pairs
          ? 'The next pair in the order drawn on the same day takes the place of both.'
          : `The next in the order drawn on the same day takes its place${study.design === 'each kind' ? '' : ', whichever kind it is'}.`}{' '}
        Nobody may skip one.
      </p>
      <div className="reps">
        {(all ? orders : orders.slice(0, first)).map(({ title, waiting }) => (
          <div key={title}>
            {title !== '' && <h3 className="label">{title}</h3>}
            <Waiting waiting={waiting} naming={naming} pairs={pairs} />
          </div>
        ))}
      </div>
      {orders.length > first && (
        <button type="button" className="linkish" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${String(orders.length)} orders`}
        </button>
      )}
      {declined.length > 0 && (
        <Declined workspace={workspace} study={study} schools={declined} naming={naming} draws={draws} />
      )}
      <p className="note under">
        {declined.length === 0 ? 'No school has declined. ' : ''}
        {!all && orders.length > first && (
          <span className="on-paper">
            {capital(inWords(orders.length - first))} more {orders.length - first === 1 ? 'order' : 'orders'},
            in the table as a file.
          </span>
        )}
        {draws && (
          <button type="button" className="linkish" onClick={() => setAsking(true)}>
            Record a refusal
          </button>
        )}
      </p>
      {asking && (
        <RefusalDialog workspace={workspace} study={study} by={naming.by} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

interface WaitingProps {
  waiting: Order['waiting'];
  naming: Naming;
  pairs: boolean;
}

function Waiting({ waiting, naming, pairs }: WaitingProps) {
  if (waiting.length === 0) return <p className="note">Nobody else is in this order.</p>;
  const rest = waiting.length - next;
  return (
    <>
      <ol>
        {waiting.slice(0, next).map((unit) => (
          <li key={unit[0]?.school}>
            <span>
              {unit.map((school, i) => (
                <span key={school.school}>
                  {i > 0 && ' and '}
                  <SchoolName school={school} naming={naming} />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <p className="note">
          {capital(inWords(rest))} more {pairs ? `${rest === 1 ? 'pair' : 'pairs'} ` : ''}behind them, in the
          table as a file.
        </p>
      )}
    </>
  );
}

interface DeclinedProps extends DeclinesProps {
  schools: readonly StudySchool[];
}

function Declined({ workspace, study, schools, naming, draws }: DeclinedProps) {
  const takeBack = useStudyChange(workspace, (school: string) =>
    call(connection, takeBackRefusal, { workspace, study: study.id, school }),
  );
  return (
    <div className="declined">
      <h3 className="label">Declined</h3>
      <ul>
        {schools.map((school) => (
          <li key={school.school}>
            <SchoolName school={school} naming={naming} />
            {school.declined !== null && (
              <span className="note">
                {' '}
                {dayOf(school.declined.at)}
                {school.declined.by === null ? '' : `, noted by ${school.declined.by}`}: {school.declined.why}
              </span>
            )}{' '}
            {draws && study.lockedAt === null && (
              <button
                type="button"
                className="linkish"
                disabled={takeBack.isPending}
                onClick={() => takeBack.mutate(school.school)}
              >
                Take back
                <span className="vh">
                  {' '}
                  the refusal of {naming.by === 'names' ? school.name : school.letter}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {takeBack.error !== null && (
        <p className="err" role="alert">
          {wordsOf(takeBack.error).detail}
        </p>
      )}
    </div>
  );
}
