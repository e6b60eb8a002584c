import { EventEmitter } from 'node:events';
import type { Claimed, Claims } from './claims.ts';
import type { Sql, TransactionSql } from './db.ts';
import { log } from './log.ts';
import { isConnectionLost, knownProblem } from './problems.ts';
import { Progress, type ProgressState } from './progress.ts';
import type { Tools } from './work.ts';

class Cancelled extends Error {}
/** Another worker has taken this job over; whatever this one still thinks of it no longer counts. */
class Superseded extends Error {}

/** What somebody who works a row off is given. */
export interface Course extends Tools {
  /** What was last told of the progress. */
  latest(): Partial<ProgressState>;
}

/** Where the rows of a queue lie, and how one of them is worked off. */
export interface Shelf<J extends Claimed> {
  claim(): Promise<J | null>;
  /** Changes the row only while this claim is the valid one. */
  change(job: J, change: Record<string, unknown>): Promise<{ cancel_requested: boolean } | undefined>;
  /** Does the work, and says in the same transaction that it is done. */
  work(job: J, course: Course): Promise<void>;
  /** Throws while there is no room for what the work would store. */
  requireRoom(): Promise<void>;
  /** What people are told of a failure that is ours: that nothing came of it. */
  nothingCame: string;
}

const mostAttempts = 3;

/** A queue in the database, worked off by this process, one job at a time. */
export class Queue<J extends Claimed> {
  /** Tells of each job by its id that it has changed. */
  readonly changes = new EventEmitter().setMaxListeners(0);
  readonly #shelf: Shelf<J>;
  readonly #running = new Map<string, AbortController>();
  #timer: NodeJS.Timeout | undefined;
  #active: Promise<void> = Promise.resolve();
  #busy = false;
  #stopped = false;

  constructor(shelf: Shelf<J>) {
    this.#shelf = shelf;
  }

  start(): void {
    this.#timer = setInterval(() => this.#wake(), 1_000);
    this.#timer.unref();
    this.#wake();
  }

  /** Running work is let go at its next check; it begins again at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const controller of this.#running.values()) controller.abort(new Error('The server is stopping.'));
    await this.#active;
  }

  /** Looks at once for what was just asked for, if this process works things off at all. */
  wake(): void {
    if (this.#timer !== undefined) setImmediate(() => this.#wake());
  }

  /** Asks running work to stop. */
  cancel(id: string): void {
    this.#running.get(id)?.abort(new Cancelled());
  }

  #wake(): void {
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    this.#active = this.workOff()
      .catch((error: unknown) => log('error', 'jobs', { error }))
      .finally(() => (this.#busy = false));
  }

  /** Until nothing is waiting. */
  async workOff(): Promise<void> {
    while (!this.#stopped) {
      const job = await this.#shelf.claim();
      if (job === null) return;
      await this.#run(job);
    }
  }

  async #run(job: J): Promise<void> {
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    const progress = new Progress((state) => this.#report(job, state, controller));
    try {
      if (this.#stopped) throw new Error('The server is stopping.');
      if (job.attempts > mostAttempts) throw new Error('This work stopped the server three times.');
      await this.#shelf.requireRoom();
      await this.#shelf.work(job, {
        progress: (step, done, total) => progress.set({ step, done, total }),
        latest: () => progress.latest(),
        signal: controller.signal,
      });
    } catch (error) {
      await progress.close();
      await this.#end(job, error);
    } finally {
      await progress.close();
      this.#running.delete(job.id);
      this.changes.emit(job.id);
    }
  }

  /** What becomes of a job that did not reach its end. */
  async #end(job: J, error: unknown): Promise<void> {
    if (error instanceof Superseded) return;
    const { change, nothingCame } = this.#shelf;
    const finished = { finished_at: new Date().toISOString() };
    if (error instanceof Cancelled) {
      await change(job, { state: 'cancelled', step: `Stopped. ${nothingCame}`, ...finished });
    } else if (this.#stopped || isConnectionLost(error)) {
      const attempts = this.#stopped ? job.attempts - 1 : job.attempts;
      await change(job, { state: 'waiting', step: 'Waiting for the server', attempts });
    } else {
      const known = knownProblem(error);
      if (known !== error) log('error', 'job failed', { job: job.id, kind: job.kind, error });
      const told = known?.message ?? `Something went wrong on our side. ${nothingCame}`;
      await change(job, { state: 'failed', error: told, ...finished });
    }
  }

  async #report(job: J, state: Partial<ProgressState>, controller: AbortController): Promise<void> {
    const row = await this.#shelf.change(job, { ...state, heartbeat: new Date().toISOString() });
    if (row === undefined) controller.abort(new Superseded());
    else if (row.cancel_requested) controller.abort(new Cancelled());
    else await this.#shelf.requireRoom().catch((error: unknown) => controller.abort(error));
    this.changes.emit(job.id);
  }
}

/** In the transaction that stores the work: together or not at all, and never against a stop that was acknowledged. */
export async function markDone<J extends Claimed>(
  sql: Sql | TransactionSql,
  claims: Claims<J>,
  { job, course, result }: { job: J; course: Course; result: Record<string, unknown> },
): Promise<void> {
  const row = await claims.change(sql, job, {
    ...course.latest(),
    state: 'done',
    step: 'Done',
    result: JSON.stringify(result),
    finished_at: new Date().toISOString(),
  });
  if (row === undefined) throw new Superseded();
  if (row.cancel_requested) throw new Cancelled();
}
