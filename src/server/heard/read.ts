import type { FrameworkContent } from '#contract/frameworkFile';
import type { InformantType } from '#contract/sources';
import { ProblemError } from '#contract/problem';
import { currentOf, listStored, readMeetings } from '../frameworks/index.ts';
import type { Scope } from '../platform/scope.ts';

/** A code on words, with where they stand and who said them. */
export interface Item {
  id: string;
  element: string;
  pole: '+' | '-' | 'mixed' | 'none';
  code: string | null;
  source: string;
  title: string;
  school: string | null;
  start: number;
  end: number;
  by: string;
  role: InformantType | null;
  chosen: boolean;
  /** Given because the program suggested it. */
  suggested: boolean;
  /** Where differences were decided in the source, whether this is what was decided. */
  counts: boolean;
}

export interface HeardParts {
  title: string;
  content: FrameworkContent;
  versions: { number: number; day: string; reason: string }[];
  /** Days, in their order. */
  meetings: string[];
  items: Item[];
  texts: Map<string, string>;
}

/** What was heard in the words of a framework, read at one moment. */
export async function readParts(scope: Scope, framework: string): Promise<HeardParts> {
  const stored = (await listStored(scope)).find(({ id }) => id === framework);
  if (stored === undefined || stored.number === null)
    throw new ProblemError(
      'not-found',
      'There is no such framework here, or nothing of it was published yet.',
    );
  const content = currentOf(stored);
  const items = await readItems(scope, framework);
  const rows = await scope.sql<{ source: string; content: string }[]>`
    select source_id as source, content from source_text
    where source_id = any (${[...new Set(items.map(({ source }) => source))]}::uuid[])`;
  return {
    title: content.title,
    content,
    versions: stored.versions
      .map(({ number, publishedAt, reason }) => ({
        number,
        day: new Date(publishedAt).toISOString().slice(0, 10),
        reason,
      }))
      .toReversed(),
    meetings: (await readMeetings(scope, framework)).map(({ day }) => day).toReversed(),
    items,
    texts: new Map(rows.map((row) => [row.source, row.content])),
  };
}

/** Roles are told only of those who agreed to that: a head is always known by the role. */
function readItems(scope: Scope, framework: string): Promise<Item[]> {
  return scope.sql<Item[]>`
    with decided as (select distinct source_id, decided_by from reconciled_unit)
    select e.id, e.element, e.pole, e.code, e.suggested, e.source_id as source, s.title, s.school_id as school, q.start_at as start,
      q.end_at as "end", e.created_by as by, case when i.agreed_by_role then i.type end as role,
      x.evidence_id is not null as chosen,
      not exists (select from decided d where d.source_id = e.source_id)
        or exists (select from decided d where d.source_id = e.source_id and d.decided_by = e.created_by) as counts
    from evidence e
      join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
      join source s on s.workspace_id = e.workspace_id and s.id = e.source_id
      left join exemplar x on x.workspace_id = e.workspace_id and x.evidence_id = e.id
      left join lateral (
        select t.speaker from turn t
        where t.workspace_id = q.workspace_id and t.source_id = q.source_id and t.start_at <= q.start_at
        order by t.start_at desc limit 1) said on true
      left join speaker p on p.workspace_id = s.workspace_id and p.source_id = s.id and p.name = said.speaker
      left join informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id
    where e.framework_id = ${framework}
    order by s.title, e.source_id, q.start_at, q.end_at, e.created_at, e.id`;
}

/** Who said what there is to be known of the sources: informants, coders, decisions. */
export async function readAround(scope: Scope, sources: readonly string[]) {
  const ids = [...sources];
  const [kinds, informants, blind, decided] = await Promise.all([
    scope.sql<{ kind: string; count: number }[]>`
      select kind, count(*)::int as count from source where id = any (${ids}::uuid[]) group by kind order by 2 desc, 1`,
    scope.sql<{ type: InformantType; count: number }[]>`
      select type, sum(people)::int as count from informant where source_id = any (${ids}::uuid[])
      group by type order by 2 desc, 1`,
    scope.sql<{ count: number }[]>`
      select count(*)::int as count from source where blind and id = any (${ids}::uuid[])`,
    scope.sql<{ source: string; by: string; agreed: boolean }[]>`
      select source_id as source, decided_by as by, agreed from reconciled_unit where source_id = any (${ids}::uuid[])`,
  ]);
  return { kinds, informants, blind: blind[0]?.count ?? 0, decided };
}
