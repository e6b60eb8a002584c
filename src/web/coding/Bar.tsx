import { useState } from 'react';
import { call, urlOf } from '#contract/client';
import { codingsTable, finishCoding } from '#contract/coding';
import { capital, count, counted, listed } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { useActOn } from '../ui/useActOn.ts';
import { CodersDialog } from './CodersDialog.tsx';
import type { OpenedProps } from './CodingPage.tsx';
import type { Desk } from './desk.ts';
import { codingQuery } from './queries.ts';

interface BarProps extends OpenedProps {
  desk: Desk;
}

/** What is coded here, how far, and by whom. */
export function Bar(props: BarProps) {
  const { desk, text, coding, workspace, source, sourceLink } = props;
  const [opened, setOpened] = useState(false);
  const { laid, hanging } = desk;
  const units = text.turnsOf.start.length > 0 ? 'turn' : 'paragraph';
  return (
    <>
      <div className="desk-bar">
        <h1>{sourceLink(text.title)}</h1>
        <span className="quiet">
          {[capital(text.kind), text.school?.name, text.heldOn === null ? null : dayOf(text.heldOn)]
            .filter((words) => typeof words === 'string')
            .join(' · ')}
        </span>
        <div className="right">
          <Here desk={desk} />
          <Saved desk={desk} />
          <span className="quiet">
            {count(hanging.codedTurns)} of {counted(laid.turns, units)} coded
          </span>
          {coding.mayCode && <Steps desk={desk} />}
          <button type="button" className="linkish no-print" onClick={() => setOpened(true)}>
            {codersWords(props)}
          </button>
          <a className="no-print" href={urlOf(codingsTable, { workspace, source })} download>
            Download
          </a>
          <span className="no-print">{props.agreementLink('Compare coders')}</span>
          <Finish {...props} />
        </div>
      </div>
      {desk.problem !== null && (
        <p className="desk-problem" role="alert">
          {desk.problem}{' '}
          <button type="button" className="linkish" onClick={() => desk.forgive()}>
            Close
          </button>
        </p>
      )}
      {opened && <CodersDialog desk={desk} coding={coding} onClose={() => setOpened(false)} />}
    </>
  );
}

function codersWords({ coding: { blind, coders } }: BarProps): string {
  if (coders.length === 0) return 'Who codes';
  return `${counted(coders.length, 'person', 'people')}${blind ? ', blindly' : ''}`;
}

/** Who else is at the desk; their work shows as they do it. */
function Here({ desk: { company } }: { desk: Desk }) {
  return (
    <output className="here quiet no-print">
      {company.length > 0 && `${listed(company)} ${company.length === 1 ? 'is' : 'are'} here too`}
    </output>
  );
}

function Saved({ desk: { saving } }: { desk: Desk }) {
  return (
    <output className={saving === 'waiting' ? 'saving neg' : 'saving quiet'}>
      {saving === 'waiting'
        ? 'Not saved: the server does not answer. Trying again …'
        : saving === 'saving'
          ? 'Saving …'
          : ''}
    </output>
  );
}

function Steps({ desk }: { desk: Desk }) {
  return (
    <span className="steps no-print">
      <button
        type="button"
        aria-label={`Undo ${desk.undo ?? ''}`.trim()}
        title={desk.undo === null ? undefined : `Undo ${desk.undo} (Ctrl Z)`}
        disabled={desk.undo === null}
        onClick={() => void desk.step('undo')}
      >
        <Arrow />
      </button>
      <button
        type="button"
        aria-label={`Redo ${desk.redo ?? ''}`.trim()}
        title={desk.redo === null ? undefined : `Redo ${desk.redo} (Ctrl Shift Z)`}
        disabled={desk.redo === null}
        onClick={() => void desk.step('redo')}
      >
        <Arrow forward />
      </button>
    </span>
  );
}

function Arrow({ forward = false }: { forward?: boolean }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" transform={forward ? 'scale(-1 1)' : undefined}>
      <path d="M7 4 3 8l4 4" />
      <path d="M3 8h8a5 5 0 0 1 0 10H8" />
    </svg>
  );
}

/** For those who were chosen to code: they say when they are done. */
function Finish({ desk, workspace, source, coding, person }: BarProps) {
  const { queryKey } = codingQuery(workspace, source);
  const own = coding.coders.find((one) => one.person === person && one.role === 'coder');
  const finish = useActOn(queryKey, async (finished: boolean) => {
    await desk.settled();
    return call(connection, finishCoding, { workspace, source, finished });
  });
  if (own === undefined) return null;
  const mayGoOn = !coding.blind || !coding.open;
  if (own.finished && !mayGoOn) return <span className="quiet">All have finished</span>;
  return (
    <button
      type="button"
      className={own.finished ? 'btn line small no-print' : 'btn small no-print'}
      disabled={finish.isPending}
      onClick={() => finish.mutate(!own.finished)}
    >
      {own.finished ? 'Go on coding' : 'Finish coding'}
    </button>
  );
}
