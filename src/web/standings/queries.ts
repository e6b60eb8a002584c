import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { readJob } from '#contract/jobs';
import { readSchoolStanding, readStanding } from '#contract/standings';
import { connection } from '../ui/connection.ts';

export function standingQuery(workspace: string) {
  return queryOptions({
    queryKey: ['standings', workspace, 'published'],
    queryFn: () => call(connection, readStanding, { workspace }),
  });
}

export function schoolStandingQuery(workspace: string, school: string) {
  return queryOptions({
    queryKey: ['standings', workspace, 'school', school],
    queryFn: () => call(connection, readSchoolStanding, { workspace, school }),
  });
}

const pollMilliseconds = 1000;

/** A job of publishing, asked for until it has ended. */
export function publishJobQuery(workspace: string, job: string | undefined) {
  return queryOptions({
    queryKey: ['standings', workspace, 'job', job],
    queryFn: () => call(connection, readJob, { workspace, job: job ?? '' }),
    enabled: job !== undefined,
    refetchInterval: ({ state }) => {
      const now = state.data?.state ?? 'waiting';
      return now === 'waiting' || now === 'running' ? pollMilliseconds : false;
    },
  });
}
