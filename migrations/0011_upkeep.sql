-- Work of the installation itself: to erase a person, to remove what is outdated. It belongs to no workspace, so it is no
-- row of `job`; it has the same columns, because the same code claims it, works it off and takes it up after a crash.
create table upkeep_job (
  id uuid primary key,
  kind text not null check (kind in ('erasure', 'retention')),
  -- Ids only: a person who is to be forgotten is named in no row.
  input jsonb not null,
  asked_by text not null check (asked_by in ('command line', 'server')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  step text not null default '',
  done integer not null default 0,
  total integer not null default 0,
  error text,
  result jsonb,
  cancel_requested boolean not null default false,
  attempts integer not null default 0,
  heartbeat timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
-- The same is not asked for twice at a time.
create unique index upkeep_job_open on upkeep_job (kind, input) where state in ('waiting', 'running');

-- The server sees whether something is to be done. It is asked for and done by the owner of the tables alone, so that
-- nothing that comes with a request can have somebody erased.
alter table upkeep_job enable row level security;
grant select on upkeep_job to reedbed_system;
create policy upkeep_job_system on upkeep_job for select to reedbed_system using (true);
