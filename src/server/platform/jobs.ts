import { ProblemError } from '#contract/problem';
import type { Job } from '#contract/jobs';
import type { Sql } from './db.ts';
import { Claims, type Claimed } from './claims.ts';
import { newId } from './ids.ts';
import { jobColumns, jobOf } from './jobRow.ts';
import { markDone, Queue, type Course } from './queue.ts';
import { asSystem, inScope, type Scope } from './scope.ts';
import type { Work } from './work.ts';

interface WorkspaceJob extends Claimed {
  workspace_id: string;
  created_by: string;
}

const claims = new Claims<WorkspaceJob>(
  'job',
  ['workspace_id', 'id'],
  ['kind', 'input', 'created_by', 'attempts'],
);
const followMilliseconds = 2_000;

/** The long work of workspaces, each done in the scope of whoever asked for it. */
export class Jobs {
  readonly #pool: Sql;
  readonly #works = new Map<string, Work<unknown, unknown, unknown>>();
  readonly #queue: Queue<WorkspaceJob>;

  /** `requireRoom` throws while there is no room for what the work would store. */
  constructor(pool: Sql, requireRoom: () => Promise<void> = () => Promise.resolve()) {
    this.#pool = pool;
    this.#queue = new Queue({
      claim: () => asSystem(pool, ({ sql }) => claims.take(sql)),
      change: (job, change) => asSystem(pool, ({ sql }) => claims.change(sql, job, change)),
      work: (job, course) => this.#work(job, course),
      requireRoom,
      nothingCame: 'Nothing was stored.',
    });
  }

  register<I, M, P>(work: Work<I, M, P>): void {
    this.#works.set(work.kind, work as Work<unknown, unknown, unknown>);
  }

  start(): void {
    this.#queue.start();
  }

  stop(): Promise<void> {
    return this.#queue.stop();
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
    this.#queue.wake();
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
    this.#queue.cancel(id);
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
    this.#queue.changes.on(id, listener);
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
      this.#queue.changes.off(id, listener);
      signal.removeEventListener('abort', listener);
    }
  }

  async #work(job: WorkspaceJob, course: Course): Promise<void> {
    const work = this.#works.get(job.kind);
    if (work === undefined) throw new Error(`No work of the kind ‘${job.kind}’ is known to this version.`);
    const actor = { person: job.created_by, workspace: job.workspace_id };
    const material = await inScope(this.#pool, actor, (scope) => work.read(scope, job.input));
    // Told to stop meanwhile: whoever computes listens from now on, and would wait for a stop that has come already.
    course.signal.throwIfAborted();
    const plan = await work.compute(material, course);
    await inScope(this.#pool, actor, async (scope) => {
      const result = await work.write(scope, job.input, plan, course);
      await markDone(scope.sql, claims, { job, course, result });
    });
  }
}
