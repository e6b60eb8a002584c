-- The demonstration: a network that does not exist, with people who do not exist. Both say so wherever they appear.

alter table workspace drop constraint workspace_kind_check;
alter table workspace add constraint workspace_kind_check check (kind in ('own', 'example', 'demonstration'));
alter table person add column invented boolean not null default false;
-- When the demonstration was brought in; it is not brought again after somebody deleted it.
alter table installation add column demonstration_at timestamptz;

-- People for the demonstration, with their roles: [{"id", "name", "role", "school": id or null}, …]; a person may come
-- several times. They have no account and cannot sign in. Only an owner, and only in a demonstration.
create function app.add_invented_people(people jsonb) returns void
  security definer set search_path = public language plpgsql as $$
declare
  here constant uuid := app.in_workspace();
begin
  if not app.has_role('owner') or not exists (
    select from public.workspace w where w.id = here and w.kind = 'demonstration') then
    raise exception 'People are invented for the demonstration only.' using errcode = 'insufficient_privilege';
  end if;
  insert into public.person (id, name, invented)
  select distinct on (p.id) p.id, p.name, true from jsonb_to_recordset(people) as p (id uuid, name text)
  on conflict do nothing;
  -- Somebody real, whose id was given, is not drawn into it.
  if exists (select from jsonb_to_recordset(people) as p (id uuid) join public.person r on r.id = p.id where not r.invented) then
    raise exception 'People are invented for the demonstration only.' using errcode = 'insufficient_privilege';
  end if;
  insert into public.workspace_member (workspace_id, person_id)
  select distinct here, p.id from jsonb_to_recordset(people) as p (id uuid) on conflict do nothing;
  insert into public.member_role (workspace_id, id, person_id, role, school_id, created_by)
  select here, gen_random_uuid(), p.id, p.role, p.school, app.person()
  from jsonb_to_recordset(people) as p (id uuid, role text, school uuid) on conflict do nothing;
end $$;
revoke all on function app.add_invented_people(jsonb) from public;
grant execute on function app.add_invented_people(jsonb) to reedbed_member;

-- Nobody is left behind when a demonstration goes: its people are nobody elsewhere.
create function app.after_demonstration_went() returns trigger security definer set search_path = public language plpgsql as $$
begin
  delete from public.person p where p.invented
    and not exists (select from public.workspace_member m where m.person_id = p.id)
    and not exists (select from public.audit_entry e where e.person_id = p.id);
  return null;
end $$;
create constraint trigger demonstration_went after delete on workspace deferrable initially deferred
  for each row when (old.kind = 'demonstration') execute function app.after_demonstration_went();
revoke all on function app.after_demonstration_went() from public;
