import { z } from 'zod';
import { call, urlOf, type Connection } from './client.ts';
import { endpoint, id } from './endpoint.ts';

/**
 * What a request does while its answer is waited for. Unlike a job nothing of it is kept: whoever asks makes up an id,
 * and may follow and stop the work by it until the answer has come.
 */
export const progressed = z.object({
  /** What is being done now, in words; empty before it has begun. */
  step: z.string(),
  done: z.int(),
  /** 0 while not yet known. */
  total: z.int(),
});
export type Progressed = z.output<typeof progressed>;

const input = z.object({ workspace: id, work: id });

export const followWork = endpoint({
  id: 'work.follow',
  method: 'GET',
  path: '/api/workspaces/{workspace}/work/{work}/events',
  summary: 'An event stream of how far a request of one’s own has come, by the id that one gave it',
  act: 'workspace.read',
  form: 'events',
  input,
  output: progressed,
});

export const stopWork = endpoint({
  id: 'work.stop',
  method: 'POST',
  path: '/api/workspaces/{workspace}/work/{work}/stop',
  summary: 'Stop a request of one’s own; it answers that it was stopped, and nothing of it is kept',
  act: 'workspace.read',
  input,
  output: z.object({ /** False where it has ended already, or never was. */ stopped: z.boolean() }),
});

/** How a page follows and stops such a request. */
export interface WaysToWork {
  follow: (work: string) => string;
  stop: (work: string) => Promise<unknown>;
}

export const waysToWork = (connection: Connection, workspace: string): WaysToWork => ({
  follow: (work) => urlOf(followWork, { workspace, work }),
  stop: (work) => call(connection, stopWork, { workspace, work }),
});
