-- What the program suggests: which codes were given because of it, and what coders said does not speak of a code.

-- Given by a coder, because the program suggested it.
alter table evidence add column suggested boolean not null default false;
grant update (suggested) on evidence to reedbed_member;

-- Somebody has looked at words and says that they do not speak of a code, though it was suggested.
create table refused_suggestion (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  framework_id uuid not null,
  element text not null check (length(element) between 1 and 80),
  pole text not null check (pole in ('+', '-', 'mixed', 'none')),
  code text check (length(code) between 1 and 80),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, source_id, created_by, start_at, end_at, framework_id, element, pole, code),
  foreign key (workspace_id, source_id) references source on delete cascade,
  foreign key (workspace_id, framework_id) references framework on delete cascade
);

alter table refused_suggestion enable row level security;
grant select, insert, delete on refused_suggestion to reedbed_member;
create policy refused_suggestion_read on refused_suggestion for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or source_id in (select app.open_sources())));
create policy refused_suggestion_own on refused_suggestion to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()));

-- Whether anybody has worked with words of a source, also where one does not see it: then its words stay where they are.
create or replace function app.is_coded(source uuid) returns boolean
  stable security definer set search_path = public language sql
  begin atomic
    select app.has_role('researcher') and (
      exists (select from public.quotation q where q.workspace_id = app.in_workspace() and q.source_id = source)
      or exists (select from public.refused_suggestion r
        where r.workspace_id = app.in_workspace() and r.source_id = source));
  end;

drop view evidence_item;
create view evidence_item with (security_invoker = true) as
  select e.workspace_id, e.id, e.kind, e.framework_id, e.framework_version, e.element, e.pole, e.code,
    e.strength, e.scale_from, e.scale_to, e.suggested, e.created_by, e.created_at, s.school_id, s.held_on, s.id as source_id,
    s.title as source_title, s.kind as source_kind, q.id as quotation_id, q.start_at, q.end_at,
    said.start_at as turn_start, said.speaker, i.label as informant, i.type as informant_type,
    i.people as informant_people,
    case when borne.shown then 'workspace' else 'researchers' end as visibility, borne.findings
  from evidence e
    join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
    join source s on s.workspace_id = e.workspace_id and s.id = e.source_id
    left join lateral (
      select t.speaker, t.start_at from turn t
      where t.workspace_id = q.workspace_id and t.source_id = q.source_id and t.start_at <= q.start_at
      order by t.start_at desc limit 1) said on true
    left join speaker p on p.workspace_id = s.workspace_id and p.source_id = s.id and p.name = said.speaker
    left join informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id
    left join lateral (
      select bool_or(f.shared and l.shown) as shown, array_agg(f.id order by f.created_at, f.id) as findings
      from finding_evidence l join finding f on f.workspace_id = l.workspace_id and f.id = l.finding_id
      where l.workspace_id = e.workspace_id and l.evidence_id = e.id) borne on true;
grant select on evidence_item to reedbed_member;
