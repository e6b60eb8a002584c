-- Where each school stands. Whoever sees one school cannot see the others it is compared with, so somebody who sees all
-- publishes the comparison, and each school is given its own part: nobody's screen computes with rows they may not see.

create table standing (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  -- The settings of the question, and what was computed from them: method, intervals of the figure, bands of the groups.
  -- Nothing in it says which school is which.
  settings jsonb not null,
  found jsonb not null,
  data_digest text not null,
  program_version text not null,
  published_by uuid not null references person,
  published_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- The page of one school: how it stands and how surely, its measures over the years, the schools nearest in circumstances.
create table school_standing (
  workspace_id uuid not null,
  standing_id uuid not null,
  school_id uuid not null,
  found jsonb not null,
  primary key (workspace_id, standing_id, school_id),
  foreign key (workspace_id, standing_id) references standing on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade
);
create index school_standing_school on school_standing (workspace_id, school_id);

-- How schools of the network are called on each other's pages: by name, or by a letter until a conversation is arranged.
alter table workspace add column neighbours text not null default 'named' check (neighbours in ('named', 'letters'));
grant update (neighbours) on workspace to reedbed_member;

-- A school asks to talk to another; whoever leads the network answers and introduces.
create table conversation (
  workspace_id uuid not null,
  id uuid not null,
  -- Who asks, and whom they would like to talk to.
  school_id uuid not null,
  with_school_id uuid not null,
  -- What the other does better, in the words of the page, and what the asking school says.
  about text not null check (length(about) between 1 and 300),
  message text not null default '' check (length(message) <= 2000),
  asked_by uuid not null references person,
  asked_at timestamptz not null default now(),
  state text not null default 'asked' check (state in ('asked', 'arranged', 'declined', 'withdrawn')),
  answer text not null default '' check (length(answer) <= 2000),
  answered_by uuid references person,
  answered_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, school_id) references school on delete cascade,
  foreign key (workspace_id, with_school_id) references school on delete cascade,
  check (school_id <> with_school_id)
);
create index conversation_school on conversation (workspace_id, school_id);
create index conversation_with on conversation (workspace_id, with_school_id);

alter table standing enable row level security;
alter table school_standing enable row level security;
alter table conversation enable row level security;

grant select, insert, delete on standing, school_standing to reedbed_member;
create policy standing_read on standing for select to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and ((select app.sees_all()) or exists (select from app.school_ids())));
create policy standing_publish on standing for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and (select app.sees_names())
    and published_by = (select app.person()));
create policy standing_end on standing for delete to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.sees_names()));
-- A page names the schools nearest to it, so an evaluator, who sees letters, sees none.
create policy school_standing_read on school_standing for select to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and ((select app.sees_names()) or school_id in (select app.school_ids())));
create policy school_standing_publish on school_standing for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and (select app.sees_names()));
create policy school_standing_end on school_standing for delete to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.sees_names()));

-- Whoever leads the network sees every request; the asking school its own; the other school once it was arranged.
grant select, insert on conversation to reedbed_member;
grant update (state, answer, answered_by, answered_at) on conversation to reedbed_member;
create policy conversation_read on conversation for select to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and ((select app.has_role('owner')) or (select app.has_role('coordinator')) or (select app.has_role('partnership lead'))
      or school_id in (select app.school_ids())
      or (state = 'arranged' and with_school_id in (select app.school_ids()))));
create policy conversation_ask on conversation for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and asked_by = (select app.person())
    and state = 'asked' and answered_by is null and school_id in (select app.school_ids()));
create policy conversation_answer on conversation for update to reedbed_member
  using (workspace_id = (select app.in_workspace())
    and ((select app.has_role('owner')) or (select app.has_role('coordinator')) or (select app.has_role('partnership lead'))))
  with check (workspace_id = (select app.in_workspace()) and state <> 'withdrawn'
    and ((select app.has_role('owner')) or (select app.has_role('coordinator')) or (select app.has_role('partnership lead'))));
create policy conversation_withdraw on conversation for update to reedbed_member
  using (workspace_id = (select app.in_workspace()) and school_id in (select app.school_ids()) and state = 'asked')
  with check (workspace_id = (select app.in_workspace()) and school_id in (select app.school_ids()) and state = 'withdrawn');
