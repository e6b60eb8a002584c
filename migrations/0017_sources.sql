-- What people said: interviews, lessons, documents. Who said what is for researchers alone, and that is kept here, not only
-- by the screens.

create table source (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  kind text not null check (kind in ('interview', 'focus group', 'lesson', 'observation', 'document')),
  school_id uuid,
  held_on date,
  place text not null default '' check (length(place) <= 200),
  -- The questions that were asked, or the guide they stand in.
  guide text not null default '' check (length(guide) <= 20000),
  consent text not null default 'not recorded'
    check (consent in ('not recorded', 'written', 'spoken', 'by parents', 'not needed')),
  debrief text not null default '' check (length(debrief) <= 20000),
  language text not null default '' check (length(language) <= 60),
  -- What was brought; empty for pasted words.
  file_name text not null default '' check (length(file_name) <= 200),
  -- What was repaired or left out when it was read, in words.
  remarks jsonb not null default '[]',
  -- In code points, as every place in the text.
  length integer not null check (length >= 0),
  -- How speakers are told in the text; null where they are not.
  pattern text check (length(pattern) between 1 and 200),
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, school_id) references school on delete set null (school_id)
);

create table source_text (
  workspace_id uuid not null,
  source_id uuid not null,
  content text not null,
  primary key (workspace_id, source_id),
  foreign key (workspace_id, source_id) references source on delete cascade
);

create table informant (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  -- What they are called here, which is not their name.
  label text not null check (length(label) between 1 and 120),
  type text not null
    check (type in ('principal', 'leader', 'teacher', 'staff', 'parent', 'pupil', 'governor', 'partner', 'other')),
  people integer not null default 1 check (people between 1 and 1000),
  -- A head is always known by the role: what they said is shown by role only where they agreed.
  agreed_by_role boolean not null default false,
  position integer not null check (position >= 0),
  primary key (workspace_id, id),
  -- For those who speak: nobody of another source.
  unique (workspace_id, source_id, id),
  foreign key (workspace_id, source_id) references source on delete cascade
);

create table speaker (
  workspace_id uuid not null,
  source_id uuid not null,
  -- As the text has it.
  name text not null check (length(name) between 1 and 200),
  informant_id uuid,
  -- Asks the questions: no informant, and left out of what is compared.
  asks boolean not null default false,
  primary key (workspace_id, source_id, name),
  foreign key (workspace_id, source_id) references source on delete cascade,
  foreign key (workspace_id, source_id, informant_id) references informant (workspace_id, source_id, id)
    on delete set null (informant_id),
  check (not (asks and informant_id is not null))
);

create table turn (
  workspace_id uuid not null,
  source_id uuid not null,
  start_at integer not null check (start_at >= 0),
  -- Where the words begin, behind the name and the time.
  words_at integer not null check (words_at >= start_at),
  end_at integer not null check (end_at >= words_at),
  speaker text not null,
  seconds double precision check (seconds >= 0),
  primary key (workspace_id, source_id, start_at),
  foreign key (workspace_id, source_id, speaker) references speaker on delete cascade
);

alter table source enable row level security;
alter table source_text enable row level security;
alter table informant enable row level security;
alter table speaker enable row level security;
alter table turn enable row level security;

grant select, insert, delete on source, source_text, informant, speaker, turn to reedbed_member;
grant update (title, kind, school_id, held_on, place, guide, consent, debrief, language, pattern) on source to reedbed_member;
grant update (label, type, people, agreed_by_role, position) on informant to reedbed_member;
grant update (informant_id, asks) on speaker to reedbed_member;
create policy source_researcher on source to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')))
  with check (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy source_text_researcher on source_text to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy informant_researcher on informant to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy speaker_researcher on speaker to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
create policy turn_researcher on turn to reedbed_member
  using (workspace_id = (select app.in_workspace()) and (select app.has_role('researcher')));
