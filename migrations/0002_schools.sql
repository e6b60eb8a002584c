-- Schools, their groups and measures, and the files they came from.

create table file_import (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  file_name text not null,
  -- The file itself lies beside the database under its SHA-256.
  content_hash text not null,
  bytes integer not null,
  format text not null check (format in ('csv', 'xlsx')),
  read_as text not null,
  rows integer not null,
  columns jsonb not null,
  -- The mapping of the last dry run or of the store, for the next file of this kind.
  mapping jsonb,
  -- Whether it is being stored at this moment is known from its job; only that it was stored is kept here.
  stored_at timestamptz,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

create table school (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  -- The national or local reference (URN, CDS): text, because leading zeros count.
  reference text not null,
  name text not null,
  primary key (workspace_id, id),
  unique (workspace_id, reference)
);

create table grouping (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  key text not null,
  label text not null,
  position integer not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create table school_group (
  workspace_id uuid not null,
  grouping_id uuid not null,
  school_id uuid not null,
  name text not null,
  primary key (workspace_id, grouping_id, school_id),
  foreign key (workspace_id, grouping_id) references grouping on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade
);

create table measure (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  key text not null,
  label text not null,
  kind text not null check (kind in ('context', 'result', 'process')),
  high_means text not null check (high_means in ('harder', 'easier', 'better', 'worse', 'neither')),
  period text,
  unit text,
  position integer not null,
  import_id uuid not null,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, import_id) references file_import on delete cascade
);

-- One value or one reason why there is none: never both, never neither.
create table measure_value (
  workspace_id uuid not null,
  measure_id uuid not null,
  school_id uuid not null,
  value double precision,
  missing text,
  primary key (workspace_id, measure_id, school_id),
  foreign key (workspace_id, measure_id) references measure on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade,
  check ((value is null) <> (missing is null))
);

do $$
declare t text;
begin
  foreach t in array array['file_import', 'school', 'grouping', 'school_group', 'measure', 'measure_value'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update, delete on %I to reedbed_member', t);
    execute format('create policy %I on %I to reedbed_member using (workspace_id = (select app.in_workspace())) with check (workspace_id = (select app.in_workspace()))', t || '_member', t);
  end loop;
end $$;

-- Thousands of rows arrive at once, and until the planner knows of them it reads a page a hundred times slower. Only
-- the owner of a table may gather its statistics, so the owner lends this one act.
create function app.analyse_schools() returns void security definer set search_path = public language plpgsql as $$
begin
  analyze school;
  analyze school_group;
  analyze measure;
  analyze measure_value;
end $$;
revoke all on function app.analyse_schools() from public;
grant execute on function app.analyse_schools() to reedbed_member;

-- How many schools each workspace of the person has, for the list of workspaces: a count and no row.
create function app.school_counts() returns table (workspace_id uuid, schools integer)
  stable security definer set search_path = public language sql
  begin atomic
    select s.workspace_id, count(*)::int from public.school s
    where s.workspace_id in (select m.workspace_id from public.workspace_member m where m.person_id = app.person())
    group by s.workspace_id;
  end;
revoke all on function app.school_counts() from public;
grant execute on function app.school_counts() to reedbed_member;

-- The files that any import names, in whatever workspace: hashes and no row, so that the rest can be swept away.
create function app.named_blobs() returns setof text stable security definer set search_path = public language sql
  begin atomic
    select distinct f.content_hash from public.file_import f;
  end;
revoke all on function app.named_blobs() from public;
grant execute on function app.named_blobs() to reedbed_system;
