import { z } from 'zod';
import { endpoint, id } from './endpoint.ts';

/** Long work, as everybody sees it: the page, the command line and the event stream show this same object. */
export const job = z.object({
  id,
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** What is being done now, in words: 'Reading rows'. */
  step: z.string(),
  done: z.int(),
  /** 0 while not yet known. */
  total: z.int(),
  /** What failed, where, and what to do. */
  error: z.string().nullable(),
  /** What came of it, by kind; an import gives its counts. */
  result: z.record(z.string(), z.unknown()).nullable(),
  created: z.string(),
  finished: z.string().nullable(),
});
export type Job = z.output<typeof job>;

const input = z.object({ workspace: id, job: id });

export const readJob = endpoint({
  id: 'jobs.read',
  method: 'GET',
  path: '/api/workspaces/{workspace}/jobs/{job}',
  summary: 'How far a job has come',
  act: 'workspace.read',
  input,
  output: job,
});

export const followJob = endpoint({
  id: 'jobs.follow',
  method: 'GET',
  path: '/api/workspaces/{workspace}/jobs/{job}/events',
  summary: 'An event stream of the job, closed when the job has ended',
  act: 'workspace.read',
  form: 'events',
  input,
  output: job,
});

export const cancelJob = endpoint({
  id: 'jobs.cancel',
  method: 'POST',
  path: '/api/workspaces/{workspace}/jobs/{job}/cancel',
  summary: 'Stop a job; nothing of it is kept',
  act: 'schools.import',
  input,
  output: job,
});
