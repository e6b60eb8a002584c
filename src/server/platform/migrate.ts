import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql, TransactionSql } from './db.ts';
import { log } from './log.ts';

export interface Migration {
  name: string;
  sql: string;
  hash: string;
}

/**
 * Plain SQL files, forward only, each in a transaction of its own, in the order of their numbers. Run as the owner.
 * `wanted` stops at an earlier version, for data that are of it.
 */
export async function migrate(
  sql: Sql,
  folder: string,
  wanted: (name: string) => boolean = () => true,
): Promise<string[]> {
  const migrations = readMigrations(folder);
  await sql.begin(async (tx) => {
    await takeTurn(tx);
    await tx`create table if not exists migration (name text primary key, hash text not null, at timestamptz not null default now())`;
  });
  const done = new Map(
    (await sql<Migration[]>`select name, hash from migration`).map((one) => [one.name, one.hash]),
  );
  refuseNewerDatabase([...done.keys()], migrations);
  const applied: string[] = [];
  for (const migration of migrations.filter((one) => wanted(one.name))) {
    const hash = done.get(migration.name);
    if (hash === undefined) {
      if (await apply(sql, migration)) applied.push(migration.name);
    } else if (hash !== migration.hash) {
      throw new Error(
        `The migration ${migration.name} was changed after it had been applied. Restore it and add a new one.`,
      );
    }
  }
  return applied;
}

export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    });
}

function refuseNewerDatabase(done: string[], known: Migration[]): void {
  const names = new Set(known.map((one) => one.name));
  const unknown = done.find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new Error(
      `These data were written by a newer Reedbed (it knows ${unknown}). Install that version or a later one.`,
    );
  }
}

/** Two that migrate a shared database at once: the second waits and then finds it done. */
async function takeTurn(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(5823)`;
}

/** Answers whether it was this process that applied it. */
async function apply(sql: Sql, migration: Migration): Promise<boolean> {
  const isNew = await sql.begin(async (tx) => {
    await takeTurn(tx);
    const [seen] = await tx`select 1 from migration where name = ${migration.name}`;
    if (seen !== undefined) return false;
    await tx.unsafe(migration.sql);
    await tx`insert into migration (name, hash) values (${migration.name}, ${migration.hash})`;
    return true;
  });
  if (isNew) log('info', 'migrated', { migration: migration.name });
  return isNew;
}
