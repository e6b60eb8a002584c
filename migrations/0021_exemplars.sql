-- Quotations that stand for an element where it is told of.
create table exemplar (
  workspace_id uuid not null,
  evidence_id uuid not null,
  chosen_by uuid not null references person,
  chosen_at timestamptz not null default now(),
  primary key (workspace_id, evidence_id),
  foreign key (workspace_id, evidence_id) references evidence on delete cascade
);

alter table exemplar enable row level security;
grant select, insert, delete on exemplar to reedbed_member;
-- Whoever sees a piece of evidence may choose it, and unchoose what another chose.
create policy exemplar_seen on exemplar to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and exists (select from evidence e where e.workspace_id = exemplar.workspace_id and e.id = exemplar.evidence_id))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and chosen_by = (select app.person())
    and exists (select from evidence e where e.workspace_id = exemplar.workspace_id and e.id = exemplar.evidence_id));
