-- Every request begins by entering, and each thing that is noted there costs it time. What is read together is noted
-- together: how far somebody sees, and from where they ask.

-- '', 'all' or 'all by name'.
create or replace function app.sees_all() returns boolean stable language sql
  return current_setting('app.sight', true) <> '';
create or replace function app.sees_names() returns boolean stable language sql
  return current_setting('app.sight', true) = 'all by name';

create function app.sight(everywhere boolean, names boolean) returns text immutable language sql
  return case when everywhere and names then 'all by name' when everywhere then 'all' else '' end;
revoke all on function app.sight(boolean, boolean) from public;
grant execute on function app.sight(boolean, boolean) to reedbed_member;

create or replace function app.enter(asking text, wanted text, address text, request text) returns text
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
  -- One expression, because a query of its own would take twice the time. Work in the background comes from nowhere, and
  -- so does a transaction before anything is noted.
  said := set_config('app.person', asking, true)
    || set_config('app.workspace', case when held is null then '' else wanted end, true)
    || set_config('app.roles', coalesce(held, ''), true)
    || set_config('app.sight', app.sight(everywhere, names), true)
    || case when address = '' and request = '' then '' else set_config('app.origin', address || ' ' || request, true) end;
  return case when everywhere and names then 'reedbed_whole' else 'reedbed_part' end;
end $$;

create or replace function app.start_workspace(new_id uuid, new_name text, new_kind text, new_source text)
  returns void security definer set search_path = public language plpgsql as $$
begin
  if app.person() is null then raise exception 'Nobody is asking.' using errcode = 'insufficient_privilege'; end if;
  insert into public.workspace (id, name, kind, source) values (new_id, new_name, new_kind, new_source);
  insert into public.workspace_member (workspace_id, person_id) values (new_id, app.person());
  insert into public.member_role (workspace_id, id, person_id, role, created_by)
  values (new_id, gen_random_uuid(), app.person(), 'owner', app.person());
  perform set_config('app.workspace', new_id::text, true), set_config('app.roles', 'owner', true),
    set_config('app.sight', app.sight(true, true), true);
end $$;

create or replace function app.look_as(as_role text, in_school uuid) returns void language plpgsql as $$
begin
  if not app.has_role('owner') then
    raise exception 'Only an owner looks as somebody else.' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.person', '00000000-0000-0000-0000-000000000000', true), set_config('app.roles', as_role, true),
    set_config('app.sight', app.sight(app.role_sees_all(as_role, in_school), app.role_sees_names(as_role, in_school)), true),
    set_config('app.looking_at', coalesce(in_school::text, ''), true),
    set_config('role', 'reedbed_part', true);
end $$;

create or replace function app.append_audit(chain uuid, entry_id uuid, act text, object_kind text, object_id uuid, detail jsonb,
  before jsonb, after jsonb) returns void security definer set search_path = public language plpgsql as $$
declare
  head audit_chain;
  entry audit_entry;
  origin text := current_setting('app.origin', true);
begin
  insert into public.audit_chain (workspace_id) values (chain) on conflict do nothing;
  select * into head from public.audit_chain c where c.workspace_id = chain for update;
  entry.workspace_id := chain;
  entry.id := entry_id;
  -- Under the lock of the chain, so that time and sequence agree.
  entry.at := clock_timestamp();
  entry.person_id := app.person();
  entry.roles := coalesce(current_setting('app.roles', true), '');
  entry.address := nullif(split_part(origin, ' ', 1), '');
  entry.request_id := nullif(split_part(origin, ' ', 2), '')::uuid;
  entry.act := act;
  entry.object_kind := object_kind;
  entry.object_id := object_id;
  entry.detail := detail;
  entry.before := before;
  entry.after := after;
  entry.sequence := head.sequence + 1;
  entry.hash := app.audit_hash(head.hash, entry);
  insert into public.audit_entry select (entry).*;
  update public.audit_chain c set sequence = entry.sequence, hash = entry.hash where c.workspace_id = chain;
end $$;

-- Who sees every school by name knows everybody here, so that needs no look at each row either.
alter policy member_role_read on member_role to reedbed_part;
create policy member_role_whole on member_role for select to reedbed_whole
  using (workspace_id = (select app.in_workspace()) or person_id = (select app.person()));
