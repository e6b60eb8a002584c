-- Coding: which words of a source speak of which element. What a code makes of them is evidence, the one record that every
-- kind of evidence is kept in. Coders who are to be compared do not see one another's work, and that is kept here.

-- Blind: nobody sees another coder's work until all of them have finished.
alter table source add column blind boolean not null default false;

create table source_coder (
  workspace_id uuid not null,
  source_id uuid not null,
  person_id uuid not null references person,
  -- A reconciler sees what everybody coded, and decides where they differ.
  role text not null check (role in ('coder', 'reconciler')),
  finished_at timestamptz,
  primary key (workspace_id, source_id, person_id),
  foreign key (workspace_id, source_id) references source on delete cascade,
  check (role = 'coder' or finished_at is null)
);

-- Words of a source from one place to another, in code points. Each belongs to whoever marked it: two who mark the same words
-- have one each.
create table quotation (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, source_id, created_by, start_at, end_at),
  unique (workspace_id, source_id, created_by, id),
  foreign key (workspace_id, source_id) references source on delete cascade
);

-- What speaks of an element of a school: who says so of what, and where that stands.
create table evidence (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('quotation')),
  framework_id uuid not null,
  framework_version integer not null,
  element text not null check (length(element) between 1 and 80),
  pole text not null check (pole in ('+', '-', 'mixed', 'none')),
  -- What made it heard, where it was more than the element itself.
  code text check (length(code) between 1 and 80),
  source_id uuid not null,
  quotation_id uuid not null,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  -- Said twice of the same words it counts once.
  unique nulls not distinct (workspace_id, quotation_id, framework_id, element, pole, code),
  -- Looked at in the end, so that a workspace goes with all it has, in whatever order.
  foreign key (workspace_id, framework_id, framework_version) references framework_version
    deferrable initially deferred,
  -- Whoever marked the words says what they speak of.
  foreign key (workspace_id, source_id, created_by, quotation_id)
    references quotation (workspace_id, source_id, created_by, id) on delete cascade
);
create index evidence_source on evidence (workspace_id, source_id);
create index evidence_framework on evidence (workspace_id, framework_id, framework_version);

-- A thought, kept where it came up: at words, or at the source as a whole.
create table memo (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  quotation_id uuid,
  content text not null check (length(content) between 1 and 20000),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, source_id, created_by, quotation_id),
  foreign key (workspace_id, source_id) references source on delete cascade,
  foreign key (workspace_id, source_id, created_by, quotation_id)
    references quotation (workspace_id, source_id, created_by, id) on delete cascade
);

-- What somebody did at the desk, so that they can undo it and do it again.
create table coding_act (
  workspace_id uuid not null,
  source_id uuid not null,
  person_id uuid not null references person,
  -- From one; the steps of one person in one source.
  step integer not null check (step > 0),
  label text not null check (length(label) between 1 and 200),
  changes jsonb not null,
  undone boolean not null default false,
  at timestamptz not null default now(),
  primary key (workspace_id, source_id, person_id, step),
  foreign key (workspace_id, source_id) references source on delete cascade
);
create index coding_act_undone on coding_act (workspace_id, source_id, person_id, step) where undone;

-- The sources in which one sees what others coded.
create function app.open_sources() returns setof uuid stable security definer set search_path = public language sql
  begin atomic
    select s.id from public.source s
    where s.workspace_id = app.in_workspace() and (not s.blind
      or exists (select from public.source_coder c where c.workspace_id = s.workspace_id and c.source_id = s.id
        and c.person_id = app.person() and c.role = 'reconciler')
      or (exists (select from public.source_coder c where c.workspace_id = s.workspace_id and c.source_id = s.id
          and c.role = 'coder')
        and not exists (select from public.source_coder c where c.workspace_id = s.workspace_id and c.source_id = s.id
          and c.role = 'coder' and c.finished_at is null)));
  end;

-- The sources that one may code.
create function app.codable_sources() returns setof uuid stable security definer set search_path = public language sql
  begin atomic
    select s.id from public.source s
    where s.workspace_id = app.in_workspace() and (not s.blind
      or exists (select from public.source_coder c where c.workspace_id = s.workspace_id and c.source_id = s.id
        and c.person_id = app.person() and c.finished_at is null));
  end;

-- Says who codes a source, and whether blindly. Answers null where that was done, otherwise what is in the way: once
-- somebody has begun, no assignment lets a coder see the work of another, nor one code who has seen it.
create function app.assign_coders(source uuid, blindly boolean, people uuid[], roles text[]) returns text
  security definer set search_path = public language plpgsql as $$
declare
  here uuid := app.in_workspace();
  was_blind boolean;
  open boolean;
begin
  if not app.has_role('researcher') then return 'role'; end if;
  select s.blind into was_blind from public.source s where s.workspace_id = here and s.id = source for update;
  if not found then return 'source'; end if;
  -- Whoever is on the list stays there though they left the workspace: what they coded stays too.
  if exists (select from unnest(people) p where not exists (select from public.member_role r
      where r.workspace_id = here and r.person_id = p and r.role = 'researcher')
    and not exists (select from public.source_coder c
      where c.workspace_id = here and c.source_id = source and c.person_id = p)) then return 'person'; end if;
  open := not was_blind or (exists (select from public.source_coder c
      where c.workspace_id = here and c.source_id = source and c.role = 'coder')
    and not exists (select from public.source_coder c where c.workspace_id = here and c.source_id = source
      and c.role = 'coder' and c.finished_at is null));
  if exists (select from public.quotation q where q.workspace_id = here and q.source_id = source) then
    if blindly and not was_blind then return 'begun'; end if;
    if was_blind and not blindly and not open then return 'unfinished'; end if;
    if was_blind then
      if not open and exists (select from public.source_coder c where c.workspace_id = here and c.source_id = source
          and c.role = 'coder'
          and exists (select from public.quotation q where q.workspace_id = here and q.source_id = source
            and q.created_by = c.person_id)
          and not exists (select from unnest(people, roles) t (p, r) where t.p = c.person_id and t.r = 'coder'))
        then return 'unfinished'; end if;
      if not open and exists (select from unnest(people, roles) t (p, r) join public.source_coder c
          on c.workspace_id = here and c.source_id = source and c.person_id = t.p
          where t.r = 'reconciler' and c.role = 'coder') then return 'unfinished'; end if;
      -- A reconciler has seen the work, and so has everybody where all have finished.
      if exists (select from public.source_coder c where c.workspace_id = here and c.source_id = source
          and c.role = 'reconciler'
          and not exists (select from unnest(people, roles) t (p, r) where t.p = c.person_id and t.r = 'reconciler'))
        or (open and exists (select from unnest(people, roles) t (p, r) where t.r = 'coder'
          and not exists (select from public.source_coder c where c.workspace_id = here and c.source_id = source
            and c.person_id = t.p))) then return 'seen'; end if;
    end if;
  end if;
  update public.source s set blind = blindly where s.workspace_id = here and s.id = source;
  delete from public.source_coder c where c.workspace_id = here and c.source_id = source and c.person_id <> all (people);
  insert into public.source_coder (workspace_id, source_id, person_id, role)
  select here, source, t.p, t.r from unnest(people, roles) t (p, r)
  on conflict (workspace_id, source_id, person_id) do update
    set role = excluded.role,
      finished_at = case when excluded.role = 'coder' then source_coder.finished_at end;
  return null;
end $$;

-- A coder says that they have finished, or that they go on. Nobody goes on who may have seen what others did.
create function app.finish_coding(source uuid, finished boolean) returns boolean
  security definer set search_path = public language plpgsql as $$
begin
  perform from public.source s where s.workspace_id = app.in_workspace() and s.id = source for update;
  if not app.has_role('researcher') or (not finished and exists (select from public.source s
      where s.workspace_id = app.in_workspace() and s.id = source and s.blind)
      and source in (select app.open_sources())) then return false; end if;
  update public.source_coder c set finished_at = case when finished then coalesce(c.finished_at, now()) end
  where c.workspace_id = app.in_workspace() and c.source_id = source and c.person_id = app.person() and c.role = 'coder';
  return found;
end $$;

revoke execute on function app.open_sources(), app.codable_sources(), app.assign_coders(uuid, boolean, uuid[], text[]),
  app.finish_coding(uuid, boolean) from public;
grant execute on function app.open_sources(), app.codable_sources(), app.assign_coders(uuid, boolean, uuid[], text[]),
  app.finish_coding(uuid, boolean) to reedbed_member;

alter table source_coder enable row level security;
alter table quotation enable row level security;
alter table evidence enable row level security;
alter table memo enable row level security;
alter table coding_act enable row level security;

grant select on source_coder to reedbed_member;
create policy source_coder_researcher on source_coder for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));

grant select, insert, delete on quotation, evidence, memo, coding_act to reedbed_member;
grant update (start_at, end_at) on quotation to reedbed_member;
grant update (content) on memo to reedbed_member;
grant update (undone) on coding_act to reedbed_member;

create policy quotation_read on quotation for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or source_id in (select app.open_sources())));
create policy quotation_own on quotation to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()));

create policy evidence_read on evidence for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or source_id in (select app.open_sources())));
create policy evidence_own on evidence to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()));

create policy memo_read on memo for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or source_id in (select app.open_sources())));
create policy memo_own on memo to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()) and source_id in (select app.codable_sources()));

create policy coding_act_own on coding_act to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and person_id = (select app.person()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and person_id = (select app.person()));

-- Every piece of evidence with what it stands on: of which school, when, and who said it.
create view evidence_item with (security_invoker = true) as
  select e.workspace_id, e.id, e.kind, e.framework_id, e.framework_version, e.element, e.pole, e.code,
    e.created_by, e.created_at, s.school_id, s.held_on, s.id as source_id, s.title as source_title, s.kind as source_kind,
    q.id as quotation_id, q.start_at, q.end_at, said.start_at as turn_start, said.speaker, i.label as informant, i.type as informant_type,
    i.people as informant_people
  from evidence e
    join quotation q on q.workspace_id = e.workspace_id and q.id = e.quotation_id
    join source s on s.workspace_id = e.workspace_id and s.id = e.source_id
    left join lateral (
      select t.speaker, t.start_at from turn t
      where t.workspace_id = q.workspace_id and t.source_id = q.source_id and t.start_at <= q.start_at
      order by t.start_at desc limit 1) said on true
    left join speaker p on p.workspace_id = s.workspace_id and p.source_id = s.id and p.name = said.speaker
    left join informant i on i.workspace_id = p.workspace_id and i.id = p.informant_id;
grant select on evidence_item to reedbed_member;
