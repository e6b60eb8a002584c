import type { Sql } from '../../../src/server/platform/db.ts';
import { inScope, readInScope, type Actor, type Scope } from '../../../src/server/platform/scope.ts';
import { schoolColumns, type Table } from './catalogue.ts';
import type { Row, Seeing, Sight } from './seeing.ts';
import type { Viewer, World } from './world.ts';

/** One thing that somebody tries, and whether they should succeed. */
interface Try {
  what: string;
  sql: string;
  expected: boolean;
}

/** The rows of one table as its owner sees them: what everybody else is held against. */
export interface Known {
  table: Table;
  rows: Row[];
  /** Columns that tell a row from the others. */
  key: string[];
}

const nobody = '';

/** In the order of their keys, so that the last made comes last. */
export async function rowsOf(owner: Sql, table: Table): Promise<Known> {
  const key = table.key.length > 0 ? table.key : ['workspace_id', 'id'];
  const order = key.map((one) => `t."${one}"`).join(', ');
  const rows = await owner.unsafe<{ row: Row }[]>(
    `select to_jsonb(t) as row from "${table.name}" t order by ${order}`,
  );
  return { table, rows: rows.map((one) => one.row), key };
}

/** Gives a member a way to try a statement: it says what became of it and takes it back. */
export async function prepareTrying(owner: Sql): Promise<void> {
  await owner.unsafe(`
    create schema matrix;
    grant usage on schema matrix to reedbed_member, reedbed_system;
    create function matrix.try(statement text) returns text language plpgsql as $$
    declare changed bigint;
    begin
      execute statement;
      get diagnostics changed = row_count;
      raise exception using errcode = 'MX001', message = changed::text;
    exception when others then
      return case when sqlstate = 'MX001' then case when sqlerrm = '0' then 'nothing' else 'done' end
        -- Row security is asked first: what a key or a check refuses, it had let pass.
        when sqlstate like '23%' then 'done'
        -- No right to it, or a view that takes nothing.
        when sqlstate in ('42501', '55000') then 'refused'
        else sqlstate || ' ' || sqlerrm end;
    end $$;
    grant execute on function matrix.try(text) to reedbed_member, reedbed_system`);
}

export async function seeing(world: World, viewer: Viewer): Promise<Seeing> {
  const { owner } = world.server;
  const [everybodys, shared, outside] = await Promise.all([
    owner<Seeing['everybodys']>`
      select workspace_id as workspace, person_id as person, role, school_id as school from member_role`,
    owner<
      Seeing['shared']
    >`select workspace_id as workspace, person_id as person, school_id as school from school_grant
      where withdrawn_at is null and expires_at > now()`,
    owner<Seeing['outside']>`select workspace_id as workspace, person_id as person from outside_coder`,
  ]);
  const here = viewer.held.filter((one) => one.workspace === viewer.workspace);
  return { ...viewer, person: viewer.client?.id ?? nobody, here, everybodys, shared, outside };
}

const actorOf = ({ person, workspace }: Seeing): Actor => ({ person, workspace });

/** What of the table the viewer sees, row by row, and what they should see. */
export async function compareReading(world: World, viewer: Seeing, known: Known, sight: Sight = () => false) {
  const { name } = known.table;
  const key = `jsonb_build_array(${known.key.join(', ')})::text`;
  const found = await readInScope(world.server.pool, actorOf(viewer), ({ sql }) =>
    sql.unsafe<{ key: string }[]>(`select ${key} as key from "${name}"`),
  ).catch(refusedAs([]));
  const seen = new Set(found.map((one) => one.key));
  const keyOf = (row: Row) => `[${known.key.map((one) => JSON.stringify(row[one])).join(', ')}]`;
  const words = (rows: Row[]) => rows.map((row) => `reads ${describeRow(world, known, row)}`).toSorted();
  return {
    seen: words(known.rows.filter((row) => seen.has(keyOf(row)))),
    promised: words(known.rows.filter((row) => sight(viewer, row))),
    unknown: [...seen].filter((one) => !known.rows.some((row) => keyOf(row) === one)),
  };
}

const refusedAs =
  <T>(value: T) =>
  (error: unknown): T => {
    if ((error as { code?: string }).code === '42501') return value;
    throw error;
  };

/** Tries everything that changes a row, taking each back at once. Answers with what went otherwise than promised. */
export async function tryAll(world: World, viewer: Seeing, tries: Try[]): Promise<string[]> {
  const outcomes = await inScope(world.server.pool, actorOf(viewer), (scope) => outcomesOf(scope, tries));
  return tries.flatMap(({ what, expected }, i) => {
    const outcome = outcomes[i] ?? '';
    const asPromised = expected ? outcome === 'done' : outcome === 'nothing' || outcome === 'refused';
    return asPromised ? [] : [`${what}: ${outcome}, though it should ${expected ? 'succeed' : 'not'}`];
  });
}

async function outcomesOf({ sql }: Scope, tries: Try[]): Promise<string[]> {
  const rows = await sql<{ outcome: string }[]>`
    select matrix.try(statement) as outcome
    from unnest(${tries.map((one) => one.sql)}::text[]) with ordinality as t (statement, place) order by place`;
  return rows.map((one) => one.outcome);
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Every change of every row: as it is, as one's own, and carried over to another school or workspace. */
export function triesOf(
  world: World,
  viewer: Seeing,
  known: Known,
  promised: Partial<Record<'insert' | 'update' | 'delete', Sight>>,
): Try[] {
  const { table } = known;
  const { insert = no, update = no, delete: remove = no } = promised;
  const tries: Try[] = [];
  for (const row of known.rows) {
    const where = known.key.map((one) => `${one} = ${literal(String(row[one]))}`).join(' and ');
    const described = describeRow(world, known, row);
    const column =
      table.columns.find((one) => one.changeable && one.readable)?.name ?? table.columns[0]?.name ?? '';
    tries.push(
      {
        what: `removes ${described}`,
        sql: `delete from "${table.name}" where ${where}`,
        expected: remove(viewer, row),
      },
      {
        what: `changes ${described}`,
        sql: `update "${table.name}" set "${column}" = "${column}" where ${where}`,
        expected: update(viewer, row),
      },
    );
    for (const [how, added] of copiesOf(viewer, table, row))
      tries.push({
        what: `adds ${how} ${described}`,
        sql: insertion(table, added),
        expected: insert(viewer, added),
      });
    for (const [how, moved] of movesOf(world, table, row)) {
      const changes = Object.entries(moved)
        .map(([name, value]) => `${name} = ${literal(value)}`)
        .join(', ');
      const may = Object.keys(moved).every((name) =>
        table.columns.some((one) => one.name === name && one.changeable),
      );
      tries.push({
        what: `moves to ${how} ${described}`,
        sql: `update "${table.name}" set ${changes} where ${where}`,
        expected: may && update(viewer, row) && update(viewer, { ...row, ...moved }),
      });
    }
  }
  return tries;
}

const no: Sight = () => false;

function insertion(table: Table, row: Row): string {
  const names = table.columns
    .filter((one) => !one.generated)
    .map((one) => `"${one.name}"`)
    .join(', ');
  return `insert into "${table.name}" (${names})
    select ${names} from jsonb_populate_record(null::"${table.name}", ${literal(JSON.stringify(row))}::jsonb)`;
}

const makers = [
  'created_by',
  'invited_by',
  'granted_by',
  'updated_by',
  'written_by',
  'asked_by',
  'published_by',
];

function copiesOf(viewer: Seeing, table: Table, row: Row): [string, Row][] {
  const made = makers.filter((one) => table.columns.some((column) => column.name === one));
  const copies: [string, Row][] = [['a copy of', row]];
  if (made.length > 0 && viewer.person !== nobody)
    copies.push(['as their own', { ...row, ...Object.fromEntries(made.map((one) => [one, viewer.person])) }]);
  return copies;
}

function movesOf(world: World, table: Table, row: Row): [string, Record<string, string>][] {
  const { ours, theirs } = world.ground;
  const moves: [string, Record<string, string>][] = [];
  const column = table.columns.some((one) => one.name === 'workspace_id');
  if (column)
    moves.push([
      'the other workspace',
      { workspace_id: row['workspace_id'] === ours.workspace ? theirs.workspace : ours.workspace },
    ]);
  for (const school of table.name === 'school' ? [] : schoolColumns(table)) {
    const [own = '', sibling = ''] = row['workspace_id'] === ours.workspace ? ours.schools : theirs.schools;
    moves.push(['another school', { [school]: row[school] === own ? sibling : own }]);
  }
  return moves;
}

/** A row in words that tell whose it is. */
function describeRow({ words }: World, { table, key }: Known, row: Row): string {
  const told = table.columns.flatMap(({ name }) => {
    const value = row[name];
    const word = typeof value === 'string' ? words.get(value) : undefined;
    if (word !== undefined) return [`${name} = ${word}`];
    return key.includes(name) || name === 'role' ? [`${name} = ${JSON.stringify(value)}`] : [];
  });
  return `${table.name} (${told.join(', ')})`;
}
