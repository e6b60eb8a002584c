-- Studies: schools drawn at random from the two kinds, with everything it takes to draw the same ones again.

create table study (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- How schools were drawn: so many of a group among both kinds together, of each kind and group, or in pairs.
  design text not null check (design in ('both kinds together', 'each kind', 'matched pairs')),
  per_group integer not null check (per_group between 1 and 1000),
  seed bigint not null check (seed between 0 and 4294967295),
  -- The settings of the question as they were, with every choice made.
  settings jsonb not null,
  -- SHA-256 over the columns that the answer was computed from, and the version that computed it: an answer that differs
  -- later has other data or another program.
  data_digest text not null,
  program_version text not null,
  -- What was found then: method, counts, means of the groups; shown as it was, never computed again.
  found jsonb not null,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  -- From then on the draw is not replaced: a change makes a new study.
  locked_by uuid references person,
  locked_at timestamptz,
  -- When somebody last drew again, and whether it gave the same schools.
  compared_at timestamptz,
  compared_same boolean,
  primary key (workspace_id, id)
);

-- Every school of the two kinds that could be drawn, in the order of drawing, and those left out by hand with the reason.
create table study_school (
  workspace_id uuid not null,
  study_id uuid not null,
  school_id uuid not null,
  -- The group it was drawn in; empty where all were drawn together.
  stratum text not null,
  kind text not null check (kind in ('resilient', 'struggling')),
  -- From 1, in the order of drawing within its stratum; null for one that was left out.
  place integer check (place > 0),
  -- Drawn at first; the others of the order stand in for those who decline.
  drawn boolean not null,
  left_out text check (length(left_out) between 1 and 500),
  -- Of matched pairs: the same number for both.
  pair integer check (pair > 0),
  -- What the table of the chosen shows: index, result, and the values as they were.
  numbers jsonb not null default '{}',
  declined_at timestamptz,
  declined_why text check (length(declined_why) between 1 and 500),
  declined_by uuid references person,
  primary key (workspace_id, study_id, school_id),
  foreign key (workspace_id, study_id) references study on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade,
  check ((place is null) = (left_out is not null)),
  check (not drawn or place is not null)
);
create index study_school_school on study_school (workspace_id, school_id);

-- A study names struggling schools, so whoever sees one school only sees none; an evaluator sees letters.
do $$
declare
  name text;
begin
  foreach name in array array['study', 'study_school'] loop
    execute format('alter table %I enable row level security', name);
    execute format('grant select, insert, update, delete on %I to reedbed_member', name);
    execute format('create policy %I on %I to reedbed_member
      using (workspace_id = (select app.in_workspace()) and (select app.sees_all()))
      with check (workspace_id = (select app.in_workspace()) and (select app.sees_all()))', name || '_member', name);
  end loop;
end $$;
