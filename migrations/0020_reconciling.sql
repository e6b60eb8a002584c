-- Where coders differ, a reconciler decides. What they decide is their own coding of the words, beside what the coders did,
-- which stays; here stands that they have decided, and why.
create table reconciled_unit (
  workspace_id uuid not null,
  source_id uuid not null,
  decided_by uuid not null references person,
  -- The unit that was decided on, in code points.
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  -- All said the same, so that there was nothing to decide.
  agreed boolean not null,
  note text not null default '' check (length(note) <= 2000),
  decided_at timestamptz not null default now(),
  primary key (workspace_id, source_id, decided_by, start_at, end_at),
  foreign key (workspace_id, source_id) references source on delete cascade
);

alter table reconciled_unit enable row level security;
grant select, insert, delete on reconciled_unit to reedbed_member;
grant update (agreed, note, decided_at) on reconciled_unit to reedbed_member;
create policy reconciled_unit_read on reconciled_unit for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and (decided_by = (select app.person()) or source_id in (select app.open_sources())));
create policy reconciled_unit_own on reconciled_unit to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and decided_by = (select app.person()) and source_id in (select app.codable_sources()))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and decided_by = (select app.person()) and source_id in (select app.codable_sources()));
