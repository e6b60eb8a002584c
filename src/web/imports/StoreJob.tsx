import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '#contract/client';
import { cancelJob, type Job } from '#contract/jobs';
import type { Mapping } from '#contract/imports';
import { connection } from '../ui/connection.ts';
import { count } from '#contract/words';
import { wordsOf } from '../ui/Problem.tsx';
import { Progress } from '../ui/Progress.tsx';
import { hasEnded } from './useJob.ts';
import { stepAt, stepsOf } from './sentences.ts';

interface StoreJobProps {
  workspace: string;
  job: Job | null;
  mapping: Mapping;
  /** The way to the answer, once all is stored. */
  onward: ReactNode;
  onAgain: () => void;
}

/** Storing, as far as it has come. */
export function StoreJob({ workspace, job, mapping, onward, onAgain }: StoreJobProps) {
  const stop = useMutation({
    mutationFn: (id: string) => call(connection, cancelJob, { workspace, job: id }),
  });
  if (job === null) return <output>Asking how far it has come.</output>;
  const percent = job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0;
  return (
    <section className="run" aria-labelledby="run-title">
      <h3 id="run-title">{titles[job.state]}</h3>
      {job.state === 'done' ? (
        <>
          <p className="quiet">{storedWords(job)}</p>
          {onward}
        </>
      ) : (
        <output className="quiet">
          {job.state === 'failed'
            ? `${job.error ?? 'Something went wrong.'} Nothing was stored.`
            : job.step.replace(/[^.]$/, '$&.')}
        </output>
      )}
      {!hasEnded(job) && (
        <>
          <Progress done={job.done} total={job.total} label={`Storing, ${String(percent)} per cent`} />
          <Steps mapping={mapping} job={job} />
          <button
            type="button"
            className="linkish"
            disabled={stop.isPending}
            onClick={() => stop.mutate(job.id)}
          >
            Stop and keep nothing
          </button>
          {stop.isError && (
            <p className="err" role="alert">
              {wordsOf(stop.error).detail}
            </p>
          )}
        </>
      )}
      {(job.state === 'failed' || job.state === 'cancelled') && (
        <button type="button" className="btn line" onClick={onAgain}>
          Look at the columns again
        </button>
      )}
    </section>
  );
}

const titles: Record<Job['state'], string> = {
  waiting: 'Waiting for its turn',
  running: 'Storing',
  done: 'Stored',
  failed: 'It could not be stored',
  cancelled: 'Stopped',
};

function Steps({ mapping, job }: { mapping: Mapping; job: Job }) {
  const steps = stepsOf(mapping);
  const at = stepAt(steps, job.step);
  return (
    <ol className="steps">
      {steps.map((step, i) => (
        <li
          key={step}
          className={i === at ? 'now' : i > at ? 'coming' : undefined}
          aria-current={i === at ? 'step' : undefined}
        >
          <span>{step}</span>
          <span>{i < at ? 'done' : i === at ? 'now' : i === at + 1 ? 'next' : ''}</span>
        </li>
      ))}
    </ol>
  );
}

function storedWords(job: Job): string {
  const schools = job.result?.['schools'];
  const refused = job.result?.['refused'];
  const stored = typeof schools === 'number' ? `${count(schools)} schools are stored.` : 'All is stored.';
  return typeof refused === 'number' && refused > 0
    ? `${stored} ${count(refused)} rows were left out, as you said.`
    : stored;
}
