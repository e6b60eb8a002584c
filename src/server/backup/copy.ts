import { pipeline } from 'node:stream/promises';
import type { Readable, Writable } from 'node:stream';
import type { TransactionSql } from '../platform/db.ts';

/** The same value is written in the same letters whatever the server or the person prefers. */
export const plainSettings = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** The rows of a `copy … to stdout`, in PostgreSQL's text form: a line each. */
export async function copyOut(tx: TransactionSql, statement: string): Promise<Readable> {
  const lines = await tx.unsafe(statement).readable();
  // The driver stops listening to the database while lines wait to be read. Where the last ones waited, nobody asks for
  // more, and it would hear nothing ever after.
  return lines.once('end', () => listen(lines));
}

/** Lets the driver hear what else comes on the connection of these lines. */
export function listen(lines: Readable): void {
  try {
    lines._read(0);
  } catch {
    // The connection has gone: there is nothing to hear.
  }
}

/** Feeds a `copy … from stdin`. */
export async function copyIn(tx: TransactionSql, statement: string, lines: Readable): Promise<void> {
  const query = tx.unsafe(statement) as ReturnType<TransactionSql['unsafe']> & {
    reject(reason: unknown): void;
  };
  // What the database finds wrong once all lines are there, the driver tells nobody: it takes the query for answered.
  const refused = new Promise<never>((_, reject) => {
    query.reject = reject;
  });
  refused.catch(() => undefined);
  const writable = await Promise.race([query.writable() as Promise<Writable>, refused]);
  await Promise.race([pipeline(lines, writable), refused]);
}
