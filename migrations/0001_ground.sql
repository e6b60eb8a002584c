-- Ground: people, sessions, workspaces, jobs, audit. Run as the owner; no request ever does.
-- Every table with workspace data has workspace_id first in each primary, unique and foreign key: a unique key
-- without it would tell that a foreign row exists.

create schema app;
grant usage on schema app to reedbed_login, reedbed_member, reedbed_system;

create table installation (
  only_row boolean primary key default true check (only_row),
  created_at timestamptz not null default now(),
  -- When the example data were brought in; they are not brought again after somebody deleted them.
  example_at timestamptz
);
insert into installation default values;

create table person (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);

-- Only hashes of tokens are stored: who reads the database cannot sign in with what is in it.
create table sign_in_link (
  token_hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table workspace (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('own', 'example')),
  source text,
  created_at timestamptz not null default now()
);

create table workspace_member (
  workspace_id uuid not null references workspace on delete cascade,
  person_id uuid not null references person on delete cascade,
  role text not null check (role in ('owner', 'coordinator', 'partnership lead', 'school leader', 'staff',
    'researcher', 'evaluator', 'partner', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, person_id)
);
create index workspace_member_person on workspace_member (person_id);

create table job (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  kind text not null,
  input jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  step text not null default '',
  done integer not null default 0,
  total integer not null default 0,
  error text,
  result jsonb,
  cancel_requested boolean not null default false,
  attempts integer not null default 0,
  heartbeat timestamptz,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index job_open on job (created_at) where state in ('waiting', 'running');

create table audit_entry (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  at timestamptz not null default now(),
  person_id uuid not null,
  act text not null,
  object_kind text not null,
  object_id uuid,
  -- Field names and counts; never values of personal fields.
  detail jsonb not null default '{}',
  primary key (workspace_id, id)
);

-- Who is asking. Empty means nobody.
create function app.person() returns uuid stable language sql
  return nullif(current_setting('app.person', true), '')::uuid;

-- The workspace of this request, if the person is a member of it; null otherwise. Policies compare with
-- (select app.in_workspace()), which PostgreSQL evaluates once per statement, not once per row.
create function app.in_workspace() returns uuid stable language sql
  return nullif(current_setting('app.workspace', true), '')::uuid;

-- The first call of each transaction: says who asks, and looks once whether they belong to the workspace they name.
-- Asked by every policy again, that look cost a fifth of the speed of small requests.
create function app.enter(asking text, wanted text) returns void security definer set search_path = public language plpgsql as $$
declare
  found text := '';
begin
  if asking <> '' and wanted <> '' and exists (
    select from public.workspace_member m where m.workspace_id = wanted::uuid and m.person_id = asking::uuid
  ) then
    found := wanted;
  end if;
  perform set_config('app.person', asking, true), set_config('app.workspace', found, true);
end $$;

-- All workspaces of the person, for the list of them.
create function app.workspaces() returns setof uuid stable security definer set search_path = public language sql
  begin atomic
    select m.workspace_id from public.workspace_member m where m.person_id = app.person();
  end;

revoke all on all functions in schema app from public;
grant execute on function app.enter(text, text) to reedbed_login;
grant execute on function app.person(), app.in_workspace(), app.workspaces() to reedbed_member, reedbed_system;

alter table installation enable row level security;
alter table person enable row level security;
alter table sign_in_link enable row level security;
alter table session enable row level security;
alter table workspace enable row level security;
alter table workspace_member enable row level security;
alter table job enable row level security;
alter table audit_entry enable row level security;

-- system: sign-in, jobs and the state of the installation, and nothing else.
grant select, update on installation to reedbed_system;
create policy installation_system on installation to reedbed_system using (true) with check (true);
grant select, insert on person to reedbed_system;
create policy person_system on person to reedbed_system using (true) with check (true);
grant select, insert, update, delete on sign_in_link, session to reedbed_system;
create policy sign_in_link_system on sign_in_link to reedbed_system using (true) with check (true);
create policy session_system on session to reedbed_system using (true) with check (true);
grant select, update on job to reedbed_system;
create policy job_system on job to reedbed_system using (true) with check (true);

-- member: themselves, their workspaces, and the rows of the workspace they are in.
grant select on person to reedbed_member;
create policy person_self on person for select to reedbed_member using (id = (select app.person()));

grant select, delete on workspace to reedbed_member;
grant update (name) on workspace to reedbed_member;
create policy workspace_read on workspace for select to reedbed_member
  using (id in (select app.workspaces()));
create policy workspace_change on workspace for update to reedbed_member
  using (id = (select app.in_workspace())) with check (id = (select app.in_workspace()));
create policy workspace_delete on workspace for delete to reedbed_member using (id = (select app.in_workspace()));

grant select on workspace_member to reedbed_member;
create policy workspace_member_read on workspace_member for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) or person_id = (select app.person()));

-- A workspace and its first member come into being together, so that nobody can join one that is there already and
-- none is ever without an owner.
create function app.start_workspace(new_id uuid, new_name text, new_kind text, new_source text)
  returns void security definer set search_path = public language plpgsql as $$
begin
  if app.person() is null then raise exception 'Nobody is asking.' using errcode = 'insufficient_privilege'; end if;
  insert into public.workspace (id, name, kind, source) values (new_id, new_name, new_kind, new_source);
  insert into public.workspace_member (workspace_id, person_id, role) values (new_id, app.person(), 'owner');
  perform set_config('app.workspace', new_id::text, true);
end $$;
revoke all on function app.start_workspace(uuid, text, text, text) from public;
grant execute on function app.start_workspace(uuid, text, text, text) to reedbed_member;

grant select, insert on job to reedbed_member;
grant update (state, step, done, total, result, cancel_requested, finished_at) on job to reedbed_member;
create policy job_read on job for select to reedbed_member using (workspace_id = (select app.in_workspace()));
create policy job_start on job for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and created_by = (select app.person()));
create policy job_change on job for update to reedbed_member
  using (workspace_id = (select app.in_workspace())) with check (workspace_id = (select app.in_workspace()));

grant select, insert on audit_entry to reedbed_member;
create policy audit_entry_read on audit_entry for select to reedbed_member using (workspace_id = (select app.in_workspace()));
create policy audit_entry_write on audit_entry for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and person_id = (select app.person()));
