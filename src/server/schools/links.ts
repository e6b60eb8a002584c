import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';

interface Found {
  predecessor_id: string;
  successor_id: string;
  kind: string;
  happened_on: string | null;
  source: string;
}

/**
 * Links schools that followed one another, from what files said of them: a successor or a predecessor named by its
 * reference, or the same authority and establishment number under two references, the later of which is the successor.
 * What is linked already stays. Answers how many links were made.
 */
export async function linkSuccessors(scope: Scope, dataset: string): Promise<number> {
  const found = await scope.sql<Found[]>`
    with told as (
      select a.school_id as predecessor_id, b.school_id as successor_id, b.type, a.successor_on as happened_on,
        'the file names the successor' as source
      from school_identity a join school_identity b on b.reference = a.successor_reference
      union all
      select a.school_id, b.school_id, b.type, b.opened, 'the file names the predecessor'
      from school_identity b join school_identity a on a.reference = b.predecessor_reference
    ), numbered as (
      select i.school_id, i.authority_code, i.establishment_number, i.type, i.opened, i.closed,
        coalesce(d.created_at, '-infinity') as brought_at
      from school_identity i join school s on s.id = i.school_id left join dataset d on d.id = s.dataset_id
      where i.authority_code <> '' and i.establishment_number <> ''
    ), ordered as (
      select *, lead(school_id) over later as next_id, lead(type) over later as next_type,
        lead(opened) over later as next_opened, lead(brought_at) over later as next_brought
      from numbered window later as (partition by authority_code, establishment_number
        order by opened nulls first, closed nulls last, brought_at)
    ), every_one as (
      select * from told
      union all
      select school_id, next_id, next_type, next_opened, 'the same authority and establishment number' from ordered
      where next_id is not null
        and (opened is distinct from next_opened or closed is not null or brought_at < next_brought)
    )
    select distinct on (predecessor_id, successor_id) predecessor_id, successor_id, happened_on, source,
      case when type ilike '%academ%' or type ~ '^AC' then 'academy' else 'other' end as kind
    from every_one e
    where predecessor_id <> successor_id and not exists (
      select from school_link l where (l.predecessor_id = e.predecessor_id and l.successor_id = e.successor_id)
        or (l.predecessor_id = e.successor_id and l.successor_id = e.predecessor_id))
    order by predecessor_id, successor_id, happened_on nulls last`;
  if (found.length === 0) return 0;
  const rows = found.map((link) => ({
    workspace_id: workspaceOf(scope),
    id: newId(),
    dataset_id: dataset,
    ...link,
  }));
  await scope.sql`
    insert into school_link (workspace_id, id, predecessor_id, successor_id, kind, happened_on, source, dataset_id)
    select workspace_id, id, predecessor_id, successor_id, kind, happened_on, source, dataset_id
    from json_populate_recordset(null::school_link, ${JSON.stringify(rows)}::json)
    on conflict do nothing`;
  return found.length;
}
