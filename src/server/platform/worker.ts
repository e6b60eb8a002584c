import { Worker } from 'node:worker_threads';
import { ProblemError, type FieldError, type ProblemKind } from '#contract/problem';

/** What a worker module sends back: a value, or an error in a form that survives the crossing. */
export type Reply =
  | { ok: true; value: unknown }
  | { ok: false; message: string; problem?: { kind: ProblemKind; errors: FieldError[] } };

/**
 * Runs a module in a thread of its own, so that the event loop stays free. `module` is the address of the caller's
 * neighbour without its ending: `.ts` in a checkout, `.js` where the package is installed.
 */
export function inWorker<T>(module: URL, data: unknown, signal?: AbortSignal): Promise<T> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const worker = new Worker(new URL(module.href + ending), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      void worker.terminate();
      reject(signal?.reason instanceof Error ? signal.reason : new Error('Stopped.'));
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    worker.once('message', (reply: Reply) => {
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

function errorOf(reply: Extract<Reply, { ok: false }>): Error {
  if (reply.problem === undefined) return new Error(reply.message);
  return new ProblemError(reply.problem.kind, reply.message, { errors: reply.problem.errors });
}

/** The worker's side: turns what was thrown into a reply. */
export function failure(error: unknown): Reply {
  if (error instanceof ProblemError) {
    return { ok: false, message: error.message, problem: { kind: error.kind, errors: error.errors } };
  }
  return { ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
