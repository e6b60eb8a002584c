-- What was said, in a language that its readers know: turn by turn beside the original, which is what is coded.
create table source_translation (
  workspace_id uuid not null,
  source_id uuid not null,
  language text not null check (length(language) between 1 and 60),
  -- The words of its turns, or its paragraphs where nobody is told apart; they may be another number than the original's.
  parts jsonb not null,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, source_id),
  foreign key (workspace_id, source_id) references source on delete cascade
);

alter table source_translation enable row level security;
grant select, insert, delete on source_translation to reedbed_member;
grant update (parts) on source_translation to reedbed_member;
create policy source_translation_researcher on source_translation to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
