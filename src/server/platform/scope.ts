import type { Act } from '#contract/endpoint';
import { queriesOn, type Queries, type Sql, type TransactionSql } from './db.ts';
import { newId } from './ids.ts';

/** Who is asking, and in which workspace. */
export interface Actor {
  person: string;
  workspace?: string;
}

/** One open transaction within what the actor may see. */
export interface Scope {
  actor: Actor;
  sql: TransactionSql;
  queries: Queries;
  /** Leaves a line of the audit trail in the same transaction: what is undone leaves no line. */
  audit(
    act: Act,
    objectKind: string,
    objectId: string | null,
    detail?: Record<string, unknown>,
  ): Promise<void>;
}

/**
 * The one door to the data. Role and settings go out in one statement whose answer is not waited for; every query of
 * `work` follows on the same connection, so nothing runs before it. Never compute, mail or wait inside.
 */
export function inScope<T>(pool: Sql, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return transaction(pool, '', 'reedbed_member', actor, work);
}

/** As `inScope`, for reading only: all queries see the data of one moment, however many they are. */
export function readInScope<T>(pool: Sql, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return transaction(pool, 'isolation level repeatable read read only', 'reedbed_member', actor, work);
}

/** For sign-in, jobs and the installation only: tables without personal rows of a workspace. */
export function asSystem<T>(pool: Sql, work: (scope: Scope) => Promise<T>): Promise<T> {
  return transaction(pool, '', 'reedbed_system', { person: '' }, work);
}

async function transaction<T>(
  pool: Sql,
  mode: string,
  role: string,
  actor: Actor,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const result = await pool.begin(mode, async (sql) => {
    // Entering comes before the change of role: only `reedbed_login` may enter.
    const entered = sql`select app.enter(${actor.person}, ${actor.workspace ?? ''}),
      set_config('role', ${role}, true)`.execute();
    entered.catch(() => undefined);
    const value = await work(scopeOn(sql, actor));
    await entered;
    return { value };
  });
  return result.value;
}

function scopeOn(sql: TransactionSql, actor: Actor): Scope {
  const queries = queriesOn(sql);
  return {
    actor,
    sql,
    queries,
    audit: async (act, objectKind, objectId, detail = {}) => {
      if (actor.workspace === undefined) throw new Error('An audit line belongs to a workspace.');
      await queries
        .insertInto('audit_entry')
        .values({
          workspace_id: actor.workspace,
          id: newId(),
          person_id: actor.person,
          act,
          object_kind: objectKind,
          object_id: objectId,
          detail: JSON.stringify(detail),
        })
        .execute();
    },
  };
}
