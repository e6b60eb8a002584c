import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import type { OutputOf } from '#contract/endpoint';
import { listImports, undoImport } from '#contract/imports';
import { count, counted } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { useTitle } from '../ui/hooks.ts';
import { dayOf } from '../ui/days.ts';
import { Problem, wordsOf } from '../ui/Problem.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { hasEnded, useJob } from './useJob.ts';

type Brought = OutputOf<typeof listImports>[number];

interface FilesPageProps {
  workspace: string;
  nav: ReactNode;
  link: (id: string, name: string) => ReactNode;
  bring: ReactNode;
}

/** The files that were brought, what came of them, and the way back. */
export function FilesPage({ workspace, nav, link, bring }: FilesPageProps) {
  useTitle('Files');
  const client = useQueryClient();
  const files = useQuery({
    queryKey: ['imports', workspace, 'list'],
    queryFn: () => call(connection, listImports, { workspace }),
  });
  const [jobId, setJob] = useState<string | null>(null);
  const job = useJob(workspace, jobId);
  const undo = useMutation({
    mutationFn: (id: string) => call(connection, undoImport, { workspace, import: id }),
    onSuccess: (started) => setJob(started.id),
  });
  const ended = job !== null && hasEnded(job);
  useEffect(() => {
    if (!ended) return;
    client.removeQueries({ queryKey: ['identification', workspace] });
    for (const key of ['imports', 'schools']) void client.invalidateQueries({ queryKey: [key, workspace] });
    void client.invalidateQueries({ queryKey: ['accounts', 'me'] });
  }, [client, workspace, ended]);
  if (files.isError) return <Problem error={files.error} onRetry={() => void files.refetch()} />;
  const failure = undo.isError ? wordsOf(undo.error).detail : (job?.error ?? null);
  const busy = undo.isPending || (job !== null && !ended);
  return (
    <>
      <div className="opening">
        {nav}
        <h1>Files</h1>
        <p className="lede">What was brought, what came of it, and the way back for 30 days.</p>
      </div>
      {failure !== null && (
        <p className="err" role="alert">
          {failure}
        </p>
      )}
      {files.data?.length === 0 ? (
        <div className="empty">
          <p className="lede">No file yet. Each that is brought is listed here, with what it changed.</p>
          {bring}
        </div>
      ) : (
        <Scroll label="Files">
          <table className="table registry">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className="n">
                  Rows
                </th>
                <th scope="col">What came of it</th>
                <th scope="col">Way back</th>
              </tr>
            </thead>
            <tbody>
              {files.data?.map((file) => (
                <tr key={file.id}>
                  <th scope="row">{link(file.id, file.fileName)}</th>
                  <td className="n">{count(file.rows)}</td>
                  <td className="told">{outcome(file)}</td>
                  <td>
                    {file.state !== 'stored' ? (
                      '–'
                    ) : (file.stored?.stays ?? null) !== null ? (
                      file.stored?.stays
                    ) : (
                      <button
                        type="button"
                        className="linkish"
                        disabled={busy}
                        aria-label={`Undo ${file.fileName}`}
                        onClick={() => undo.mutate(file.id)}
                      >
                        Undo
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

function outcome({ state, stored }: Brought): string {
  if (state === 'uploaded') return 'Not stored yet';
  if (state === 'storing') return 'Being stored';
  if (stored === null) return 'Stored';
  if (stored.undone !== null) return `Undone by ${stored.undone.by} on ${dayOf(stored.undone.at)}`;
  const { report } = stored;
  const who = `Stored by ${stored.by} on ${dayOf(stored.at)}`;
  if (report === null) return who;
  const { schools, compared } = report;
  const changed = compared.added + compared.changed + compared.removed;
  return `${who}: ${counted(schools.new, 'new school')}, ${count(schools.changed)} changed, ${counted(report.values, 'value')}${changed === 0 ? '' : `, ${count(changed)} other than before`}`;
}
