import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { call, urlOf } from '#contract/client';
import { removeSource, sourceFile, type Source } from '#contract/sources';
import { counted } from '#contract/words';
import { AskFirst } from '../ui/AskFirst.tsx';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { hear } from '../ui/hearing.ts';
import { useTitle } from '../ui/hooks.ts';
import { Problem } from '../ui/Problem.tsx';
import { sourceQuery, useAct } from './queries.ts';
import { CameAbout } from './CameAbout.tsx';
import { RecordingOf } from './RecordingOf.tsx';
import { Speakers } from './Speakers.tsx';
import { Transcript } from './Transcript.tsx';
import { TranslationOf } from './TranslationOf.tsx';
import { aboutWhom } from './words.ts';
import './sources.css';

interface SourcePageProps {
  workspace: string;
  source: string;
  sources: ReactNode;
  /** Leads to the coding desk. */
  coding: (words: string) => ReactNode;
  /** Leads to where names are taken out. */
  names: (words: string) => ReactNode;
  onRemoved: () => void;
}

/** One source: what was said, by whom, and how it came about. */
export function SourcePage({ workspace, source, sources, coding, names, onRemoved }: SourcePageProps) {
  const { data, isError, error, refetch } = useQuery(sourceQuery(workspace, source));
  const player = useRef<HTMLAudioElement>(null);
  useTitle(data?.title ?? 'What somebody said');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="waiting figure-place" />;
  return (
    <>
      <div className="opening two">
        <div>
          <p className="kick">{sources} · One source</p>
          <h1>{data.title}</h1>
          <p className="lede">{ledeOf(data)}</p>
        </div>
        <div className="keeping">
          <p className="no-print">
            {coding('Code it')} · {names('Take names out')}
          </p>
          <Keeping workspace={workspace} data={data} onRemoved={onRemoved} />
        </div>
      </div>
      <div className="section first split source">
        <Transcript
          source={data}
          onHear={data.recording === null ? null : (seconds) => hear(player.current, seconds)}
        />
        <aside>
          <Speakers workspace={workspace} source={data} />
          <CameAbout workspace={workspace} source={data} />
          <RecordingOf workspace={workspace} source={data} player={player} />
          <TranslationOf workspace={workspace} source={data} />
        </aside>
      </div>
    </>
  );
}

function ledeOf(source: Source): string {
  const { school, heldOn, turns, speakers } = source;
  const where = school === null ? '' : `, ${school.name}`;
  const when = heldOn === null ? '' : `, ${dayOf(heldOn)}`;
  const who =
    turns === 0
      ? 'Nobody is told apart in it.'
      : `${counted(turns, 'turn')} of ${counted(speakers.length, 'speaker')}.`;
  return `${aboutWhom(source)}${where}${when}. ${who}`;
}

function Keeping({ workspace, data, onRemoved }: { workspace: string; data: Source; onRemoved: () => void }) {
  const [asks, setAsks] = useState(false);
  const place = { workspace, source: data.id };
  const remove = useAct(workspace, () => call(connection, removeSource, place), onRemoved);
  return (
    <p className="note links no-print">
      <a href={urlOf(sourceFile, place)} download>
        Download the text
      </a>{' '}
      ·{' '}
      <button type="button" className="linkish" onClick={() => setAsks(true)}>
        Remove
      </button>
      {asks && (
        <AskFirst
          title={`Remove ‘${data.title}’?`}
          action="Remove it"
          busy={remove.isPending}
          error={remove.error}
          onDo={() => remove.mutate(undefined)}
          onClose={() => setAsks(false)}
        >
          <p>
            It goes with its text and with what is known of who speaks in it. It cannot be brought back from
            here.
          </p>
        </AskFirst>
      )}
    </p>
  );
}
