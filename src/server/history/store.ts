import type { HistoryLine, HistoryPage, HistoryWhat } from '#contract/history';
import { historyPageSize } from '#contract/history';
import { places, type Place } from '#contract/historyWords';
import { ProblemError } from '#contract/problem';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { frame, sealedLine, type Frame, type SealedLine } from './chain.ts';

export interface Filter {
  who?: string | undefined;
  what?: HistoryWhat | undefined;
  where?: Place | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

/** The newest lines that the filters leave, or those before a number; how many there are; whether older ones follow. */
export async function readPage(
  scope: Scope,
  filter: Filter,
  before: number | undefined,
): Promise<HistoryPage> {
  const [found, [counts]] = await Promise.all([
    readLines(scope, filter, before, historyPageSize + 1),
    scope.sql<{ matching: number; total: number }[]>`
      select count(*) filter (where ${matches(scope, filter)})::int as matching, count(*)::int as total
      from audit_entry e where e.workspace_id = ${workspaceOf(scope)}`,
  ]);
  const lines = found.slice(0, historyPageSize);
  return {
    lines,
    more: found.length > historyPageSize,
    matching: counts?.matching ?? 0,
    total: counts?.total ?? 0,
    names: await namesIn(scope, lines),
  };
}

/** What the ids in lines are called now. Of people who have left, only those who answer for the workspace learn it. */
export async function namesIn(
  { sql, actor }: Scope,
  lines: readonly HistoryLine[],
): Promise<Record<string, string>> {
  const ids = [
    ...new Set(
      lines.flatMap(({ objectId, detail, before, after }) => idsIn([objectId, detail, before, after])),
    ),
  ];
  if (ids.length === 0) return {};
  const workspace = actor.workspace ?? '';
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from school_shown where workspace_id = ${workspace} and id = any(${ids}::uuid[])
    union all select id, file_name from file_import where workspace_id = ${workspace} and id = any(${ids}::uuid[])
    union all select d.id, case when f.layout->>'id' = 'generic' then d.file_name else coalesce(d.title, d.file_name) end
      from dataset d left join file_import f on f.workspace_id = d.workspace_id and f.id = d.import_id
      where d.workspace_id = ${workspace} and d.id = any(${ids}::uuid[])
    union all select id, name from study where workspace_id = ${workspace} and id = any(${ids}::uuid[])
    union all select id, name from workspace where id = ${workspace}
    union select id, name from person where id = any(${ids}::uuid[])
    union select id, name from app.audit_people() where id = any(${ids}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
}

export async function readLines(
  scope: Scope,
  filter: Filter,
  before: number | undefined,
  limit: number,
): Promise<HistoryLine[]> {
  const { sql } = scope;
  const rows = await sql`${selectLines(scope)} where ${matches(scope, filter)}
    ${before === undefined ? sql`` : sql`and e.sequence < ${before}`} order by e.sequence desc limit ${limit}`;
  return rows.map(lineOf);
}

/** With the name of who did it; of people who have left, only those who answer for the workspace learn it. */
const selectLines = ({ sql }: Scope) => sql`
  select e.sequence::int as sequence, e.at, e.person_id as "personId", coalesce(p.name, known.name) as "personName",
    e.roles, e.address, e.request_id as request, e.act, e.object_kind as "objectKind", e.object_id as "objectId", e.detail,
    e.before, e.after
  from audit_entry e
  left join app.audit_people() p on p.id = e.person_id
  left join person known on known.id = e.person_id`;

function matches({ sql, actor }: Scope, { who, what, where, since, until }: Filter) {
  const always = sql`e.workspace_id = ${actor.workspace ?? ''}`;
  return [
    who === undefined ? null : who === 'nobody' ? sql`e.person_id is null` : sql`e.person_id = ${who}`,
    what === undefined
      ? null
      : sql`case when e.detail ? 'viewed' then 'views' when e.detail ? 'exported' then 'downloads'
      when e.detail ? 'refused' then 'refusals' else 'changes' end = ${what}`,
    where === undefined ? null : sql`split_part(e.act, '.', 1) = any(${[...places[where].acts]})`,
    since === undefined ? null : sql`e.at >= ${since}`,
    until === undefined ? null : sql`e.at < ${until}`,
  ].reduce<typeof always>((all, one) => (one === null ? all : sql`${all} and ${one}`), always);
}

type Row = Omit<HistoryLine, 'person' | 'roles'> & {
  personId: string | null;
  personName: string | null;
  roles: string;
};

function lineOf(row: unknown): HistoryLine {
  const { personId, personName, roles, ...line } = row as Row;
  return {
    ...line,
    person: personId === null ? null : { id: personId, name: personName ?? '' },
    roles: roles === '' ? [] : roles.split(','),
  };
}

/** Whoever is named in the trail. */
export async function peopleInTrail({ sql }: Scope): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }[]>`
    select id, name from app.audit_people() order by name collate "und-x-icu", id`;
}

export async function readFrame({ sql }: Pick<Scope, 'sql'>, workspace: string): Promise<Frame> {
  const [row] = await sql`
    select workspace_id as workspace, pruned_sequence::int as "prunedSequence", encode(pruned_hash, 'hex') as "prunedHash",
      sequence::int as sequence, encode(hash, 'hex') as hash
    from audit_chain where workspace_id = ${workspace}`;
  if (row === undefined) throw new ProblemError('not-found', 'There is no audit trail of that name.');
  return frame.parse({
    workspace: row['workspace'],
    begin: { sequence: row['prunedSequence'], hash: row['prunedHash'] },
    head: { sequence: row['sequence'], hash: row['hash'] },
  });
}

/** The next lines of a chain as they are sealed, up to a head. */
export async function readSealed(
  { sql }: Pick<Scope, 'sql'>,
  workspace: string,
  after: number,
  until: number,
): Promise<SealedLine[]> {
  const rows = await sql`
    select workspace_id as workspace, sequence::int as sequence, id,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, person_id as person, roles, address,
      request_id as request, act, object_kind as "objectKind", object_id as "objectId", detail, before, after,
      app.audit_text(e) as sealed, encode(hash, 'hex') as hash
    from audit_entry e where workspace_id = ${workspace} and sequence > ${after} and sequence <= ${until}
    order by sequence limit 2000`;
  return rows.map(({ sealed, hash, ...line }) => sealedLine.parse({ line, sealed, hash }));
}
