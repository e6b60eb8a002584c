-- Exchange with other packages: what a file brings keeps who coded it and what its codes are known by elsewhere, so that it
-- can go back as it came.

-- Somebody who coded elsewhere, as a file has them. They are nobody who could sign in here: their row of person has a name
-- and nothing else, and a name in a file never makes somebody here the author of what is in it.
create table outside_coder (
  workspace_id uuid not null references workspace on delete cascade,
  person_id uuid not null references person,
  guid uuid not null,
  primary key (workspace_id, person_id),
  unique (workspace_id, guid)
);

-- What a code is known by elsewhere. A code of null is an element as a whole.
create table outside_code (
  workspace_id uuid not null,
  guid uuid not null,
  framework_id uuid not null,
  element text not null check (length(element) between 1 and 80),
  pole text not null check (pole in ('+', '-', 'mixed', 'none')),
  code text check (length(code) between 1 and 80),
  primary key (workspace_id, guid),
  foreign key (workspace_id, framework_id) references framework on delete cascade
);
create index outside_code_framework on outside_code (workspace_id, framework_id);

-- The school that a file names and nobody here knows.
alter table source
  add column school_said text not null default '' check (length(school_said) <= 200),
  add column reference_said text not null default '' check (length(reference_said) <= 200);

-- Somebody who coded elsewhere, made where they are not known yet; null for whoever may not bring anything.
create function app.outside_coder(known_as uuid, called text) returns uuid
  security definer set search_path = public language plpgsql as $$
declare
  found_id uuid;
begin
  if not app.has_role('researcher') then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('outside coder ' || app.in_workspace()::text, 0));
  select c.person_id into found_id from public.outside_coder c
    where c.workspace_id = app.in_workspace() and c.guid = known_as;
  if found then return found_id; end if;
  found_id := gen_random_uuid();
  insert into public.person (id, name) values (found_id, left(called, 120));
  insert into public.outside_coder (workspace_id, person_id, guid) values (app.in_workspace(), found_id, known_as);
  return found_id;
end $$;

-- With the workspace go the names it brought.
create function app.forget_outside_coder() returns trigger
  security definer set search_path = public language plpgsql as $$
begin
  update public.person set name = '', erased_at = now() where id = old.person_id;
  return null;
end $$;
create trigger outside_coder_forgotten after delete on outside_coder
  for each row execute function app.forget_outside_coder();

revoke execute on function app.outside_coder(uuid, text), app.forget_outside_coder() from public;
grant execute on function app.outside_coder(uuid, text) to reedbed_member;

alter table outside_coder enable row level security;
alter table outside_code enable row level security;
grant select on outside_coder to reedbed_member;
grant select, insert on outside_code to reedbed_member;
create policy outside_coder_researcher on outside_coder for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
-- As the framework that it belongs to: everybody reads it, and the server says who changes it.
create policy outside_code_member on outside_code to reedbed_member
  using (workspace_id = (select app.in_workspace())) with check (workspace_id = (select app.in_workspace()));
grant insert (school_said, reference_said) on source to reedbed_member;

alter policy person_known on person
  using (id = (select app.person()) or id in (select app.known_people())
    or id in (select person_id from outside_coder));

-- What somebody coded elsewhere is brought by whoever brings the file.
alter policy quotation_own on quotation
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or created_by in (select person_id from outside_coder))
    and source_id in (select app.codable_sources()));
alter policy evidence_own on evidence
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or created_by in (select person_id from outside_coder))
    and source_id in (select app.codable_sources()));
alter policy memo_own on memo
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (created_by = (select app.person()) or created_by in (select person_id from outside_coder))
    and source_id in (select app.codable_sources()));
