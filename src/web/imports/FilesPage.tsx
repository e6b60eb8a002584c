import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import type { OutputOf } from '#contract/endpoint';
import { listImports } from '#contract/imports';
import { mayBeThrownAway } from '#contract/importUndo';
import { count } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { dayOf } from '../ui/days.ts';
import { Problem } from '../ui/Problem.tsx';
import { changesOf } from './sentences.ts';
import { FileName } from './FileName.tsx';
import { ThrowAway } from './ThrowAway.tsx';
import { UndoImport } from './UndoImport.tsx';
import { hasEnded, useJob } from './useJob.ts';
import './imports.css';

type Brought = OutputOf<typeof listImports>[number];

interface FilesPageProps {
  workspace: string;
  nav: ReactNode;
  link: (id: string, words: ReactNode) => ReactNode;
  /** The place to bring a file; `another` where there are some already. */
  bring: (another: boolean) => ReactNode;
}

/** The files that were brought, what came of them, and the way back. */
export function FilesPage({ workspace, nav, link, bring }: FilesPageProps) {
  useTitle('Files');
  const files = useQuery({
    queryKey: ['imports', workspace, 'list'],
    queryFn: () => call(connection, listImports, { workspace }),
  });
  const [asked, setAsked] = useState<Brought | null>(null);
  const [jobId, setJob] = useState<string | null>(null);
  const job = useJob(workspace, jobId);
  const ended = job !== null && hasEnded(job);
  useUndone(workspace, ended);
  if (files.isError) return <Problem error={files.error} onRetry={() => void files.refetch()} />;
  const { data } = files;
  return (
    <>
      <div className="opening">
        {nav}
        <h1>Files</h1>
        <p className="lede">What was brought, what came of it, and the way back for 30 days.</p>
      </div>
      {job !== null && job.error !== null && (
        <p className="err" role="alert">
          {job.error}
        </p>
      )}
      {data?.length === 0 ? (
        <div className="bring-more">
          <p className="quiet">No file yet. Each that is brought is listed here, with what it changed.</p>
          {bring(false)}
        </div>
      ) : data === undefined ? (
        <div className="waiting figure-place" />
      ) : (
        <table className="table stacks files">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">What it is</th>
              <th scope="col" className="n">
                Rows
              </th>
              <th scope="col">What came of it</th>
              <th scope="col" className="no-print">
                Way back
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((file) => (
              <tr key={file.id}>
                <th scope="row">{link(file.id, <FileName name={file.fileName} />)}</th>
                <td data-label="What it is">{file.layout?.title ?? 'A table of schools'}</td>
                <td className="n" data-label="Rows">
                  {count(file.rows)}
                </td>
                <td className="told" data-label="What came of it">
                  <Outcome file={file} />
                </td>
                <td className="no-print" data-label="Way back">
                  <WayBack file={file} busy={job !== null && !ended} onAsk={() => setAsked(file)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data?.some(({ stored }) => (stored?.stays ?? null) !== null) === true && (
        <p className="note under no-print">What was stored on top of a file has to be undone before it.</p>
      )}
      {data !== undefined && data.length > 0 && (
        <div className="section bring-more no-print">{bring(true)}</div>
      )}
      {asked?.state === 'uploaded' && (
        <ThrowAway workspace={workspace} file={asked} onClose={() => setAsked(null)} />
      )}
      {asked?.state === 'stored' && (
        <UndoImport
          workspace={workspace}
          file={asked}
          onStarted={(started) => {
            setAsked(null);
            setJob(started.id);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** Once an import is undone, whatever was known of the workspace is old. */
function useUndone(workspace: string, ended: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ended) return;
    client.removeQueries({ queryKey: ['identification', workspace] });
    for (const key of ['imports', 'schools']) void client.invalidateQueries({ queryKey: [key, workspace] });
    void client.invalidateQueries({ queryKey: ['accounts', 'me'] });
  }, [client, workspace, ended]);
}

function WayBack({ file, busy, onAsk }: { file: Brought; busy: boolean; onAsk: () => void }) {
  if (file.state === 'uploaded') return <Unstored file={file} onAsk={onAsk} />;
  if (file.state !== 'stored') return <span className="none">–</span>;
  const stays = file.stored?.stays ?? null;
  if (stays !== null) return <span className="quietly">{stays}</span>;
  return (
    <button
      type="button"
      className="linkish"
      disabled={busy}
      aria-label={`Undo ${file.fileName}`}
      onClick={onAsk}
    >
      {busy ? 'Undoing' : 'Undo'}
    </button>
  );
}

function Unstored({ file, onAsk }: { file: Brought; onAsk: () => void }) {
  const [now] = useState(() => Date.now());
  if (!mayBeThrownAway(Date.parse(file.created), now))
    return <span className="quietly">Can be thrown away once it is a day old.</span>;
  return (
    <button type="button" className="linkish" aria-label={`Throw away ${file.fileName}`} onClick={onAsk}>
      Throw away
    </button>
  );
}

function Outcome({ file: { state, stored } }: { file: Brought }) {
  if (state === 'uploaded') return <span className="quiet">Not stored yet</span>;
  if (state === 'storing') return <span className="quiet">Being stored</span>;
  if (stored === null) return <b>Stored</b>;
  if (stored.undone !== null) {
    const { by, at } = stored.undone;
    return (
      <>
        <b>Undone</b> by {by} on {dayOf(at)}
      </>
    );
  }
  return (
    <>
      <b>Stored</b> by {stored.by} on {dayOf(stored.at)}
      {stored.report !== null && <small>{changesOf(stored.report)}</small>}
    </>
  );
}
