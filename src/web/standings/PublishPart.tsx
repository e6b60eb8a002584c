import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '#contract/client';
import type { ChosenSettings } from '#contract/identificationInput';
import { cancelJob, type Job } from '#contract/jobs';
import { publishStanding, type Published } from '#contract/standings';
import { count, listed } from '#contract/words';
import { connection } from '../ui/connection.ts';
import { dayOf } from '../ui/days.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { Progress } from '../ui/Progress.tsx';
import { publishJobQuery, standingQuery } from './queries.ts';
import './publish.css';

interface PublishPartProps {
  workspace: string;
  /** Those of the Identify page, with every choice made. */
  settings: ChosenSettings;
  mayPublish: boolean;
}

/** Shows every school where it stands, with the settings on the page; whoever may not do that sees what was published. */
export function PublishPart({ workspace, settings, mayPublish }: PublishPartProps) {
  const client = useQueryClient();
  const { data } = useQuery(standingQuery(workspace));
  const start = useMutation({
    mutationFn: () => call(connection, publishStanding, { workspace, ...settings }),
  });
  const read = useQuery(publishJobQuery(workspace, start.data?.id));
  const job = start.data === undefined ? undefined : (read.data ?? start.data);
  const isGoing = job?.state === 'waiting' || job?.state === 'running';
  const ended = job?.state;
  useEffect(() => {
    if (ended === 'done') void client.invalidateQueries({ queryKey: ['standings', workspace] });
  }, [client, workspace, ended]);
  if (data === undefined) return mayPublish ? <div className="publish-room" /> : null;
  if (!mayPublish && data.published === null) return null;
  return (
    <section className="no-print publish" aria-labelledby="publish-title">
      <h3 id="publish-title">Where each school stands</h3>
      <p className="note">
        {data.published === null
          ? 'Each school can have a page of its own: how it does against its circumstances, how sure that is, and which schools like it do better in what. A head sees that of their own school only.'
          : publishedWords(data.published, data.changed)}
      </p>
      {isGoing ? (
        <Going workspace={workspace} job={job} />
      ) : (
        mayPublish && (
          <button
            type="button"
            className="btn line small"
            disabled={start.isPending}
            onClick={() => start.mutate()}
          >
            {data.published === null ? 'Publish with these settings' : 'Publish again, with these settings'}
          </button>
        )
      )}
      <output className="note">{job !== undefined && !isGoing && endedWords(job)}</output>
      {start.isError && (
        <p className="err" role="alert">
          {wordsOf(start.error).detail}
        </p>
      )}
    </section>
  );
}

function publishedWords({ at, by, schools, method }: Published, changed: boolean | null): string {
  const indicators = listed(method.indicators.map(({ label }) => label));
  const again = changed === true ? ' The data have changed since.' : '';
  return `${count(schools)} pages were published ${dayOf(at)}${by === null ? '' : ` by ${by}`}: ${method.result.label} ${method.result.periods.at(-1) ?? ''} against ${indicators}.${again}`;
}

function Going({ workspace, job }: { workspace: string; job: Job }) {
  const stop = useMutation({ mutationFn: () => call(connection, cancelJob, { workspace, job: job.id }) });
  return (
    <>
      <Progress done={job.done} total={job.total} label={`Publishing. ${job.step}`} />
      <p className="note">{job.step.replace(/[^.]$/, '$&.')}</p>
      <button type="button" className="linkish" disabled={stop.isPending} onClick={() => stop.mutate()}>
        Stop and keep nothing
      </button>
    </>
  );
}

function endedWords(job: Job): string {
  if (job.state === 'cancelled') return 'Stopped. What was published before still stands.';
  if (job.state === 'failed') return `${job.error ?? 'Something went wrong.'} Nothing was published.`;
  return 'Published. Every school can read its page.';
}
