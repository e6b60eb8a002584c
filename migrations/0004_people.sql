-- People in a workspace: several roles each, of the whole workspace or of one school; invitations, grants, settings.

alter table workspace
  -- A figure broken down by group is shown only where at least so many people stand behind it.
  add column threshold integer not null default 5 check (threshold between 3 and 50),
  add column learners text not null default 'pupils' check (learners in ('pupils', 'students')),
  -- Which values the first quarter holds: sources differ, so every quantile says it in words.
  add column first_quantile text not null default 'lowest' check (first_quantile in ('lowest', 'highest')),
  -- The terms of the school year: names with the day and month on which each begins and ends.
  add column terms jsonb not null default '[
    {"name": "Autumn 1", "starts": "09-01", "ends": "10-24"}, {"name": "Autumn 2", "starts": "11-01", "ends": "12-20"},
    {"name": "Spring 1", "starts": "01-04", "ends": "02-14"}, {"name": "Spring 2", "starts": "02-22", "ends": "03-31"},
    {"name": "Summer 1", "starts": "04-15", "ends": "05-26"}, {"name": "Summer 2", "starts": "06-03", "ends": "07-22"}]';

create table member_role (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('owner', 'coordinator', 'partnership lead', 'school leader', 'staff',
    'researcher', 'evaluator', 'partner', 'viewer')),
  -- The one school it is held in; null for the whole workspace.
  school_id uuid,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, person_id, role, school_id),
  foreign key (workspace_id, person_id) references workspace_member on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade,
  constraint role_of_a_school check (case
    when role in ('school leader', 'staff') then school_id is not null
    when role = 'viewer' then true
    else school_id is null end),
  constraint owner_stays check (role <> 'owner' or expires_at is null)
);

insert into member_role (workspace_id, id, person_id, role, created_at)
select workspace_id, gen_random_uuid(), person_id, role, created_at from workspace_member
where role not in ('school leader', 'staff');
alter table workspace_member drop column role, add column seen_at timestamptz;

create table invitation (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  -- Of the single-use link; nobody can read it back.
  token_hash bytea not null,
  email text check (email = lower(email) and length(email) between 3 and 320),
  name text not null default '' check (length(name) <= 120),
  -- [{"role": …, "school": id or null}]
  roles jsonb not null,
  -- What the schools of those roles were called when it was made, in their order and empty where there is none: for
  -- whoever opens the link and sees no school yet.
  schools text[] not null default '{}',
  message text not null default '' check (length(message) <= 1000),
  invited_by uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person,
  withdrawn_at timestamptz,
  primary key (workspace_id, id)
);
create index invitation_token on invitation (token_hash);

-- Sharing is a row: for a while, one person sees one school as if it were theirs.
create table school_grant (
  workspace_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  school_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  granted_by uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references workspace_member on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade
);
create index school_grant_person on school_grant (workspace_id, person_id);

-- Other networks that a school belongs to, because their aims compete. Neither sees the other's rows.
create table other_network (
  workspace_id uuid not null,
  id uuid not null,
  school_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, school_id, name),
  foreign key (workspace_id, school_id) references school on delete cascade
);

-- What a role lets its holder see: every school of the workspace, and every school by name.
create function app.role_sees_all(role text, school uuid) returns boolean immutable language sql
  return school is null and role in ('owner', 'coordinator', 'partnership lead', 'researcher', 'evaluator', 'viewer');
create function app.role_sees_names(role text, school uuid) returns boolean immutable language sql
  return school is null and role in ('owner', 'coordinator', 'partnership lead', 'researcher', 'viewer');

-- The first call of each transaction: says who asks and from where, and looks once what they hold in the workspace they
-- name. Roles whose time is over count for nothing; who holds none is not in it.
drop function app.enter(text, text);
create function app.enter(asking text, wanted text, address text, request text) returns void
  security definer set search_path = public language plpgsql as $$
declare
  held text;
  everywhere boolean;
  names boolean;
begin
  if asking <> '' and wanted <> '' then
    select string_agg(distinct r.role, ','), bool_or(app.role_sees_all(r.role, r.school_id)),
      bool_or(app.role_sees_names(r.role, r.school_id))
    into held, everywhere, names
    from public.member_role r
    where r.workspace_id = wanted::uuid and r.person_id = asking::uuid and (r.expires_at is null or r.expires_at > now());
  end if;
  perform set_config('app.person', asking, true),
    set_config('app.workspace', case when held is null then '' else wanted end, true),
    set_config('app.roles', coalesce(held, ''), true),
    set_config('app.everywhere', case when everywhere then 'yes' else '' end, true),
    set_config('app.names', case when names then 'yes' else '' end, true),
    set_config('app.address', address, true),
    set_config('app.request', request, true);
end $$;

-- Whether the person sees every school of the workspace, and whether by name. An evaluator sees letters for names.
create function app.sees_all() returns boolean stable language sql
  return current_setting('app.everywhere', true) = 'yes';
create function app.sees_names() returns boolean stable language sql
  return current_setting('app.names', true) = 'yes';
create function app.has_role(wanted text) returns boolean stable language sql
  return wanted = any (string_to_array(current_setting('app.roles', true), ','));

-- The schools that the person belongs to, or was granted for a while.
create function app.school_ids() returns setof uuid stable security definer set search_path = public language sql
  begin atomic
    select r.school_id from public.member_role r
    where r.workspace_id = app.in_workspace() and r.person_id = app.person() and r.school_id is not null
      and (r.expires_at is null or r.expires_at > now())
    union
    select g.school_id from public.school_grant g
    where g.workspace_id = app.in_workspace() and g.person_id = app.person()
      and g.withdrawn_at is null and g.expires_at > now()
    union
    -- While an owner looks as somebody of this school.
    select looking.school from (select nullif(current_setting('app.looking_at', true), '')::uuid) as looking (school)
    where looking.school is not null;
  end;

-- From here to the end of the transaction an owner sees what somebody with this role would see, and no more: nobody's own
-- rows, and of schools the one given.
create function app.look_as(as_role text, in_school uuid) returns void language plpgsql as $$
begin
  if not app.has_role('owner') then
    raise exception 'Only an owner looks as somebody else.' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.person', '00000000-0000-0000-0000-000000000000', true), set_config('app.roles', as_role, true),
    set_config('app.everywhere', case when app.role_sees_all(as_role, in_school) then 'yes' else '' end, true),
    set_config('app.names', case when app.role_sees_names(as_role, in_school) then 'yes' else '' end, true),
    set_config('app.looking_at', coalesce(in_school::text, ''), true);
end $$;

-- Whom the person may know of: everybody for those who see all, otherwise themselves, those who run the workspace, who
-- belongs to one of their own schools, and with whom one of these was shared.
create function app.known_people() returns setof uuid stable security definer set search_path = public language sql
  begin atomic
    select r.person_id from public.member_role r
    where r.workspace_id = app.in_workspace() and (
      (app.sees_all() and (app.sees_names() or r.school_id is null)) or r.person_id = app.person()
      or r.role in ('owner', 'coordinator', 'partnership lead')
      or r.school_id in (select app.school_ids()))
    union
    select g.person_id from public.school_grant g
    where g.workspace_id = app.in_workspace() and g.withdrawn_at is null and g.expires_at > now()
      and ((app.sees_all() and app.sees_names()) or g.school_id in (
        select r.school_id from public.member_role r
        where r.workspace_id = app.in_workspace() and r.person_id = app.person() and r.school_id is not null
          and (r.expires_at is null or r.expires_at > now())))
    union select app.person();
  end;

-- Whether somebody may give (or take) a role. Nobody gives more than they hold: an owner everything; those who run the
-- network the roles of schools; a school leader the roles of their own school. And nobody gives what is not there: a role
-- of a school of another workspace. Members ask it about themselves only, by `may_appoint`.
create function app.may_appoint_as(giver uuid, in_workspace uuid, given_role text, in_school uuid) returns boolean
  stable security definer set search_path = public language sql
  begin atomic
    select case
        when given_role in ('school leader', 'staff') then in_school is not null
        when given_role = 'viewer' then true
        else in_school is null and given_role in ('owner', 'coordinator', 'partnership lead', 'researcher', 'evaluator', 'partner')
      end
      and (in_school is null or exists (
        select from public.school s where s.workspace_id = in_workspace and s.id = in_school))
      and exists (
        select from public.member_role r
        where r.workspace_id = in_workspace and r.person_id = giver and (r.expires_at is null or r.expires_at > now())
          and (r.role = 'owner'
            or (r.role in ('coordinator', 'partnership lead')
              and in_school is not null and given_role in ('school leader', 'staff', 'viewer'))
            or (r.role = 'school leader' and in_school = r.school_id
              and given_role in ('school leader', 'staff', 'viewer'))));
  end;
create function app.may_appoint(given_role text, in_school uuid) returns boolean
  stable security definer set search_path = public language sql
  begin atomic
    select app.may_appoint_as(app.person(), app.in_workspace(), given_role, in_school);
  end;
create function app.may_appoint_all(roles jsonb) returns boolean stable language sql
  return jsonb_array_length(roles) > 0 and not exists (
    select from jsonb_to_recordset(roles) as r (role text, school uuid) where not app.may_appoint(r.role, r.school));

-- Who was the last owner cannot go without handing over; who lost the last role is no member any more.
create function app.after_role_went() returns trigger security definer set search_path = public language plpgsql as $$
begin
  delete from public.workspace_member m where m.workspace_id = old.workspace_id and m.person_id = old.person_id
    and not exists (select from public.member_role r where r.workspace_id = m.workspace_id and r.person_id = m.person_id);
  -- Held until the end, so that of two owners who go at once the second sees that the first has gone.
  perform from public.workspace w where w.id = old.workspace_id and old.role = 'owner' for update;
  if found and not exists (select from public.member_role r where r.workspace_id = old.workspace_id and r.role = 'owner') then
    raise exception 'A workspace keeps at least one owner.' using errcode = 'check_violation', constraint = 'last_owner';
  end if;
  return null;
end $$;
create constraint trigger role_went after delete on member_role deferrable initially deferred
  for each row execute function app.after_role_went();

create or replace function app.start_workspace(new_id uuid, new_name text, new_kind text, new_source text)
  returns void security definer set search_path = public language plpgsql as $$
begin
  if app.person() is null then raise exception 'Nobody is asking.' using errcode = 'insufficient_privilege'; end if;
  insert into public.workspace (id, name, kind, source) values (new_id, new_name, new_kind, new_source);
  insert into public.workspace_member (workspace_id, person_id) values (new_id, app.person());
  insert into public.member_role (workspace_id, id, person_id, role, created_by)
  values (new_id, gen_random_uuid(), app.person(), 'owner', app.person());
  perform set_config('app.workspace', new_id::text, true), set_config('app.roles', 'owner', true),
    set_config('app.everywhere', 'yes', true), set_config('app.names', 'yes', true);
end $$;

-- What an invitation says, for whoever holds its link; nothing once it was used, withdrawn, or its time is over, or its
-- giver could not give it any more.
create function app.open_invitation(hash bytea)
  returns table (workspace_id uuid, id uuid, workspace text, inviter text, email text, name text, roles jsonb,
    schools text[], message text, expires_at timestamptz)
  stable security definer set search_path = public language sql
  begin atomic
    select i.workspace_id, i.id, w.name, p.name, i.email, i.name, i.roles, i.schools, i.message, i.expires_at
    from public.invitation i join public.workspace w on w.id = i.workspace_id join public.person p on p.id = i.invited_by
    where i.token_hash = hash and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
      and not exists (select from jsonb_to_recordset(i.roles) as r (role text, school uuid)
        where not app.may_appoint_as(i.invited_by, i.workspace_id, r.role, r.school));
  end;

-- Makes the person a member with the roles of the invitation, once. Answers with the workspace, or null. Nobody accepts
-- what they offered: that would be giving to themselves. Two who accept at the same moment: the second waits for the
-- first and then looks at the row anew, but at nothing beside it, so what makes it single is asked of the row itself.
create function app.accept_invitation(hash bytea, accepting uuid) returns uuid
  security definer set search_path = public language plpgsql as $$
declare
  used record;
begin
  update public.invitation i set accepted_at = now(), accepted_by = accepting
  where i.token_hash = hash and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
    and i.invited_by <> accepting and exists (select from app.open_invitation(hash) o where o.id = i.id)
  returning i.workspace_id, i.roles, i.invited_by into used;
  if not found then return null; end if;
  insert into public.workspace_member (workspace_id, person_id) values (used.workspace_id, accepting) on conflict do nothing;
  insert into public.member_role (workspace_id, id, person_id, role, school_id, created_by)
  select used.workspace_id, gen_random_uuid(), accepting, r.role, r.school, used.invited_by
  from jsonb_to_recordset(used.roles) as r (role text, school uuid) on conflict do nothing;
  return used.workspace_id;
end $$;

-- The workspaces that somebody is the only owner of: they are handed over before that person is erased.
create function app.only_owner_of(who uuid) returns table (id uuid, name text)
  stable security definer set search_path = public language sql
  begin atomic
    select w.id, w.name from public.workspace w
    where exists (select from public.member_role r where r.workspace_id = w.id and r.person_id = who and r.role = 'owner')
      and not exists (select from public.member_role r where r.workspace_id = w.id and r.person_id <> who and r.role = 'owner');
  end;

-- Notes that a member was here, at most once in ten minutes: lists say when somebody was last seen.
create function app.note_seen() returns void security definer set search_path = public language sql
  begin atomic
    update public.workspace_member set seen_at = now()
    where workspace_id = app.in_workspace() and person_id = app.person()
      and (seen_at is null or seen_at < now() - interval '10 minutes');
  end;

revoke all on all functions in schema app from public;
grant execute on function app.enter(text, text, text, text) to reedbed_login;
grant execute on function app.role_sees_all(text, uuid), app.role_sees_names(text, uuid), app.look_as(text, uuid),
  app.sees_all(), app.sees_names(), app.has_role(text), app.school_ids(), app.known_people(),
  app.may_appoint(text, uuid), app.may_appoint_all(jsonb), app.note_seen(),
  app.start_workspace(uuid, text, text, text) to reedbed_member;
grant execute on function app.open_invitation(bytea), app.accept_invitation(bytea, uuid), app.only_owner_of(uuid)
  to reedbed_system;

alter table member_role enable row level security;
alter table invitation enable row level security;
alter table school_grant enable row level security;
alter table other_network enable row level security;

drop policy person_self on person;
create policy person_known on person for select to reedbed_member
  using (id = (select app.person()) or id in (select app.known_people()));
grant update (name) on person to reedbed_member;
create policy person_change on person for update to reedbed_member
  using (id = (select app.person())) with check (id = (select app.person()));

drop policy workspace_member_read on workspace_member;
create policy workspace_member_read on workspace_member for select to reedbed_member
  using (person_id = (select app.person())
    or (workspace_id = (select app.in_workspace()) and person_id in (select app.known_people())));
-- Everybody may leave; only an owner sends away.
grant delete on workspace_member to reedbed_member;
create policy workspace_member_go on workspace_member for delete to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and (person_id = (select app.person()) or (select app.has_role('owner'))));

grant select, insert, delete on member_role to reedbed_member;
create policy member_role_read on member_role for select to reedbed_member
  using (person_id = (select app.person())
    or (workspace_id = (select app.in_workspace()) and person_id in (select app.known_people())
      and (school_id is null or (select app.sees_names()) or school_id in (select app.school_ids()))));
-- Nobody widens what they see themselves; only an owner, who could give it by another's hand as well, takes a role.
create policy member_role_give on member_role for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and created_by = (select app.person())
    and (person_id <> (select app.person()) or (select app.has_role('owner'))) and app.may_appoint(role, school_id));
create policy member_role_take on member_role for delete to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and (person_id = (select app.person()) or app.may_appoint(role, school_id)));

grant select (workspace_id, id, email, name, roles, schools, message, invited_by, created_at, expires_at, accepted_at, accepted_by,
  withdrawn_at) on invitation to reedbed_member;
grant insert on invitation to reedbed_member;
grant update (withdrawn_at) on invitation to reedbed_member;
create policy invitation_read on invitation for select to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and (invited_by = (select app.person()) or (select app.has_role('owner')) or app.may_appoint_all(roles)));
create policy invitation_make on invitation for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and invited_by = (select app.person())
    and app.may_appoint_all(roles) and accepted_at is null and accepted_by is null and withdrawn_at is null
    and expires_at < now() + interval '15 days');
create policy invitation_change on invitation for update to reedbed_member
  using (workspace_id = (select app.in_workspace()) and accepted_at is null and app.may_appoint_all(roles))
  with check (workspace_id = (select app.in_workspace()) and app.may_appoint_all(roles));

-- Who leads a school, or runs the network, shares it; nobody shares with themselves.
grant select, insert on school_grant to reedbed_member;
grant update (withdrawn_at) on school_grant to reedbed_member;
create policy school_grant_read on school_grant for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (person_id = (select app.person())
    or (select app.has_role('owner')) or app.may_appoint('viewer', school_id)));
create policy school_grant_give on school_grant for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and granted_by = (select app.person())
    and person_id <> (select app.person()) and app.may_appoint('viewer', school_id));
create policy school_grant_end on school_grant for update to reedbed_member
  using (workspace_id = (select app.in_workspace()) and app.may_appoint('viewer', school_id))
  with check (workspace_id = (select app.in_workspace()) and app.may_appoint('viewer', school_id));

grant select, insert, delete on other_network to reedbed_member;
create policy other_network_member on other_network to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and ((select app.sees_names()) or school_id in (select app.school_ids())))
  with check (workspace_id = (select app.in_workspace())
    and ((select app.sees_names()) or school_id in (select app.school_ids())));

-- The settings and the end of a workspace are its owners'.
grant update (threshold, learners, first_quantile, terms) on workspace to reedbed_member;
drop policy workspace_change on workspace;
drop policy workspace_delete on workspace;
create policy workspace_change on workspace for update to reedbed_member
  using (id = (select app.in_workspace()) and (select app.has_role('owner')))
  with check (id = (select app.in_workspace()));
create policy workspace_delete on workspace for delete to reedbed_member
  using (id = (select app.in_workspace()) and (select app.has_role('owner')));

-- A job's input, result and error tell of files: whoever started it sees it, and who sees all schools by name.
drop policy job_read on job;
drop policy job_change on job;
create policy job_read on job for select to reedbed_member using (workspace_id = (select app.in_workspace())
  and (created_by = (select app.person()) or (select app.sees_names())));
create policy job_change on job for update to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (created_by = (select app.person()) or (select app.sees_names())))
  with check (workspace_id = (select app.in_workspace()));

drop policy file_import_member on file_import;
create policy file_import_member on file_import to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (created_by = (select app.person()) or (select app.sees_names())))
  with check (workspace_id = (select app.in_workspace()) and (created_by = (select app.person()) or (select app.sees_names())));

-- Who holds no living role any more does not find the workspace in their list either.
create or replace function app.workspaces() returns setof uuid stable security definer set search_path = public language sql
  begin atomic
    select distinct r.workspace_id from public.member_role r
    where r.person_id = app.person() and (r.expires_at is null or r.expires_at > now());
  end;
create or replace function app.school_counts() returns table (workspace_id uuid, schools integer)
  stable security definer set search_path = public language sql
  begin atomic
    select s.workspace_id, count(*)::int from public.school s
    where s.workspace_id in (select app.workspaces())
    group by s.workspace_id;
  end;
