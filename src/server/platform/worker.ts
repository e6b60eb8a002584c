import { Worker } from 'node:worker_threads';
import { ProblemError, type FieldError, type ProblemKind } from '#contract/problem';
import { stackOf } from './log.ts';
import { Turns } from './turns.ts';

/** What a worker module sends back: a value, or an error in a form that survives the crossing. */
export type Reply =
  | { ok: true; value: unknown }
  | { ok: false; message: string; problem?: { kind: ProblemKind; errors: FieldError[] } };

/** What a module may send before its answer: the step it is at, what is done and what there is to do. */
export type Told = { progress: [step: string, done: number, total: number] };

/** What the thread is given: `transfer` names the memory in `data` that goes over to it instead of being copied. */
export interface Assignment {
  data: unknown;
  transfer?: ArrayBuffer[];
  /** Memory it may take; a thread that needs more is ended. */
  megabytes?: number;
}

/** In the whole process: each thread may take gigabytes, and more of them than cores are no faster. */
const mostThreads = 2;
const turns = new Turns(mostThreads);

/**
 * Runs a module in a thread of its own, so that the event loop stays free. `module` is the address of the caller's
 * neighbour without its ending: `.ts` in a checkout, `.js` where the package is installed. The assignment is fetched
 * when its turn has come, so that what waits holds no memory.
 */
export async function inWorker<T>(
  module: URL,
  fetch: () => Assignment | Promise<Assignment>,
  signal?: AbortSignal,
  progress?: (...told: Told['progress']) => void,
): Promise<T> {
  const end = await turns.take(signal).catch((error: unknown) => {
    throw stopped(error);
  });
  const worker = await start(module, fetch).catch((error: unknown) => {
    end();
    throw error;
  });
  // The turn lasts until the thread has given its memory back, however it ends.
  worker.once('exit', end);
  worker.on('message', (message: Told | Reply) => {
    if ('progress' in message) progress?.(...message.progress);
  });
  return answerOf<T>(worker, signal);
}

async function start(module: URL, fetch: () => Assignment | Promise<Assignment>): Promise<Worker> {
  const { data, transfer = [], megabytes = 2048 } = await fetch();
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new Worker(new URL(module.href + ending), {
    workerData: data,
    transferList: transfer,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
}

function answerOf<T>(worker: Worker, signal: AbortSignal | undefined): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      void worker.terminate();
      reject(stopped(signal?.reason));
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (reply: Told | Reply) => {
      if ('progress' in reply) return;
      if (reply.ok) resolve(reply.value as T);
      else reject(errorOf(reply));
    });
    worker.once('error', (error) => reject(error as Error));
    worker.once('exit', () => {
      signal?.removeEventListener('abort', abort);
      reject(new Error('The worker ended without an answer.'));
    });
  });
}

/** Whoever stops work says why; a request that was given up gives no reason worth a line in the log. */
function stopped(reason: unknown): Error {
  const told = reason instanceof Error && reason.name !== 'AbortError';
  return told ? reason : new ProblemError('conflict', 'This was given up before it was done.');
}

function errorOf(reply: Extract<Reply, { ok: false }>): Error {
  if (reply.problem === undefined) return new Error(reply.message);
  return new ProblemError(reply.problem.kind, reply.message, { errors: reply.problem.errors });
}

/** The worker's side: turns what was thrown into a reply. */
export function failure(error: unknown): Reply {
  if (error instanceof ProblemError) {
    return { ok: false, message: error.message, problem: { kind: error.kind, errors: error.errors } };
  }
  return { ok: false, message: error instanceof Error ? stackOf(error) : String(error) };
}
