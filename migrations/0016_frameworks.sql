-- Frameworks: the languages of elements that a workspace speaks in. Those that come with the product are files of it; here
-- is what a workspace took from them, changed or added. Words of a version stay as they are, because coding rests on them.

create table framework (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  -- Which one of the product it was taken from, and in which version; null for one's own.
  origin text check (length(origin) between 1 and 80),
  origin_version integer check (origin_version > 0),
  -- What was changed since the latest version, as a whole; null where nothing was.
  draft jsonb,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check ((origin is null) = (origin_version is null))
);
-- One of each is enough: it has versions.
create unique index framework_origin on framework (workspace_id, origin);

create table framework_version (
  workspace_id uuid not null,
  framework_id uuid not null,
  number integer not null check (number > 0),
  content jsonb not null,
  reason text not null default '' check (length(reason) <= 500),
  published_by uuid not null references person,
  published_at timestamptz not null default now(),
  primary key (workspace_id, framework_id, number),
  foreign key (workspace_id, framework_id) references framework on delete cascade
);

alter table framework enable row level security;
alter table framework_version enable row level security;

grant select, insert, delete on framework to reedbed_member;
grant update (draft) on framework to reedbed_member;
create policy framework_member on framework to reedbed_member
  using (workspace_id = (select app.in_workspace()))
  with check (workspace_id = (select app.in_workspace()));

-- Published is published: nobody changes a version, and none goes but with the whole framework.
grant select, insert on framework_version to reedbed_member;
create policy framework_version_read on framework_version for select to reedbed_member
  using (workspace_id = (select app.in_workspace()));
create policy framework_version_publish on framework_version for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and published_by = (select app.person()));
