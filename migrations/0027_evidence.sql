-- Evidence says how strongly, what it is evidence for, and who may read it; codes and elements carry memos.

-- How strongly, on which scale: another kind of evidence has another scale. Most words are not weighed.
alter table evidence
  add column strength double precision,
  add column scale_from double precision,
  add column scale_to double precision,
  add check (num_nulls(strength, scale_from, scale_to) in (0, 3)),
  add check (scale_from < scale_to and strength between scale_from and scale_to);
-- Whoever coded words may say otherwise of them: what was concluded from the words stays with them.
grant update (framework_id, framework_version, element, pole, code, strength, scale_from, scale_to) on evidence
  to reedbed_member;

-- What researchers conclude. Shared, everybody in the workspace reads it, and of the words only those that were let go with it.
create table finding (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  said text not null check (length(said) between 1 and 1000),
  shared boolean not null default false,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- What speaks for a finding, and what against it.
create table finding_evidence (
  workspace_id uuid not null,
  finding_id uuid not null,
  evidence_id uuid not null,
  speaks text not null default 'for' check (speaks in ('for', 'against')),
  -- Whether whoever reads the shared finding reads these words.
  shown boolean not null default false,
  added_by uuid not null references person,
  added_at timestamptz not null default now(),
  primary key (workspace_id, finding_id, evidence_id),
  foreign key (workspace_id, finding_id) references finding on delete cascade,
  foreign key (workspace_id, evidence_id) references evidence on delete cascade
);
create index finding_evidence_evidence on finding_evidence (workspace_id, evidence_id);

-- A thought on a code of a framework, or on an element as a whole.
create table code_memo (
  workspace_id uuid not null,
  id uuid not null,
  framework_id uuid not null,
  -- The key of the element; where it is a code, the code alone: codes move.
  element text check (length(element) between 1 and 80),
  code text check (length(code) between 1 and 80),
  content text not null check (length(content) between 1 and 20000),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (num_nonnulls(element, code) = 1),
  unique nulls not distinct (workspace_id, framework_id, element, code, created_by),
  foreign key (workspace_id, framework_id) references framework on delete cascade
);

-- Whether somebody codes where they must not know yet what others think.
create function app.codes_blindly() returns boolean stable security definer set search_path = public language sql
  begin atomic
    select exists (select from public.source_coder c
      where c.workspace_id = app.in_workspace() and c.person_id = app.person() and c.role = 'coder'
        and c.source_id not in (select app.open_sources()));
  end;

-- What is told of shared findings to everybody: how much speaks for and against each, in how many sources and schools.
create function app.shared_findings()
  returns table (id uuid, said text, made_on date, speaks_for integer, speaks_against integer, sources integer, schools integer)
  stable security definer set search_path = public language sql
  begin atomic
    select f.id, f.said, f.created_at::date,
      (count(distinct e.quotation_id) filter (where l.speaks = 'for'))::int,
      (count(distinct e.quotation_id) filter (where l.speaks = 'against'))::int,
      count(distinct e.source_id)::int, count(distinct s.school_id)::int
    from public.finding f
      left join public.finding_evidence l on l.workspace_id = f.workspace_id and l.finding_id = f.id
      left join public.evidence e on e.workspace_id = l.workspace_id and e.id = l.evidence_id
      left join public.source s on s.workspace_id = e.workspace_id and s.id = e.source_id
    where f.workspace_id = app.in_workspace() and f.shared
    group by f.id, f.said, f.created_at;
  end;

-- The words that were let go with them. Neither source nor school is told, and a role only of those who agreed to it.
create function app.shared_words()
  returns table (finding uuid, speaks text, framework uuid, version integer, element text, pole text, words text, role text)
  stable security definer set search_path = public language sql
  begin atomic
    select f.id, l.speaks, e.framework_id, e.framework_version, e.element, e.pole,
      substring(t.content from q.start_at + 1 for q.end_at - q.start_at),
      case when i.agreed_by_role then i.type end
    from public.finding f
      join public.finding_evidence l on l.workspace_id = f.workspace_id and l.finding_id = f.id
      join public.evidence e on e.workspace_id = l.workspace_id and e.id = l.evidence_id
      join public.quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
      join public.source_text t on t.workspace_id = e.workspace_id and t.source_id = e.source_id
      left join lateral (
        select said.speaker from public.turn said
        where said.workspace_id = q.workspace_id and said.source_id = q.source_id and said.start_at <= q.start_at
        order by said.start_at desc limit 1) turn on true
      left join public.speaker p on p.workspace_id = e.workspace_id and p.source_id = e.source_id and p.name = turn.speaker
      left join public.informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id
    where f.workspace_id = app.in_workspace() and f.shared and l.shown
    order by l.added_at, e.id;
  end;

-- When schools closed, as finely as it matters to a question: the first day of a year, or of a school year, from which a school
-- was no more. The day itself tells who it is; this is for everybody who sees the school at all, by letter too.
create function app.closed_from() returns table (school_id uuid, since date)
  stable security definer set search_path = public language sql
  begin atomic
    select i.school_id, case
      when i.closed is null then null
      when extract(month from i.closed - 1) < 9 then make_date(extract(year from i.closed - 1)::int, 9, 1)
      else make_date(extract(year from i.closed - 1)::int + 1, 1, 1) end
    from public.school_identity i
    where i.workspace_id = app.in_workspace() and (i.closed is not null or i.status ilike 'closed%')
      and (app.sees_all() or i.school_id in (select app.school_ids()));
  end;

revoke execute on function app.codes_blindly(), app.shared_findings(), app.shared_words(), app.closed_from() from public;
grant execute on function app.codes_blindly(), app.shared_findings(), app.shared_words(), app.closed_from() to reedbed_member;

alter table finding enable row level security;
alter table finding_evidence enable row level security;
alter table code_memo enable row level security;
grant select, insert, delete on finding, finding_evidence, code_memo to reedbed_member;
grant update (said, shared) on finding to reedbed_member;
grant update (speaks, shown) on finding_evidence to reedbed_member;
grant update (content) on code_memo to reedbed_member;

-- Findings are the work of all researchers together; whoever codes blindly does not read what others conclude.
create policy finding_read on finding for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or not (select app.codes_blindly())));
create policy finding_made on finding for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()));
create policy finding_changed on finding for update to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy finding_removed on finding for delete to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
-- Whoever sees a piece of evidence may say what it speaks for.
create policy finding_evidence_read on finding_evidence for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and exists (select from evidence e where e.workspace_id = finding_evidence.workspace_id and e.id = evidence_id));
create policy finding_evidence_added on finding_evidence for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and added_by = (select app.person())
    and exists (select from evidence e where e.workspace_id = finding_evidence.workspace_id and e.id = evidence_id));
create policy finding_evidence_changed on finding_evidence for update to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and exists (select from evidence e where e.workspace_id = finding_evidence.workspace_id and e.id = evidence_id));
create policy finding_evidence_removed on finding_evidence for delete to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and exists (select from evidence e where e.workspace_id = finding_evidence.workspace_id and e.id = evidence_id));
-- Each has one memo on a code. What others think of it, nobody reads who codes blindly.
create policy code_memo_read on code_memo for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or not (select app.codes_blindly())));
create policy code_memo_own on code_memo to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or created_by in (select person_id from outside_coder)));

-- The whole item: who may read its words, and which findings it bears on.
drop view evidence_item;
create view evidence_item with (security_invoker = true) as
  select e.workspace_id, e.id, e.kind, e.framework_id, e.framework_version, e.element, e.pole, e.code,
    e.strength, e.scale_from, e.scale_to, e.created_by, e.created_at, s.school_id, s.held_on, s.id as source_id,
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
