import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '#contract/problem';
import { Claims, deadAfter, type Claimed } from './claims.ts';
import type { Sql, TransactionSql } from './db.ts';
import { newId } from './ids.ts';
import { markDone, Queue, type Course } from './queue.ts';
import { asSystem } from './scope.ts';
import type { Tools } from './work.ts';

/** A kind of work that belongs to no workspace. */
export interface UpkeepWork<Input> {
  kind: string;
  /**
   * As the owner of the tables, on a connection of its own. `done` says that it is done, with counts and ids; where the
   * work is one transaction, in that transaction: both, or neither.
   */
  run(owner: Sql, input: Input, tools: Tools, done: Done): Promise<void>;
}
type Done = (sql: Sql | TransactionSql, result: Record<string, unknown>) => Promise<void>;

/** A row as whoever waits for it sees it. */
export interface UpkeepJob {
  id: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  step: string;
  done: number;
  total: number;
  error: string | null;
  result: Record<string, unknown> | null;
}

const claims = new Claims<Claimed>('upkeep_job', ['id'], ['kind', 'input', 'attempts']);
const lookMilliseconds = 250;

/** Work that belongs to no workspace: rows that outlast the process which asked for them, and the one that does them. */
export class Upkeep {
  readonly #open: () => Sql;
  readonly #works = new Map<string, UpkeepWork<unknown>>();
  readonly #queue: Queue<Claimed>;
  /** For the rows themselves, open while there are any to work off. */
  #rows: Sql | null = null;

  /**
   * `open` opens a connection as the owner of the tables. A server looks with its `pool` whether there is something to
   * do, and opens none before there is.
   */
  constructor(open: () => Sql, pool: Sql | null = null) {
    this.#open = open;
    this.#queue = new Queue({
      claim: async () =>
        pool === null || (await isWaited(pool, [...this.#works.keys()])) ? this.#claim() : null,
      change: (job, change) => claims.change(this.#connection(), job, change),
      work: (job, course) => this.#work(job, course),
      // What removes something is most needed where there is no room left.
      requireRoom: () => Promise.resolve(),
      nothingCame: 'Nothing came of it.',
    });
  }

  register<Input>(work: UpkeepWork<Input>): void {
    this.#works.set(work.kind, work as UpkeepWork<unknown>);
  }

  start(): void {
    this.#queue.start();
  }

  async stop(): Promise<void> {
    await this.#queue.stop();
    await this.#close();
  }

  /** Asks for work, whoever will do it; what is asked for already is not asked for twice. Answers with its id. */
  async ask(kind: string, input: Record<string, unknown>, by: 'command line' | 'server'): Promise<string> {
    const id = await this.#once(async (sql) => {
      const text = JSON.stringify(input);
      const rows = await sql<{ id: string }[]>`
        with added as (
          insert into upkeep_job (id, kind, input, asked_by, step)
          values (${newId()}, ${kind}, ${text}::text::jsonb, ${by}, 'Waiting for its turn')
          on conflict (kind, input) where state in ('waiting', 'running') do nothing returning id)
        select id from added union all
        select id from upkeep_job where kind = ${kind} and input = ${text}::text::jsonb and state in ('waiting', 'running')`;
      return rows[0]?.id;
    });
    // It ended between the two looks.
    if (id === undefined) return this.ask(kind, input, by);
    this.#queue.wake();
    return id;
  }

  /** Until nothing waits that this process knows how to do. */
  async workOff(): Promise<void> {
    await this.#queue.workOff();
  }

  /**
   * Waits until a row has ended, telling how far it is. While nobody works on it for `patience` milliseconds, this
   * process does.
   */
  async outcome(
    id: string,
    patience: number,
    tell: (job: UpkeepJob) => void = () => undefined,
  ): Promise<UpkeepJob> {
    return this.#once(async (sql) => {
      for (let worked = Date.now(); ; await sleep(lookMilliseconds)) {
        const [job] = await sql<(UpkeepJob & { idle: boolean })[]>`
          select id, state, step, done, total, error, result,
            state = 'waiting' or heartbeat < now() - ${deadAfter}::interval as idle from upkeep_job where id = ${id}`;
        if (job === undefined) throw new ProblemError('not-found', `There is no such work: ${id}.`);
        tell(job);
        if (job.state !== 'waiting' && job.state !== 'running') return job;
        if (!job.idle) worked = Date.now();
        else if (Date.now() - worked >= patience) await this.workOff();
      }
    });
  }

  async #once<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = this.#open();
    try {
      return await work(sql);
    } finally {
      await sql.end({ timeout: 5 });
    }
  }

  #connection(): Sql {
    return (this.#rows ??= this.#open());
  }

  async #claim(): Promise<Claimed | null> {
    const job = await claims.take(this.#connection(), [...this.#works.keys()]);
    if (job === null) await this.#close();
    return job;
  }

  async #close(): Promise<void> {
    const rows = this.#rows;
    this.#rows = null;
    await rows?.end({ timeout: 5 });
  }

  async #work(job: Claimed, course: Course): Promise<void> {
    const work = this.#works.get(job.kind);
    if (work === undefined) throw new Error(`No work of the kind ‘${job.kind}’ is known to this version.`);
    const done: Done = (sql, result) => markDone(sql, claims, { job, course, result });
    await this.#once((owner) => work.run(owner, job.input, course, done));
  }
}

async function isWaited(pool: Sql, kinds: string[]): Promise<boolean> {
  const rows = await asSystem(
    pool,
    ({ sql }) => sql`select from upkeep_job where kind = any(${kinds})
      and (state = 'waiting' or (state = 'running' and heartbeat < now() - ${deadAfter}::interval)) limit 1`,
  );
  return rows.count > 0;
}

const keptDays = 90;

/** Removes the rows of work that ended long ago; what an erasure came to stays told in the trail. Tells how many. */
export async function deleteEnded(owner: Sql): Promise<number> {
  const rows = await owner`delete from upkeep_job where finished_at < now() - ${keptDays} * interval '1 day'`;
  return rows.count;
}
