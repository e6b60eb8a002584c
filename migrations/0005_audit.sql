-- The audit trail: append-only, and each line carries a hash over itself and the line before, so that a line that was
-- changed, taken out or put between shows. One chain per workspace, and one for the installation (sign-ins), whose id is
-- all zeros. A deleted workspace leaves its trail.

create table audit_chain (
  workspace_id uuid primary key,
  sequence bigint not null default 0,
  hash bytea not null default sha256('Reedbed'),
  -- What was removed when its time was over: the chain goes on from here.
  pruned_sequence bigint not null default 0,
  pruned_hash bytea not null default sha256('Reedbed')
);

alter table audit_entry drop constraint audit_entry_workspace_id_fkey;
alter table audit_entry
  alter column person_id drop not null,
  add column sequence bigint,
  add column roles text not null default '',
  add column address text,
  add column request_id uuid,
  -- Values for what is not personal; for personal fields their names and hashes.
  add column before jsonb,
  add column after jsonb,
  add column hash bytea;

-- The text that is sealed: everything the line says, in one order.
create function app.audit_text(e audit_entry) returns text immutable language sql
  return jsonb_build_array(e.workspace_id, e.sequence, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.person_id,
    e.roles, e.address, e.request_id, e.act, e.object_kind, e.object_id, e.detail, e.before, e.after)::text;

create function app.audit_hash(previous bytea, entry audit_entry) returns bytea immutable language sql
  return sha256(previous || convert_to(app.audit_text(entry), 'UTF8'));

-- Lines that are there already get their place in the chain.
do $$
declare
  entry audit_entry;
  chain audit_chain;
begin
  for entry in select * from audit_entry order by workspace_id, at, id loop
    insert into audit_chain (workspace_id) values (entry.workspace_id) on conflict do nothing;
    select * into chain from audit_chain c where c.workspace_id = entry.workspace_id;
    entry.sequence := chain.sequence + 1;
    entry.hash := app.audit_hash(chain.hash, entry);
    update audit_entry set sequence = entry.sequence, hash = entry.hash
    where workspace_id = entry.workspace_id and id = entry.id;
    update audit_chain set sequence = entry.sequence, hash = entry.hash where workspace_id = entry.workspace_id;
  end loop;
end $$;
alter table audit_entry
  alter column sequence set not null,
  alter column hash set not null,
  add constraint audit_entry_sequence unique (workspace_id, sequence);
create index audit_entry_time on audit_entry (workspace_id, at);
create index audit_entry_person on audit_entry (workspace_id, person_id, sequence);

-- The only way in. The chain is held from here to the end of the transaction, so this comes last in it.
create function app.append_audit(chain uuid, entry_id uuid, act text, object_kind text, object_id uuid, detail jsonb,
  before jsonb, after jsonb) returns void security definer set search_path = public language plpgsql as $$
declare
  head audit_chain;
  entry audit_entry;
begin
  insert into public.audit_chain (workspace_id) values (chain) on conflict do nothing;
  select * into head from public.audit_chain c where c.workspace_id = chain for update;
  entry.workspace_id := chain;
  entry.id := entry_id;
  -- Under the lock of the chain, so that time and sequence agree.
  entry.at := clock_timestamp();
  entry.person_id := app.person();
  entry.roles := coalesce(current_setting('app.roles', true), '');
  entry.address := nullif(current_setting('app.address', true), '');
  entry.request_id := nullif(current_setting('app.request', true), '')::uuid;
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

-- A member writes into the workspace they are in, and nowhere else.
create function app.audit(entry_id uuid, act text, object_kind text, object_id uuid, detail jsonb, before jsonb, after jsonb)
  returns void security definer set search_path = public language plpgsql as $$
begin
  if app.in_workspace() is null or app.person() is null then
    raise exception 'Nobody is asking.' using errcode = 'insufficient_privilege';
  end if;
  perform app.append_audit(app.in_workspace(), entry_id, act, object_kind, object_id, detail, before, after);
end $$;

-- Leaves a line unless the same person left the same one within ten minutes: pages that are read again, refusals that are
-- tried again. The second look is under the lock of the chain, for two requests that come at once.
create function app.audit_once(entry_id uuid, act text, object_kind text, object_id uuid, detail jsonb) returns void
  security definer set search_path = public language plpgsql as $$
begin
  for look in 1..2 loop
    if exists (
      select from public.audit_entry e
      where e.workspace_id = app.in_workspace() and e.person_id = app.person()
        and e.at > clock_timestamp() - interval '10 minutes' and e.act = audit_once.act
        and e.object_kind = audit_once.object_kind and e.object_id is not distinct from audit_once.object_id
        and e.detail = audit_once.detail
    ) then
      return;
    end if;
    if look = 1 then perform from public.audit_chain c where c.workspace_id = app.in_workspace() for update; end if;
  end loop;
  perform app.audit(entry_id, act, object_kind, object_id, detail, null, null);
end $$;

-- Removes the oldest lines of every chain, whose time is over: those before the first that is younger, so that a clock
-- that was once wrong takes no young line away. Answers how many.
create function app.prune_audit(older_than timestamptz) returns bigint
  security definer set search_path = public language plpgsql as $$
declare
  chain uuid;
  young bigint;
  last_old record;
  removed bigint := 0;
begin
  perform set_config('app.pruning', 'yes', true);
  for chain in select c.workspace_id from public.audit_chain c order by c.workspace_id loop
    select e.sequence into young from public.audit_entry e
    where e.workspace_id = chain and e.at >= older_than order by e.sequence limit 1;
    select e.sequence, e.hash into last_old from public.audit_entry e
    where e.workspace_id = chain and (young is null or e.sequence < young) and e.at < older_than
    order by e.sequence desc limit 1;
    continue when not found;
    perform from public.audit_chain c where c.workspace_id = chain for update;
    removed := removed + last_old.sequence
      - (select c.pruned_sequence from public.audit_chain c where c.workspace_id = chain);
    delete from public.audit_entry e where e.workspace_id = chain and e.sequence <= last_old.sequence;
    update public.audit_chain c set pruned_sequence = last_old.sequence, pruned_hash = last_old.hash
    where c.workspace_id = chain;
  end loop;
  perform set_config('app.pruning', '', true);
  return removed;
end $$;

-- Whoever is named in the trail, by name, for those who answer for the workspace: also who has left since.
create function app.audit_people() returns table (id uuid, name text) stable
  security definer set search_path = public language sql
  begin atomic
    select p.id, p.name from public.person p
    where (app.has_role('owner') or app.has_role('coordinator')) and p.id in
      (select e.person_id from public.audit_entry e where e.workspace_id = app.in_workspace());
  end;

-- Against slips, of the owner too: a line is neither changed nor taken out.
create function app.refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  if current_setting('app.pruning', true) = 'yes' and tg_op = 'DELETE' then return old; end if;
  raise exception 'The audit trail is only added to.' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_stays before update or delete on audit_entry
  for each row execute function app.refuse_change_of_audit();
create trigger audit_entry_is_not_emptied before truncate on audit_entry
  for each statement execute function app.refuse_change_of_audit();

-- The head of a chain goes on by one line, or its beginning by what was removed in time; and nothing else.
create function app.refuse_change_of_chain() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.workspace_id = old.workspace_id then
    if new.sequence = old.sequence + 1 and new.pruned_sequence = old.pruned_sequence and new.pruned_hash = old.pruned_hash
    then return new; end if;
    if current_setting('app.pruning', true) = 'yes' and new.sequence = old.sequence and new.hash = old.hash
      and new.pruned_sequence between old.pruned_sequence and new.sequence
    then return new; end if;
  end if;
  raise exception 'The audit trail is only added to.' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_chain_stays before update or delete on audit_chain
  for each row execute function app.refuse_change_of_chain();
create trigger audit_chain_is_not_emptied before truncate on audit_chain
  for each statement execute function app.refuse_change_of_chain();

revoke all on all functions in schema app from public;
grant execute on function app.audit(uuid, text, text, uuid, jsonb, jsonb, jsonb),
  app.audit_once(uuid, text, text, uuid, jsonb), app.audit_people(), app.audit_text(audit_entry) to reedbed_member;
grant execute on function app.append_audit(uuid, uuid, text, text, uuid, jsonb, jsonb, jsonb),
  app.prune_audit(timestamptz), app.audit_text(audit_entry), app.audit_hash(bytea, audit_entry) to reedbed_system;

alter table audit_chain enable row level security;
grant select on audit_chain to reedbed_member, reedbed_system;
create policy audit_chain_read on audit_chain for select to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and ((select app.has_role('owner')) or (select app.has_role('coordinator'))));
create policy audit_chain_system on audit_chain for select to reedbed_system using (true);

revoke insert on audit_entry from reedbed_member;
drop policy audit_entry_write on audit_entry;
drop policy audit_entry_read on audit_entry;
-- What happened is read by those who answer for the workspace; everybody reads what they did themselves.
create policy audit_entry_read on audit_entry for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (person_id = (select app.person())
    or (select app.has_role('owner')) or (select app.has_role('coordinator'))));
grant select on audit_entry to reedbed_system;
create policy audit_entry_system on audit_entry for select to reedbed_system using (true);
