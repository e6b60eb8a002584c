-- Meetings at which researchers talked about a codebook, and what they decided: why its codes mean what they mean.
create table codebook_meeting (
  workspace_id uuid not null,
  id uuid not null,
  framework_id uuid not null,
  held_on date not null,
  present text not null check (length(present) <= 300),
  decided text not null check (length(decided) between 1 and 10000),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, framework_id) references framework on delete cascade
);
create index codebook_meeting_framework on codebook_meeting (workspace_id, framework_id);

alter table codebook_meeting enable row level security;
grant select, insert, delete on codebook_meeting to reedbed_member;
grant update (held_on, present, decided) on codebook_meeting to reedbed_member;
-- It may tell what was said in interviews, so it is for researchers. What one wrote down is one's own to change.
create policy codebook_meeting_read on codebook_meeting for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy codebook_meeting_own on codebook_meeting to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()));
