import type { SchoolFact } from '#contract/importCodes';
import type { SchoolList, SchoolPage } from '#contract/schools';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { factColumns } from './identityChange.ts';

const atOnce = 100;
/** By name; those who may not know names see letters, in the letters' order. */
const order = `case when s.named then s.name end collate "und-x-icu", case when s.named then s.reference end, s.number`;

interface Wanted {
  find: string;
  grouping?: string | undefined;
  group?: string | undefined;
  status?: string | undefined;
  from: number;
}

interface Row {
  id: string;
  name: string;
  reference: string;
  type: string | null;
  status: string | null;
  town: string | null;
  groups: Record<string, string> | null;
  found: number;
}

export async function listSchools(scope: Scope, wanted: Wanted): Promise<SchoolList> {
  const like = wanted.find.replaceAll(/[\\%_]/g, String.raw`\$&`);
  const { grouping = null, group = null, status = null } = wanted;
  const [rows, totals, groupings] = await Promise.all([
    scope.sql<Row[]>`
      select s.id, s.name, s.reference, i.type, i.status, i.town, count(*) over ()::int as found,
        (select json_object_agg(g.key, m.name) from school_group m
          join grouping g on g.workspace_id = m.workspace_id and g.id = m.grouping_id
          where m.workspace_id = s.workspace_id and m.school_id = s.id) as groups
      from school_shown s left join school_identity i on i.workspace_id = s.workspace_id and i.school_id = s.id
      where (${like} = '' or s.name ilike ${`%${like}%`} or i.town ilike ${`%${like}%`} or s.reference ilike ${`${like}%`})
        and (${status}::text is null or i.status = ${status})
        and (${group}::text is null or exists (select from school_group m
          join grouping g on g.workspace_id = m.workspace_id and g.id = m.grouping_id
          where m.workspace_id = s.workspace_id and m.school_id = s.id and g.key = ${grouping} and m.name = ${group}))
      order by ${scope.sql.unsafe(order)} limit ${atOnce} offset ${wanted.from}`,
    scope.sql<{ total: number; statuses: string[] }[]>`
      select count(*)::int as total,
        coalesce(json_agg(distinct i.status) filter (where i.status is not null), '[]') as statuses
      from school s left join school_identity i on i.workspace_id = s.workspace_id and i.school_id = s.id`,
    listGroupings(scope),
  ]);
  return {
    total: totals[0]?.total ?? 0,
    found: rows[0]?.found ?? 0,
    schools: rows.map(({ found: _, groups, ...row }) => ({ ...row, groups: groups ?? {} })),
    groupings,
    statuses: totals[0]?.statuses ?? [],
  };
}

async function listGroupings(scope: Scope): Promise<SchoolList['groupings']> {
  const rows = await scope.sql<
    { id: string; key: string; label: string; own: boolean; name: string | null; schools: number }[]
  >`select g.id, g.key, g.label, g.dataset_id is null as own, m.name, count(m.school_id)::int as schools
    from grouping g left join school_group m on m.workspace_id = g.workspace_id and m.grouping_id = g.id
    group by g.workspace_id, g.id, m.name order by g.position`;
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return [...Map.groupBy(rows, (row) => row.key)].map(([key, list]) => ({
    id: list[0]?.id ?? '',
    key,
    label: list[0]?.label ?? '',
    own: list[0]?.own ?? false,
    groups: list
      .flatMap(({ name, schools }) => (name === null ? [] : [{ name, schools }]))
      .toSorted((a, b) => compare(a.name, b.name)),
  }));
}

/** Who a school is, as far as the reader may know. */
export async function readIdentity(
  scope: Scope,
  id: string,
): Promise<Pick<SchoolPage, 'id' | 'name' | 'reference' | 'facts' | 'groups'>> {
  const [school] = await scope.sql<{ name: string; reference: string }[]>`
    select name, reference from school_shown where id = ${id}`;
  if (school === undefined)
    throw new ProblemError('not-found', 'There is no such school here, or you may not see it.');
  const [identity] = await scope.sql<Record<string, string | null>[]>`
    select * from school_identity where school_id = ${id}`;
  const groups = await scope.sql<SchoolPage['groups']>`
    select g.key, g.label, g.dataset_id is null as own, m.name from school_group m
    join grouping g on g.workspace_id = m.workspace_id and g.id = m.grouping_id
    where m.school_id = ${id} order by g.position`;
  const facts = (Object.entries(factColumns) as [SchoolFact, string][]).flatMap(([fact, column]) => {
    const value = identity?.[column] ?? null;
    return value === null ? [] : [{ fact, value }];
  });
  return { id, name: school.name, reference: school.reference, facts, groups: [...groups] };
}

type Links = Pick<SchoolPage, 'predecessors' | 'successors'>;

/** The schools right before and right after; those that the reader may not see are letters. */
export async function readLinks(scope: Scope, id: string): Promise<Links> {
  const rows = await scope.sql<(Links['predecessors'][number] & { before: boolean })[]>`
    select l.id as link, s.id, s.name, s.reference, l.kind, l.happened_on as on, l.source, l.dataset_id is null as "byHand",
      l.successor_id = ${id} as before
    from school_link l join school_shown s on s.workspace_id = l.workspace_id
      and s.id = case when l.successor_id = ${id} then l.predecessor_id else l.successor_id end
    where ${id} in (l.predecessor_id, l.successor_id) order by l.happened_on, s.name`;
  const of = (wanted: boolean) =>
    rows.filter((row) => row.before === wanted).map(({ before: _, ...link }) => link);
  return { predecessors: of(true), successors: of(false) };
}
