import { EventEmitter } from 'node:events';
import { ProblemError } from '#contract/problem';
import type { Job } from '#contract/jobs';
import type { Sql } from './db.ts';
import { newId, now } from './ids.ts';
import { log } from './log.ts';
import { Progress, type ProgressState } from './progress.ts';
import { asSystem, inScope, type Scope } from './scope.ts';
import type { Tools, Work } from './work.ts';

interface Claimed {
  workspace_id: string;
  id: string;
  kind: string;
  input: unknown;
  created_by: string;
  attempts: number;
}

class Cancelled extends Error {}

const deadAfter = '15 seconds';
const mostAttempts = 3;
const followMilliseconds = 2_000;

const columns = [
  'id',
  'kind',
  'state',
  'step',
  'done',
  'total',
  'error',
  'result',
  'created_at',
  'finished_at',
] as const;

/** A queue in the database, worked off by this process; other processes on the same database share the work. */
export class Jobs {
  readonly #pool: Sql;
  readonly #works = new Map<string, Work<unknown, unknown, unknown>>();
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #running = new Map<string, AbortController>();
  #timer: NodeJS.Timeout | undefined;
  #active: Promise<void> = Promise.resolve();
  #busy = false;
  #stopped = false;

  constructor(pool: Sql) {
    this.#pool = pool;
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
  async add(scope: Scope, kind: string, input: Record<string, unknown>, total: number): Promise<Job> {
    const row = await scope.queries
      .insertInto('job')
      .values({
        workspace_id: scope.actor.workspace ?? '',
        id: newId(),
        kind,
        input: JSON.stringify(input),
        created_by: scope.actor.person,
        step: 'Waiting for its turn',
        total,
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    return shown(row);
  }

  wake(): void {
    setImmediate(() => this.#wake());
  }

  async find(scope: Scope, id: string): Promise<Job> {
    const row = await scope.queries.selectFrom('job').select(columns).where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new ProblemError('not-found', 'There is no such job in this workspace.');
    return shown(row);
  }

  async cancel(scope: Scope, id: string): Promise<Job> {
    const { state } = await this.find(scope, id);
    if (state !== 'waiting' && state !== 'running') {
      throw new ProblemError('conflict', 'This job has already ended; there is nothing to stop.');
    }
    await scope.queries
      .updateTable('job')
      .set(
        state === 'waiting'
          ? { state: 'cancelled', finished_at: now(), cancel_requested: true }
          : { cancel_requested: true },
      )
      .where('id', '=', id)
      .execute();
    this.#running.get(id)?.abort(new Cancelled('Stopped at your request.'));
    return this.find(scope, id);
  }

  /** The job as it changes, until it has ended. Holds no transaction and no connection. */
  async *follow(read: () => Promise<Job>, id: string, signal: AbortSignal): AsyncGenerator<Job> {
    let latest: Job | null = null;
    let wake = () => {};
    const listener = (job: Job) => {
      latest = job;
      wake();
    };
    this.#events.on(id, listener);
    signal.addEventListener('abort', () => wake(), { once: true });
    try {
      for (let current = await read(); !signal.aborted; current = latest ?? (await read())) {
        latest = null;
        yield current;
        if (current.state !== 'waiting' && current.state !== 'running') return;
        // Another process may be doing the work: without an event, look again after two seconds.
        if (latest === null)
          await new Promise<void>((resolve) => setTimeout((wake = resolve), followMilliseconds).unref());
      }
    } finally {
      this.#events.off(id, listener);
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
    for (
      let claimed = await this.#claim();
      claimed !== null && !this.#stopped;
      claimed = await this.#claim()
    ) {
      await this.#run(claimed);
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
    const work = this.#works.get(job.kind);
    const controller = new AbortController();
    this.#running.set(job.id, controller);
    const report = new Progress((state) => this.#report(job, state, controller));
    const actor = { person: job.created_by, workspace: job.workspace_id };
    try {
      if (work === undefined) throw new Error(`No work of the kind ‘${job.kind}’ is known to this version.`);
      if (job.attempts > mostAttempts)
        throw new Error('This work stopped the server three times and is not tried again.');
      const tools: Tools = {
        progress: (step, done, total) => report.set({ step, done, total }),
        signal: controller.signal,
      };
      const material = await inScope(this.#pool, actor, (scope) => work.read(scope, job.input));
      const plan = await work.compute(material, tools);
      await inScope(this.#pool, actor, async (scope) => {
        const result = await work.write(scope, job.input, plan, tools);
        controller.signal.throwIfAborted();
        await scope.queries
          .updateTable('job')
          .set({
            ...report.latest(),
            state: 'done',
            result: JSON.stringify(result),
            finished_at: now(),
            heartbeat: now(),
            step: 'Done',
          })
          .where('id', '=', job.id)
          .execute();
      });
      await report.close();
      await this.#finish(job, {});
    } catch (error) {
      await report.close();
      await this.#fail(job, work, error);
    } finally {
      this.#running.delete(job.id);
    }
  }

  async #fail(
    job: Claimed,
    work: Work<unknown, unknown, unknown> | undefined,
    error: unknown,
  ): Promise<void> {
    if (this.#stopped && !(error instanceof Cancelled)) {
      return this.#finish(job, {
        state: 'waiting',
        step: 'Waiting for the server',
        attempts: job.attempts - 1,
      });
    }
    const actor = { person: job.created_by, workspace: job.workspace_id };
    await inScope(this.#pool, actor, async (scope) => work?.undo(scope, job.input));
    if (error instanceof Cancelled) {
      return this.#finish(job, {
        state: 'cancelled',
        step: 'Stopped. Nothing was stored.',
        finished_at: now(),
      });
    }
    if (!(error instanceof ProblemError)) log('error', 'job failed', { job: job.id, kind: job.kind, error });
    const told =
      error instanceof ProblemError ? error.message : 'Something went wrong on our side. Nothing was stored.';
    await this.#finish(job, { state: 'failed', error: told, finished_at: now() });
  }

  async #finish(job: Claimed, change: Record<string, unknown>): Promise<void> {
    const row = await asSystem(this.#pool, ({ queries }) =>
      queries
        .updateTable('job')
        .set({ ...change, heartbeat: now() })
        .where('workspace_id', '=', job.workspace_id)
        .where('id', '=', job.id)
        .returning(columns)
        .executeTakeFirst(),
    );
    if (row !== undefined) this.#events.emit(job.id, shown(row));
  }

  async #report(job: Claimed, state: ProgressState, controller: AbortController): Promise<void> {
    const row = await asSystem(this.#pool, ({ queries }) =>
      queries
        .updateTable('job')
        .set({ ...state, heartbeat: now() })
        .where('workspace_id', '=', job.workspace_id)
        .where('id', '=', job.id)
        .where('state', '=', 'running')
        .returning([...columns, 'cancel_requested'])
        .executeTakeFirst(),
    );
    if (row === undefined) return;
    if (row.cancel_requested) controller.abort(new Cancelled('Stopped at your request.'));
    this.#events.emit(job.id, shown(row));
  }
}

function shown(row: Record<(typeof columns)[number], unknown>): Job {
  return {
    id: row.id as string,
    kind: row.kind as string,
    state: row.state as Job['state'],
    step: row.step as string,
    done: row.done as number,
    total: row.total as number,
    error: row.error as string | null,
    result: row.result as Job['result'],
    created: row.created_at as string,
    finished: row.finished_at as string | null,
  };
}
