-- Names are taken out of what people said: everywhere by the same other word. Which word stood for which is the key; whoever
-- works with the words does not read it, and whoever runs the workspace does not read the words.
create table pseudonym (
  workspace_id uuid not null references workspace on delete cascade,
  word text not null check (length(word) between 1 and 120),
  kind text not null check (kind in ('name', 'place', 'number', 'other')),
  replacement text not null check (length(replacement) between 1 and 120),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, word)
);

-- The words as they were brought, where they are kept: for the owner alone, until they are destroyed.
create table source_original (
  workspace_id uuid not null,
  source_id uuid not null,
  title text not null,
  content text not null,
  kept_by uuid not null references person,
  kept_at timestamptz not null default now(),
  primary key (workspace_id, source_id),
  foreign key (workspace_id, source_id) references source on delete cascade
);

-- What stands for words that whoever asks has before them.
create function app.pseudonyms_of(words text[]) returns table (word text, kind text, replacement text)
  stable security definer set search_path = public language sql
  begin atomic
    select p.word, p.kind, p.replacement from public.pseudonym p
    where p.workspace_id = app.in_workspace() and app.has_role('researcher') and p.word = any (words);
  end;

-- How many of each kind there are, so that the next has a number of its own.
create function app.pseudonyms_so_far() returns table (kind text, last integer)
  stable security definer set search_path = public language sql
  begin atomic
    select p.kind, max(substring(p.replacement from '([0-9]+)$')::integer) from public.pseudonym p
    where p.workspace_id = app.in_workspace() and app.has_role('researcher')
      and p.replacement ~ '^(Name|Place|Number|Word) [0-9]{1,6}$'
    group by p.kind;
  end;

-- Whether anybody has marked words of a source, also where one does not see it: then its words stay where they are.
create function app.is_coded(source uuid) returns boolean
  stable security definer set search_path = public language sql
  begin atomic
    select app.has_role('researcher') and exists (select from public.quotation q
      where q.workspace_id = app.in_workspace() and q.source_id = source);
  end;

revoke execute on function app.pseudonyms_of(text[]), app.pseudonyms_so_far(), app.is_coded(uuid) from public;
grant execute on function app.pseudonyms_of(text[]), app.pseudonyms_so_far(), app.is_coded(uuid) to reedbed_member;

alter table pseudonym enable row level security;
alter table source_original enable row level security;
grant select, insert on pseudonym to reedbed_member;
grant select, insert, delete on source_original to reedbed_member;
grant update (file_name, length, remarks, school_said, reference_said) on source to reedbed_member;

create policy pseudonym_owner on pseudonym for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('owner')));
create policy pseudonym_made on pseudonym for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and created_by = (select app.person()));

create policy source_original_owner on source_original for select to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('owner')));
create policy source_original_destroyed on source_original for delete to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('owner')));
create policy source_original_kept on source_original for insert to reedbed_member
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher'))
    and kept_by = (select app.person()));
