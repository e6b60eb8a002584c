import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '#contract/client';
import type { StoredReport } from '#contract/importStorings';
import { cancelJob, type Job } from '#contract/jobs';
import { connection } from '../ui/connection.ts';
import { count, counted } from '#contract/words';
import { wordsOf } from '../ui/Problem.tsx';
import { Progress } from '../ui/Progress.tsx';
import { changesOf } from './sentences.ts';
import { nowWords, stepsOf, timeLeft, type Storing } from './storing.ts';
import { hasEnded } from './useJob.ts';

interface StoreJobProps {
  workspace: string;
  job: Job | null;
  storing: Storing;
  /** What came of it, once that is known. */
  report: StoredReport | null;
  /** The way to the answer, once all is stored. */
  onward: ReactNode;
  onAgain: () => void;
}

const titles: Record<Job['state'], string> = {
  waiting: 'Waiting for its turn',
  running: 'While it runs',
  done: 'Stored',
  failed: 'It could not be stored',
  cancelled: 'Stopped',
};

/** Storing, as far as it has come. */
export function StoreJob({ workspace, job, storing, report, onward, onAgain }: StoreJobProps) {
  if (job === null) return <output>Asking how far it has come.</output>;
  return (
    <section className="run" aria-labelledby="run-title">
      <h3 id="run-title" tabIndex={-1}>
        {titles[job.state]}
      </h3>
      {job.state === 'done' && (
        <>
          <p className="quiet">{storedWords(job)}</p>
          {report !== null && <p className="quiet">{changesOf(report)}.</p>}
          {onward}
        </>
      )}
      {!hasEnded(job) && <Running workspace={workspace} job={job} storing={storing} />}
      {(job.state === 'failed' || job.state === 'cancelled') && (
        <>
          <output className="quiet">
            {job.state === 'failed' ? (job.error ?? 'Something went wrong.') : ''} Nothing was stored.
          </output>
          <button type="button" className="btn line" onClick={onAgain}>
            Look at the columns again
          </button>
        </>
      )}
    </section>
  );
}

function Running({ workspace, job, storing }: { workspace: string; job: Job; storing: Storing }) {
  const stop = useMutation({
    mutationFn: (id: string) => call(connection, cancelJob, { workspace, job: id }),
  });
  const left = useTimeLeft(job);
  const [what, far] = nowWords(job, storing);
  const percent = job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0;
  return (
    <>
      <output className="quiet">
        {what}
        {far !== '' && (
          <>
            : <b>{far}</b>
          </>
        )}
        . {left}
      </output>
      <Progress done={job.done} total={job.total} label={`Storing, ${String(percent)} per cent`} />
      <ol className="steps">
        {stepsOf(job, storing).map(({ words, state, told }) => (
          <li key={words} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span>{words}</span>
            <span>{told}</span>
          </li>
        ))}
      </ol>
      <button type="button" className="linkish" disabled={stop.isPending} onClick={() => stop.mutate(job.id)}>
        Stop and keep nothing
      </button>
      {stop.isError && (
        <p className="err" role="alert">
          {wordsOf(stop.error).detail}
        </p>
      )}
    </>
  );
}

/** From the first count of this work that was seen; reading handles other cells, so its counts do not carry over. */
function useTimeLeft(job: Job): string | null {
  const [began, setBegan] = useState<{ total: number; done: number; at: number } | null>(null);
  const [now, setNow] = useState(0);
  const { total, done } = job;
  useEffect(() => {
    const timer = setTimeout(() => {
      const at = performance.now();
      setNow(at);
      setBegan((before) => (before?.total === total ? before : { total, done, at }));
    });
    return () => clearTimeout(timer);
  }, [total, done]);
  if (began === null) return null;
  return timeLeft(job, { done: began.done, seconds: (now - began.at) / 1000 });
}

function storedWords(job: Job): string {
  const number = (key: string) => {
    const value = job.result?.[key];
    return typeof value === 'number' ? value : null;
  };
  const [schools, refused] = [number('schools'), number('refused') ?? 0];
  const stored =
    schools === null ? 'All is stored.' : `${counted(schools, 'school is', 'schools are')} stored.`;
  return refused > 0
    ? `${stored} ${count(refused)} ${refused === 1 ? 'row was' : 'rows were'} left out, as you said.`
    : stored;
}
