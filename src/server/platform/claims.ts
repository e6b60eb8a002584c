import type { Sql, TransactionSql } from './db.ts';

/** A row that a worker has taken. Together with the state `attempts` says whose claim is the valid one. */
export interface Claimed {
  id: string;
  kind: string;
  input: unknown;
  /** A slow worker finds a higher number. */
  attempts: number;
}

type Connection = Sql | TransactionSql;

/** After so long without a sign of life a worker is taken for dead. */
export const deadAfter = '15 seconds';

/** The rows of a queue, as whoever works them off takes and changes them. */
export class Claims<J extends Claimed> {
  readonly #table: string;
  readonly #key: string[];
  readonly #columns: string[];

  /** `key` leads to a row; `columns` are what the worker needs to know of it. */
  constructor(table: 'job' | 'upkeep_job', key: (keyof J & string)[], columns: (keyof J & string)[]) {
    this.#table = table;
    this.#key = key;
    this.#columns = [...key, ...columns];
  }

  /**
   * The oldest that waits, or whose worker died: one that went down with its worker comes after those that did not, so that
   * it neither keeps them from their turn nor uses up its tries while somebody else ends the server. `kinds` are those that this worker
   * knows; null for all.
   */
  async take(connection: Connection, kinds: readonly string[] | null = null): Promise<J | null> {
    const sql = connection as Sql;
    const [table, key] = [sql(this.#table), sql(this.#key)];
    const rows = await sql<J[]>`
      update ${table} set state = 'running', attempts = attempts + 1, heartbeat = now()
      where (${key}) in (
        select ${key} from ${table}
        where (state = 'waiting' or (state = 'running' and heartbeat < now() - ${deadAfter}::interval))
          and (${kinds === null} or kind = any(${[...(kinds ?? [])]}))
        order by attempts, created_at limit 1 for update skip locked
      )
      returning ${sql(this.#columns)}`;
    return (rows[0] as J | undefined) ?? null;
  }

  /** Changes the row only while this claim is the valid one. */
  async change(
    connection: Connection,
    job: J,
    change: Record<string, unknown>,
  ): Promise<{ cancel_requested: boolean } | undefined> {
    const sql = connection as Sql;
    const here = this.#key.map((column) => sql`${sql(column)} = ${job[column as keyof J] as string} and `);
    const rows = await sql<{ cancel_requested: boolean }[]>`
      update ${sql(this.#table)} set ${sql(change as Record<string, string>)}
      where ${here} state = 'running' and attempts = ${job.attempts} returning cancel_requested`;
    return rows[0];
  }
}
