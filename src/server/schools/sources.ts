import type { Scope } from '../platform/scope.ts';

/** The files that measures came from, and when they were brought; the earliest first. */
export async function filesOf(
  scope: Scope,
  measures: readonly string[],
): Promise<{ title: string; at: string }[]> {
  return scope.sql<{ title: string; at: string }[]>`
    select case when f.layout->>'id' = 'generic' then d.file_name else coalesce(d.title, d.file_name) end as title,
      d.created_at as at
    from dataset d left join file_import f on f.workspace_id = d.workspace_id and f.id = d.import_id
    where d.id in (select m.dataset_id from measure m where m.key = any (${[...measures]}::text[]))
    order by d.created_at, d.id`;
}
