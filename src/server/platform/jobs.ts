import { EventEmitter } from 'node:events';
import { ProblemError } from '#contract/problem';
import type { Job } from '#contract/jobs';
import type { Sql } from './db.ts';
import { newId } from './ids.ts';
import { jobColumns, jobOf } from './jobRow.ts';
import { log } from './log.ts';
import { isConnectionLost, knownProblem } from './problems.ts';
import { Progress, type ProgressState } from './progress.ts';
import { asSystem, inScope, type Scope } from './scope.ts';
import type { Tools, Work } from './work.ts';

interface Claimed {
  workspace_id: string;
  id: string;
  kind: string;
  input: unknown;
  created_by: string;
  /** Together with the state this says whose claim is the valid one: a slow worker finds a higher number. */
  attempts: number;
}

class Cancelled extends Error {}
/** Another worker has taken this job over; whatever this one still thinks of it no longer counts. */
class Superseded extends Error {}

const deadAfter = '15 seconds';
const mostAttempts = 3;
const followMilliseconds = 2_000;

/** A queue in the database, worked off by this process, one job at a time. */
export class Jobs {
  readonly #pool: Sql;
  readonly #requireRoom: () => Promise<void>;
  readonly #works = new Map<string, Work<unknown, unknown, unknown>>();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  readonly #running = new Map<string, AbortController>();
  #timer: NodeJS.Timeout | undefined;
  #active: Promise<void> = Promise.resolve();
  #busy = false;
  #stopped = false;

  /** `requireRoom` throws while there is no room for what the work would store. */
  constructor(pool: Sql, requireRoom: () => Promise<void> = () => Promise.resolve()) {
    this.#pool = pool;
    this.#requireRoom = requireRoom;
  }

  register<I, M, P>(work: Work<I, M, P>): void {
    this.#works.set(work.kind, work as Work<unknown, unknown, unknown>);
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

  /** Inside the transaction that asks for it. Call `wake` after that transaction has ended. */
  async add(scope: Scope, kind: string, input: Record<string, unknown>): Promise<Job> {
    const row = await scope.queries
      .insertInto('job')
      .values({
        workspace_id: scope.actor.workspace ?? '',
        id: newId(),
        kind,
        input: JSON.stringify(input),
        created_by: scope.actor.person,
        step: 'Waiting for its turn',
      })
      .returning(jobColumns)
      .executeTakeFirstOrThrow();
    return jobOf(row);
  }

  wake(): void {
    setImmediate(() => this.#wake());
  }

  async find(scope: Scope, id: string): Promise<Job> {
    const row = await scope.queries
      .selectFrom('job')
      .select(jobColumns)
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) throw new ProblemError('not-found', 'There is no such job in this workspace.');
    return jobOf(row);
  }

  /** A waiting job ends here; a running one is asked to stop. One statement, so that no claim comes between. */
  async cancel(scope: Scope, id: string): Promise<Job> {
    const changed = await scope.sql`
      update job set cancel_requested = true,
        finished_at = case when state = 'waiting' then now() end,
        step = case when state = 'waiting' then 'Stopped before it began.' else step end,
        state = case when state = 'waiting' then 'cancelled' else state end
      where id = ${id} and state in ('waiting', 'running') returning id`;
    const job = await this.find(scope, id);
    if (changed.length === 0) {
      throw new ProblemError('conflict', 'This job has already ended; there is nothing to stop.');
    }
    this.#running.get(id)?.abort(new Cancelled());
    return job;
  }

  /**
   * The job as it changes, until it has ended. A change only wakes the reader, who reads the row anew, with whatever
   * may have become of their right to see it. Holds no transaction and no connection.
   */
  async *follow(read: () => Promise<Job>, id: string, signal: AbortSignal): AsyncGenerator<Job> {
    let changed = false;
    let wake = () => {};
    const listener = () => {
      changed = true;
      wake();
    };
    this.#changes.on(id, listener);
    signal.addEventListener('abort', listener, { once: true });
    try {
      while (!signal.aborted) {
        changed = false;
        const current = await read();
        yield current;
        if (current.state !== 'waiting' && current.state !== 'running') return;
        if (changed) continue;
        // Without a word, look again after two seconds: another process may be doing the work.
        await new Promise<void>((resolve) => setTimeout((wake = resolve), followMilliseconds).unref());
      }
    } finally {
      this.#changes.off(id, listener);
      signal.removeEventListener('abort', listener);
    }
  }

  #wake(): void {
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    this.#active = this.#workOff()
      .catch((error: unknown) => log('error', 'jobs', { error }))
      .finally(() => (this.#busy = false));
  }

  async #workOff(): Promise<void> {
    while (!this.#stopped) {
      const job = await this.#claim();
      if (job === null) return;
      await this.#run(job);
    }
  }

  async #claim(): Promise<Claimed | null> {
    const rows = await asSystem(
      this.#pool,
      ({ sql }) => sql<Claimed[]>`
        update job set state = 'running', attempts = attempts + 1, heartbeat = now()
        where (workspace_id, id) in (
          select workspace_id, id from job
          where state = 'waiting' or (state = 'running' and heartbeat < now() - ${deadAfter}::interval)
          order by created_at limit 1 for update skip locked
        )
        returning workspace_id, id, kind, input, created_by, attempts`,
    );
    return rows[0] ?? null;
  }

  async #run(job: Claimed): Promise<void> {
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    const progress = new Progress((state) => this.#report(job, state, controller));
    try {
      await this.#work(job, progress, controller.signal);
    } catch (error) {
      await progress.close();
      await this.#end(job, error);
    } finally {
      await progress.close();
      this.#running.delete(job.id);
      this.#changes.emit(job.id);
    }
  }

  async #work(job: Claimed, progress: Progress, signal: AbortSignal): Promise<void> {
    const work = this.#works.get(job.kind);
    if (this.#stopped) throw new Error('The server is stopping.');
    if (work === undefined) throw new Error(`No work of the kind ‘${job.kind}’ is known to this version.`);
    if (job.attempts > mostAttempts) throw new Error('This work stopped the server three times.');
    const tools: Tools = { progress: (step, done, total) => progress.set({ step, done, total }), signal };
    const actor = { person: job.created_by, workspace: job.workspace_id };
    await this.#requireRoom();
    const material = await inScope(this.#pool, actor, (scope) => work.read(scope, job.input));
    // Told to stop meanwhile: whoever computes listens from now on, and would wait for a stop that has come already.
    signal.throwIfAborted();
    const plan = await work.compute(material, tools);
    await inScope(this.#pool, actor, async (scope) => {
      const result = await work.write(scope, job.input, plan, tools);
      await markDone(scope, job, progress.latest(), result);
    });
  }

  /** What becomes of a job that did not reach its end. */
  async #end(job: Claimed, error: unknown): Promise<void> {
    if (error instanceof Superseded) return;
    const finished = { finished_at: new Date().toISOString() };
    if (error instanceof Cancelled) {
      await this.#change(job, { state: 'cancelled', step: 'Stopped. Nothing was stored.', ...finished });
    } else if (this.#stopped || isConnectionLost(error)) {
      const attempts = this.#stopped ? job.attempts - 1 : job.attempts;
      await this.#change(job, { state: 'waiting', step: 'Waiting for the server', attempts });
    } else {
      const known = knownProblem(error);
      if (known !== error) log('error', 'job failed', { job: job.id, kind: job.kind, error });
      const told = known?.message ?? 'Something went wrong on our side. Nothing was stored.';
      await this.#change(job, { state: 'failed', error: told, ...finished });
    }
  }

  async #report(job: Claimed, state: Partial<ProgressState>, controller: AbortController): Promise<void> {
    const row = await this.#change(job, { ...state, heartbeat: new Date().toISOString() });
    if (row === undefined) controller.abort(new Superseded());
    else if (row.cancel_requested) controller.abort(new Cancelled());
    else await this.#requireRoom().catch((error: unknown) => controller.abort(error));
    this.#changes.emit(job.id);
  }

  /** Changes the row only while this claim is the valid one. */
  #change(job: Claimed, change: Record<string, unknown>): Promise<{ cancel_requested: boolean } | undefined> {
    return asSystem(this.#pool, ({ queries }) =>
      queries
        .updateTable('job')
        .set(change)
        .where('workspace_id', '=', job.workspace_id)
        .where('id', '=', job.id)
        .where('state', '=', 'running')
        .where('attempts', '=', job.attempts)
        .returning('cancel_requested')
        .executeTakeFirst(),
    );
  }
}

/** In the transaction that stores the work: together or not at all, and never against a stop that was acknowledged. */
async function markDone(
  scope: Scope,
  job: Claimed,
  progress: Partial<ProgressState>,
  result: Record<string, unknown>,
): Promise<void> {
  const row = await scope.queries
    .updateTable('job')
    .set({
      ...progress,
      state: 'done',
      step: 'Done',
      result: JSON.stringify(result),
      finished_at: new Date().toISOString(),
    })
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .where('attempts', '=', job.attempts)
    .returning('cancel_requested')
    .executeTakeFirst();
  if (row === undefined) throw new Superseded();
  if (row.cancel_requested) throw new Cancelled();
}
