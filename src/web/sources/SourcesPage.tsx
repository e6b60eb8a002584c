import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import { bringSource, type SourceSummary } from '#contract/sources';
import { counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useTitle } from '../ui/hooks.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { sourcesQuery, useAct } from './queries.ts';
import { aboutWhom } from './words.ts';
import './sources.css';

interface SourcesPageProps {
  workspace: string;
  understand: ReactNode;
  link: (source: string, words: string) => ReactNode;
  onCome: (source: string) => void;
}

const accepted = '.txt,.md,.docx,.srt,.vtt,text/plain,text/markdown';

/** What people said: every interview, lesson and document of the workspace. */
export function SourcesPage({ workspace, understand, link, onCome }: SourcesPageProps) {
  const { data, isError, error, refetch } = useQuery(sourcesQuery(workspace));
  useTitle('What people said');
  if (isError) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="opening">
        <p className="kick">{understand} · What people said</p>
        <h1>What people said</h1>
        <p className="lede">
          Interviews, lessons and documents, in the words they were said in.{' '}
          <b>Only researchers of this workspace read them.</b>
        </p>
      </div>
      {data === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        <section className="section first split" aria-labelledby="sources-title">
          <div>
            <h2 id="sources-title">
              {data.sources.length === 0 ? 'No source yet' : counted(data.sources.length, 'source')}
            </h2>
            <SourceList sources={data.sources} link={link} />
          </div>
          <Bring workspace={workspace} onCome={onCome} />
        </section>
      )}
    </>
  );
}

function SourceList({
  sources,
  link,
}: { sources: readonly SourceSummary[] } & Pick<SourcesPageProps, 'link'>) {
  if (sources.length === 0)
    return (
      <div className="empty">
        <p className="lede">Nobody has said anything here yet.</p>
        <p className="quiet">Bring a transcript or a document, or paste words from the clipboard.</p>
      </div>
    );
  return (
    <ul className="sources">
      {sources.map((one) => (
        <li key={one.id}>
          <h3>{link(one.id, one.title)}</h3>
          <p>
            {aboutWhom(one)}
            {one.school !== null && `, ${one.school.name}`}
          </p>
          <p className="note">
            {one.heldOn === null ? `Brought ${dayOf(one.addedAt)}` : dayOf(one.heldOn)}
            {one.turns > 0 && ` · ${counted(one.turns, 'turn')}`} ·{' '}
            {`${one.length.toLocaleString('en-GB')} characters`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Bring({ workspace, onCome }: Pick<SourcesPageProps, 'workspace' | 'onCome'>) {
  const [pastes, setPastes] = useState(false);
  const bring = useAct(
    workspace,
    (file: File) => call(connection, bringSource, { workspace, name: file.name }, file),
    ({ id }) => onCome(id),
  );
  return (
    <div className="bring no-print">
      <FileDrop
        accept={accepted}
        title="Bring a transcript"
        primary
        disabled={bring.isPending}
        onFile={(file) => bring.mutate(file)}
      >
        <p className="quiet">
          Plain text, Word (.docx) or subtitles. Who speaks is told from the text. Take names out first: that
          is not done for you yet.
        </p>
        {bring.error !== null && (
          <p className="err" role="alert">
            {wordsOf(bring.error).detail}
          </p>
        )}
      </FileDrop>
      <p>
        <button type="button" className="linkish" onClick={() => setPastes(true)}>
          Paste words instead
        </button>
      </p>
      {pastes && <PasteDialog workspace={workspace} onCome={onCome} onClose={() => setPastes(false)} />}
    </div>
  );
}
