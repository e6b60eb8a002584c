-- What people said, as it was recorded. A voice tells who speaks, whatever was taken out of the words: it is for researchers
-- alone, as they are, and goes when it is not needed any more.
create table source_recording (
  workspace_id uuid not null,
  source_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  type text not null check (type in ('audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav', 'audio/webm', 'audio/flac')),
  bytes bigint not null check (bytes > 0),
  content_hash text not null,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, source_id),
  foreign key (workspace_id, source_id) references source on delete cascade
);

alter table source_recording enable row level security;
grant select, insert, delete on source_recording to reedbed_member;
-- The name of a file may name somebody.
grant update (file_name) on source_recording to reedbed_member;
create policy source_recording_researcher on source_recording to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy source_recording_own on source_recording as restrictive for insert to reedbed_member
  with check (created_by = (select app.person()));

-- The sweep and the backup ask this: a recording is a file beside the database too.
create or replace function app.named_blobs() returns setof text stable security definer set search_path = public language sql
  begin atomic
    select f.content_hash from public.file_import f
    union
    select r.content_hash from public.source_recording r;
  end;
