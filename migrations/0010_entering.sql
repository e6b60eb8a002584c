-- Every request begins by entering: what somebody holds in the workspace they name is looked up once. Gathered from their
-- roles each time, that look was the dearest part of small requests; so it is gathered when roles change, and read here.

-- What somebody holds, in one row. Only functions of the owner reach it.
create table member_standing (
  workspace_id uuid not null,
  person_id uuid not null,
  roles text not null,
  everywhere boolean not null,
  names boolean not null,
  -- When the first of these roles ends; from then on it is gathered anew.
  valid_until timestamptz,
  primary key (workspace_id, person_id),
  foreign key (workspace_id, person_id) references workspace_member on delete cascade
);
alter table member_standing enable row level security;
create policy member_standing_nobody on member_standing to reedbed_member, reedbed_system using (false);

-- From the roles that live now; no row for who holds none.
create function app.gathered_standing(in_workspace uuid, who uuid) returns setof member_standing
  stable security definer set search_path = public language sql
  begin atomic
    select in_workspace, who, string_agg(distinct r.role, ','), bool_or(app.role_sees_all(r.role, r.school_id)),
      bool_or(app.role_sees_names(r.role, r.school_id)), min(r.expires_at)
    from public.member_role r
    where r.workspace_id = in_workspace and r.person_id = who and (r.expires_at is null or r.expires_at > now())
    having count(*) > 0;
  end;

create function app.after_roles_changed() returns trigger security definer set search_path = public language plpgsql as $$
declare
  changed record;
begin
  for changed in
    select distinct r.workspace_id, r.person_id from (values (old.workspace_id, old.person_id), (new.workspace_id, new.person_id))
      as r (workspace_id, person_id) where r.workspace_id is not null
  loop
    delete from public.member_standing s where s.workspace_id = changed.workspace_id and s.person_id = changed.person_id;
    insert into public.member_standing select * from app.gathered_standing(changed.workspace_id, changed.person_id);
  end loop;
  return null;
end $$;
create trigger roles_changed after insert or update or delete on member_role
  for each row execute function app.after_roles_changed();

insert into member_standing select s.* from workspace_member m, app.gathered_standing(m.workspace_id, m.person_id) s;

-- Answers with the role in which the rest of the transaction runs.
drop function app.enter(text, text, text, text);
create function app.enter(asking text, wanted text, address text, request text) returns text
  security definer set search_path = public language plpgsql as $$
declare
  held text;
  everywhere boolean;
  names boolean;
  valid_until timestamptz;
  said text;
begin
  if asking <> '' and wanted <> '' then
    select s.roles, s.everywhere, s.names, s.valid_until into held, everywhere, names, valid_until
    from public.member_standing s where s.workspace_id = wanted::uuid and s.person_id = asking::uuid;
    if valid_until <= now() then
      select s.roles, s.everywhere, s.names into held, everywhere, names
      from app.gathered_standing(wanted::uuid, asking::uuid) s;
    end if;
  end if;
  -- One expression, because a query of its own would take twice the time.
  said := set_config('app.person', asking, true)
    || set_config('app.workspace', case when held is null then '' else wanted end, true)
    || set_config('app.roles', coalesce(held, ''), true)
    || set_config('app.everywhere', case when everywhere then 'yes' else '' end, true)
    || set_config('app.names', case when names then 'yes' else '' end, true)
    || set_config('app.address', address, true)
    || set_config('app.request', request, true);
  return case when everywhere and names then 'reedbed_whole' else 'reedbed_part' end;
end $$;

revoke all on function app.gathered_standing(uuid, uuid), app.after_roles_changed(), app.enter(text, text, text, text)
  from public;
grant execute on function app.enter(text, text, text, text) to reedbed_login;

-- Who sees every school by name needs no look at each row. Everybody else, and an owner who looks as somebody else, is
-- asked row by row, as before. Both are members, and have the rights and the other policies of members.
do $$
declare
  t text;
begin
  foreach t in array array['school', 'school_group', 'school_identity', 'school_values', 'measure', 'dataset'] loop
    execute format('alter policy %I on %I to reedbed_part', t || '_member', t);
    execute format('create policy %I on %I to reedbed_whole
      using (workspace_id = (select app.in_workspace())) with check (workspace_id = (select app.in_workspace()))',
      t || '_whole', t);
  end loop;
end $$;

create or replace function app.look_as(as_role text, in_school uuid) returns void language plpgsql as $$
begin
  if not app.has_role('owner') then
    raise exception 'Only an owner looks as somebody else.' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.person', '00000000-0000-0000-0000-000000000000', true), set_config('app.roles', as_role, true),
    set_config('app.everywhere', case when app.role_sees_all(as_role, in_school) then 'yes' else '' end, true),
    set_config('app.names', case when app.role_sees_names(as_role, in_school) then 'yes' else '' end, true),
    set_config('app.looking_at', coalesce(in_school::text, ''), true),
    set_config('role', 'reedbed_part', true);
end $$;
