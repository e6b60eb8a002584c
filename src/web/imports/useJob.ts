import { useEffect, useState } from 'react';
import { call, urlOf } from '#contract/client';
import { followJob, job as jobShape, readJob, type Job } from '#contract/jobs';
import { connection } from '../ui/connection.ts';

const pollMilliseconds = 2000;

export function hasEnded(job: Pick<Job, 'state'>): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

/** A job as it goes, from its event stream; where the stream breaks off, it is asked for every two seconds. */
export function useJob(workspace: string, id: string | null): Job | null {
  const [job, setJob] = useState<Job | null>(null);
  useEffect(() => {
    if (id === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const input = { workspace, job: id };
    const source = new EventSource(urlOf(followJob, input));
    const poll = () => {
      call(connection, readJob, input).then(
        (read) => {
          if (left) return;
          setJob(read);
          if (!hasEnded(read)) timer = setTimeout(poll, pollMilliseconds);
        },
        () => {
          if (!left) timer = setTimeout(poll, pollMilliseconds);
        },
      );
    };
    const take = (event: MessageEvent<string>) => {
      const read = jobShape.parse(JSON.parse(event.data));
      setJob(read);
      if (hasEnded(read)) source.close();
    };
    source.addEventListener('message', take);
    source.addEventListener('job', take);
    source.addEventListener('error', () => {
      source.close();
      poll();
    });
    return () => {
      left = true;
      source.close();
      clearTimeout(timer);
    };
  }, [workspace, id]);
  return job?.id === id ? job : null;
}
