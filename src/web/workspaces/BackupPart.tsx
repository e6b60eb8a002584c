import { useMutation, useQuery } from '@tanstack/react-query';
import { downloadBackup, startBackup } from '#contract/backup';
import { call, urlOf } from '#contract/client';
import { cancelJob, readJob, type Job } from '#contract/jobs';
import type { Membership } from '#contract/workspaces';
import { connection } from '../ui/connection.ts';
import { wordsOf } from '../ui/Problem.tsx';
import { Progress } from '../ui/Progress.tsx';

const pollMilliseconds = 1000;

/** Everything in the workspace as one file, for those who may take it out. */
export function BackupPart({ workspace }: { workspace: Membership }) {
  const start = useMutation({ mutationFn: () => call(connection, startBackup, { workspace: workspace.id }) });
  const job = useBackupJob(workspace.id, start.data);
  if (!workspace.abilities.includes('workspace.export')) return null;
  const isGoing = job?.state === 'waiting' || job?.state === 'running';
  return (
    <section className="backup" aria-labelledby="backup-title">
      <h2 id="backup-title">Download everything</h2>
      <p className="quiet">
        One file with all schools, figures, people and files of this workspace and its audit trail, as they
        are at this moment. It can be restored into any installation. It holds names and addresses and is not
        encrypted: keep it where only you can read it.
      </p>
      {isGoing ? (
        <Going workspace={workspace.id} job={job} />
      ) : (
        <button type="button" className="btn line" disabled={start.isPending} onClick={() => start.mutate()}>
          {job === undefined ? 'Write the file' : 'Write it again'}
        </button>
      )}
      <output>{job !== undefined && !isGoing && <Ended workspace={workspace.id} job={job} />}</output>
      {start.isError && (
        <p className="err" role="alert">
          {wordsOf(start.error).detail}
        </p>
      )}
    </section>
  );
}

function useBackupJob(workspace: string, started: Job | undefined): Job | undefined {
  const id = started?.id ?? '';
  const read = useQuery({
    queryKey: ['backup', workspace, id],
    queryFn: () => call(connection, readJob, { workspace, job: id }),
    enabled: started !== undefined,
    refetchInterval: ({ state }) => {
      const now = state.data?.state ?? 'waiting';
      return now === 'waiting' || now === 'running' ? pollMilliseconds : false;
    },
  });
  return started === undefined ? undefined : (read.data ?? started);
}

function Going({ workspace, job }: { workspace: string; job: Job }) {
  const stop = useMutation({ mutationFn: () => call(connection, cancelJob, { workspace, job: job.id }) });
  return (
    <>
      <Progress done={job.done} total={job.total} label={`Writing the file. ${job.step}`} />
      <p className="quiet">{job.step.replace(/[^.]$/, '$&.')}</p>
      <button type="button" className="linkish" disabled={stop.isPending} onClick={() => stop.mutate()}>
        Stop and keep nothing
      </button>
    </>
  );
}

function Ended({ workspace, job }: { workspace: string; job: Job }) {
  if (job.state === 'cancelled') return <p>Stopped. Nothing was kept.</p>;
  if (job.state === 'failed') return <p className="err">{job.error ?? 'Something went wrong.'}</p>;
  const bytes = typeof job.result?.['bytes'] === 'number' ? job.result['bytes'] : 0;
  return (
    <p>
      <a href={urlOf(downloadBackup, { workspace, job: job.id })} download>
        Download it ({sizeOf(bytes)})
      </a>{' '}
      within a day.
    </p>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${String(Math.max(1, Math.round(bytes / 1000)))} kB`;
  return `${(bytes / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`;
}
