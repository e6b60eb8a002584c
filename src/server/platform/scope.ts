import type { Act, Event } from '#contract/endpoint';
import { poolFor, remember, type Half } from './halves.ts';
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

/** The workspace of a scope, for rows that are added to it. */
export const workspaceOf = (scope: Scope): string => scope.actor.workspace ?? '';

/**
 * The one door to the data. Role and settings go out in one statement whose answer is not waited for; every query of
 * `work` follows on the same connection, so nothing runs before it. Never compute, mail or wait inside.
 */
export function inScope<T>(pool: Sql, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return asMember(pool, '', actor, work);
}

/** As `inScope`, for reading only: all queries see the data of one moment, however many they are. */
export function readInScope<T>(pool: Sql, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return asMember(pool, 'isolation level repeatable read read only', actor, work);
}

/** For sign-in, jobs and the installation only. The actor is named where the audit trail is told of it. */
export function asSystem<T>(
  pool: Sql,
  work: (scope: Scope) => Promise<T>,
  actor: Actor = { person: '' },
): Promise<T> {
  const { person, workspace = '', address = '', request = '' } = actor;
  const enter = (sql: TransactionSql) =>
    sql`select app.enter(${person}, ${workspace}, ${address}, ${request}),
      set_config('role', 'reedbed_system', true)`.execute();
  return transaction(pool, '', enter, (sql) => work(scopeOn(sql, actor, appendLine(sql, actor))));
}

/** The database says whether the member sees the whole or a part, and takes that role. */
function asMember<T>(pool: Sql, mode: string, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  const { person, workspace = '', address = '', request = '' } = actor;
  const enter = (sql: TransactionSql) =>
    sql<{ role: Half }[]>`
      select set_config('role', app.enter(${person}, ${workspace}, ${address}, ${request}), true) as role`.execute();
  return transaction(
    poolFor(pool, actor),
    mode,
    enter,
    (sql) => work(scopeOn(sql, actor, (line) => sql`select app.audit(${line})`)),
    ([entered]) => entered && remember(actor, entered.role),
  );
}

/**
 * Entering comes before the change of role: only `reedbed_login` may enter. `enter` sends its statement at once
 * (`execute`), because one that is only awaited goes out a moment later, behind what `work` sends.
 */
async function transaction<T, E>(
  pool: Sql,
  mode: string,
  enter: (sql: TransactionSql) => Promise<E>,
  work: (sql: TransactionSql) => Promise<T>,
  onEntered: (answer: E) => void = () => undefined,
): Promise<T> {
  let value: T | undefined;
  await pool.begin(mode, async (sql) => {
    const entered = enter(sql);
    entered.catch(() => undefined);
    value = await work(sql);
    onEntered(await entered);
  });
  return value as T;
}

type AuditLine = ReturnType<TransactionSql>;
type Append = (line: AuditLine) => PromiseLike<unknown>;

const appendLine =
  (sql: TransactionSql, actor: Actor): Append =>
  (line) =>
    sql`select app.append_audit(${actor.workspace ?? commonTrail}, ${line})`;

function scopeOn(sql: TransactionSql, actor: Actor, append: Append): Scope {
  let queries: Queries | undefined;
  return {
    actor,
    sql,
    // Many requests ask by plain SQL only; what writes the other kind is not made for them.
    get queries() {
      return (queries ??= queriesOn(sql));
    },
    audit: async (act, objectKind, objectId, happened = {}) => {
      const { detail = {}, before, after } = happened;
      const json = (value: Record<string, unknown> | undefined) =>
        value === undefined ? null : JSON.stringify(value);
      await append(sql`${newId()}, ${act}, ${objectKind}, ${objectId}, ${JSON.stringify(detail)}::jsonb,
        ${json(before)}::jsonb, ${json(after)}::jsonb`);
    },
  };
}
