import type { Act, Event } from '#contract/endpoint';
import { queriesOn, type Queries, type Sql, type TransactionSql } from './db.ts';
import { newId } from './ids.ts';
import { commonTrail } from './trail.ts';

/** Who is asking, in which workspace, and from where. */
export interface Actor {
  person: string;
  workspace?: string;
  /** Address of the network and id of the request, for the audit trail; work in the background has neither. */
  address?: string;
  request?: string;
}

/** What a line of the audit trail tells beside who, when and from where. */
export interface Happened {
  /** Counts, names of fields, ids; never values of personal fields. */
  detail?: Record<string, unknown>;
  /** For a change: what was and what is. Of personal fields only their hash. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** One open transaction within what the actor may see. */
export interface Scope {
  actor: Actor;
  sql: TransactionSql;
  queries: Queries;
  /**
   * Leaves a line of the audit trail in the same transaction: what is undone leaves no line. It holds the trail of
   * the workspace until the transaction ends, so it comes last. As the system, without a workspace, the line goes into
   * the trail of the installation.
   */
  audit(act: Act | Event, objectKind: string, objectId: string | null, happened?: Happened): Promise<void>;
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

/** For sign-in, jobs and the installation only. The actor is named where the audit trail is told of it. */
export function asSystem<T>(
  pool: Sql,
  work: (scope: Scope) => Promise<T>,
  actor: Actor = { person: '' },
): Promise<T> {
  return transaction(pool, '', 'reedbed_system', actor, work);
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
    const entered = sql`select app.enter(${actor.person}, ${actor.workspace ?? ''}, ${actor.address ?? ''},
        ${actor.request ?? ''}), set_config('role', ${role}, true)`.execute();
    entered.catch(() => undefined);
    const value = await work(scopeOn(sql, actor, role));
    await entered;
    return { value };
  });
  return result.value;
}

function scopeOn(sql: TransactionSql, actor: Actor, role: string): Scope {
  const queries = queriesOn(sql);
  return {
    actor,
    sql,
    queries,
    audit: async (act, objectKind, objectId, happened = {}) => {
      const { detail = {}, before, after } = happened;
      const json = (value: Record<string, unknown> | undefined) =>
        value === undefined ? null : JSON.stringify(value);
      const line = sql`${newId()}, ${act}, ${objectKind}, ${objectId}, ${JSON.stringify(detail)}::jsonb,
        ${json(before)}::jsonb, ${json(after)}::jsonb`;
      if (role === 'reedbed_member') await sql`select app.audit(${line})`;
      else await sql`select app.append_audit(${actor.workspace ?? commonTrail}, ${line})`;
    },
  };
}
