import type { Command } from '#contract/coding';
import {
  strengthScale,
  type CodeOn,
  type CodingChange,
  type Memo,
  type Quotation,
} from '#contract/codingChanges';
import type { Rows } from '#contract/codingCommands';
import { workspaceOf, type Scope } from '../platform/scope.ts';

type Tables = keyof Rows;
type Ids = Record<Tables, readonly string[]>;

/** When a row was made, as JavaScript writes it: what a change keeps of a row is held against it word by word. */
export const moment = (scope: Scope) =>
  scope.sql`to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Rows by id. What somebody may not see is not among them. */
export async function readRows(scope: Scope, source: string, ids: Ids): Promise<Rows> {
  const at = moment(scope);
  const [quotation, evidence, memo] = await Promise.all([
    ids.quotation.length === 0
      ? []
      : scope.sql<Quotation[]>`
          select id, start_at as start, end_at as "end", created_by as by, ${at} as at from quotation
          where ${here(scope)} and source_id = ${source} and id = any (${[...ids.quotation]}::uuid[])`,
    ids.evidence.length === 0
      ? []
      : scope.sql<WeighedRow[]>`
          select id, quotation_id as quotation, framework_id as framework, framework_version as version, element, pole,
            code, strength, suggested, created_by as by, ${at} as at from evidence
          where ${here(scope)} and source_id = ${source} and id = any (${[...ids.evidence]}::uuid[])`,
    ids.memo.length === 0
      ? []
      : scope.sql<Memo[]>`
          select id, quotation_id as quotation, content, created_by as by, ${at} as at from memo
          where ${here(scope)} and source_id = ${source} and id = any (${[...ids.memo]}::uuid[])`,
  ]);
  return { quotation, evidence: evidence.map(asCode), memo };
}

type WeighedRow = Omit<CodeOn, 'strength' | 'suggested'> & { strength: number | null; suggested: boolean };

const asCode = ({ strength, suggested, ...rest }: WeighedRow): CodeOn => ({
  ...rest,
  ...(strength !== null && { strength }),
  ...(suggested && { suggested }),
});

const none: Ids = { quotation: [], evidence: [], memo: [] };

/** What hangs on the words that a command is about. */
export async function readAbout(scope: Scope, source: string, command: Command): Promise<Rows> {
  if (command.do === 'memo' && command.quotation === null) return readMemosOfSource(scope, source);
  const quotations = await quotationsAbout(scope, source, command);
  // Words that nobody marked before have nothing that hangs on them.
  if (quotations.length === 0) return { quotation: [], evidence: [], memo: [] };
  const [ids = none] = await scope.sql<Ids[]>`
    select ${quotations}::uuid[] as quotation,
      array(select id from evidence where ${here(scope)} and quotation_id = any (${quotations}::uuid[])) as evidence,
      array(select id from memo where ${here(scope)} and source_id = ${source}
        and quotation_id = any (${quotations}::uuid[])) as memo`;
  return readRows(scope, source, ids);
}

/** Every table is asked by one of its keys, whose first part is the workspace. */
const here = (scope: Scope) => scope.sql`workspace_id = ${workspaceOf(scope)}`;

async function quotationsAbout(scope: Scope, source: string, command: Command): Promise<string[]> {
  const { sql, actor } = scope;
  const named =
    command.do === 'uncode' || command.do === 'weigh'
      ? sql`select quotation_id as id from evidence where ${here(scope)} and id = ${command.evidence}`
      : sql`select id from quotation where ${here(scope)} and id = ${command.quotation}`;
  const same =
    command.do === 'code' || command.do === 'resize'
      ? sql`union select id from quotation where ${here(scope)} and source_id = ${source}
          and created_by = ${actor.person} and start_at = ${command.start} and end_at = ${command.end}`
      : sql``;
  const rows = await sql<{ id: string }[]>`${named} ${same}`;
  return rows.map(({ id }) => id);
}

async function readMemosOfSource(scope: Scope, source: string): Promise<Rows> {
  const rows = await scope.sql<{ id: string }[]>`
    select id from memo where ${here(scope)} and source_id = ${source} and created_by = ${scope.actor.person}
      and quotation_id is null`;
  return readRows(scope, source, { ...none, memo: rows.map(({ id }) => id) });
}

type Row = Quotation | CodeOn | Memo;
const byTable = (changes: readonly CodingChange[], keep: (change: CodingChange) => Row | null): Rows => {
  const rows = { quotation: [], evidence: [], memo: [] };
  for (const change of changes) {
    const row = keep(change);
    if (row !== null) (rows[change.table] as Row[]).push(row);
  }
  return rows;
};

/** Writes changes. Quotations come first and go last: the rest hangs on them. */
export async function writeChanges(
  scope: Scope,
  source: string,
  changes: readonly CodingChange[],
): Promise<void> {
  await removeRows(
    scope,
    byTable(changes, ({ before, after }) => (after === null ? before : null)),
  );
  await updateRows(
    scope,
    byTable(changes, ({ before, after }) => (before === null ? null : after)),
  );
  await addRows(
    scope,
    source,
    byTable(changes, ({ before, after }) => (before === null ? after : null)),
  );
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

async function removeRows({ sql }: Scope, { quotation, evidence, memo }: Rows): Promise<void> {
  if (evidence.length > 0) await sql`delete from evidence where id = any (${idsOf(evidence)}::uuid[])`;
  if (memo.length > 0) await sql`delete from memo where id = any (${idsOf(memo)}::uuid[])`;
  if (quotation.length > 0) await sql`delete from quotation where id = any (${idsOf(quotation)}::uuid[])`;
}

async function updateRows({ sql }: Scope, { quotation, evidence, memo }: Rows): Promise<void> {
  for (const { id, start, end } of quotation)
    await sql`update quotation set start_at = ${start}, end_at = ${end} where id = ${id}`;
  for (const { id, framework, version, element, pole, code, strength = null, suggested = false } of evidence)
    await sql`
      update evidence set framework_id = ${framework}, framework_version = ${version}, element = ${element},
        pole = ${pole}, code = ${code}, strength = ${strength}, suggested = ${suggested},
        scale_from = ${strength && strengthScale.from}, scale_to = ${strength && strengthScale.to} where id = ${id}`;
  for (const { id, content } of memo) await sql`update memo set content = ${content} where id = ${id}`;
}

/** Writes rows as they are: who says so, and when, stands in them. */
export async function addRows(
  scope: Scope,
  source: string,
  { quotation, evidence, memo }: Rows,
): Promise<void> {
  const workspace = workspaceOf(scope);
  if (quotation.length > 0)
    await scope.sql`
      insert into quotation (workspace_id, id, source_id, start_at, end_at, created_by, created_at)
      select ${workspace}, id, ${source}, start, "end", by, at
      from jsonb_to_recordset(${JSON.stringify(quotation)}::jsonb)
        as t (id uuid, start integer, "end" integer, by uuid, at timestamptz)`;
  if (evidence.length > 0)
    await scope.sql`
      insert into evidence (workspace_id, id, kind, framework_id, framework_version, element, pole, code, source_id,
        quotation_id, strength, scale_from, scale_to, suggested, created_by, created_at)
      select ${workspace}, id, 'quotation', framework, version, element, pole, code, ${source}, quotation, strength,
        case when strength is not null then ${strengthScale.from}::float8 end,
        case when strength is not null then ${strengthScale.to}::float8 end, coalesce(suggested, false), by, at
      from jsonb_to_recordset(${JSON.stringify(evidence)}::jsonb)
        as t (id uuid, framework uuid, version integer, element text, pole text, code text, quotation uuid,
          strength float8, suggested boolean, by uuid, at timestamptz)`;
  if (memo.length > 0)
    await scope.sql`
      insert into memo (workspace_id, id, source_id, quotation_id, content, created_by, created_at)
      select ${workspace}, id, ${source}, quotation, content, by, at
      from jsonb_to_recordset(${JSON.stringify(memo)}::jsonb)
        as t (id uuid, quotation uuid, content text, by uuid, at timestamptz)`;
}

/** Rows that were added, as the changes that they are. */
export const asAdded = ({ quotation, evidence, memo }: Rows): CodingChange[] => [
  ...quotation.map((after) => ({ table: 'quotation' as const, before: null, after })),
  ...evidence.map((after) => ({ table: 'evidence' as const, before: null, after })),
  ...memo.map((after) => ({ table: 'memo' as const, before: null, after })),
];
