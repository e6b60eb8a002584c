-- The registry: who a school is apart from the school itself, so that those who may not know names still see it under a
-- letter; values as one row per school and dataset; what an import changed, so that it can be undone.

alter table file_import
  drop constraint file_import_format_check,
  add constraint file_import_format_check check (format in ('csv', 'xlsx', 'parquet')),
  -- What kind of file it was recognised as; null for files that were brought before.
  add column layout jsonb;

-- What one storing of a file, or one act by hand, brought. Never changed once it is there, but for being undone.
create table dataset (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  -- Null once the file itself was deleted.
  import_id uuid,
  file_name text not null,
  -- What kind of file it was recognised as: 'Key stage 2, England, 2018/19'.
  title text,
  report jsonb not null default '{}',
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  undone_by uuid references person,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, import_id) references file_import on delete set null (import_id)
);
create index dataset_import on dataset (workspace_id, import_id);

-- Every import that holds measures, or that was stored, becomes a dataset.
insert into dataset (workspace_id, id, import_id, file_name, created_by, created_at)
select f.workspace_id, gen_random_uuid(), f.id, f.file_name, f.created_by, coalesce(f.stored_at, f.created_at)
from file_import f
where f.stored_at is not null
  or exists (select from measure m where m.workspace_id = f.workspace_id and m.import_id = f.id);

-- The number says nothing: it is drawn at random, and the letter A, B … AA of a school comes from it.
alter table school add column number integer, add column dataset_id uuid;
update school s set number = drawn.number
from (select workspace_id, id, row_number() over (partition by workspace_id order by random()) as number from school) drawn
where drawn.workspace_id = s.workspace_id and drawn.id = s.id;
alter table school
  alter column number set not null,
  add constraint school_number unique (workspace_id, number),
  add foreign key (workspace_id, dataset_id) references dataset deferrable initially deferred;

create table school_identity (
  workspace_id uuid not null,
  school_id uuid not null,
  -- The national or local reference (URN, CDS): text, because leading zeros count.
  reference text not null,
  name text not null,
  -- In England authority and establishment number are steadier than the URN, which changes with the academy.
  authority_code text,
  authority_name text,
  establishment_number text,
  phase text,
  type text,
  status text,
  opened date,
  closed date,
  postcode text,
  town text,
  lowest_age text,
  highest_age text,
  -- As files tell them; a link is made once both schools are here.
  successor_reference text,
  successor_on date,
  predecessor_reference text,
  primary key (workspace_id, school_id),
  unique (workspace_id, reference),
  foreign key (workspace_id, school_id) references school on delete cascade
);
create index school_identity_establishment on school_identity (workspace_id, authority_code, establishment_number);
insert into school_identity (workspace_id, school_id, reference, name) select workspace_id, id, reference, name from school;
alter table school drop column reference, drop column name;

-- 1 → A, 26 → Z, 27 → AA.
create function app.letters(number integer) returns text immutable strict language plpgsql as $$
declare
  left_over integer := number;
  found text := '';
begin
  while left_over > 0 loop
    found := chr(65 + (left_over - 1) % 26) || found;
    left_over := (left_over - 1) / 26;
  end loop;
  return found;
end $$;

-- A school as the person may know it: by its name, or as a letter. Every list and every file takes names from here.
create view school_shown with (security_invoker = true) as
select s.workspace_id, s.id, s.number, i.school_id is not null as named,
  coalesce(i.name, 'School ' || app.letters(s.number)) as name, coalesce(i.reference, app.letters(s.number)) as reference
from school s left join school_identity i on i.workspace_id = s.workspace_id and i.school_id = s.id;

-- Which school followed which: an academy its predecessor, one school two that were merged.
create table school_link (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  predecessor_id uuid not null,
  successor_id uuid not null,
  kind text not null check (kind in ('academy', 'merger', 'split', 'reopened', 'other')),
  happened_on date,
  -- What says so: the column of a file, or a person.
  source text not null,
  dataset_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, predecessor_id, successor_id),
  foreign key (workspace_id, predecessor_id) references school on delete cascade,
  foreign key (workspace_id, successor_id) references school on delete cascade,
  foreign key (workspace_id, dataset_id) references dataset deferrable initially deferred,
  check (predecessor_id <> successor_id)
);
create index school_link_successor on school_link (workspace_id, successor_id);

-- Null where the grouping was made here and not by a file.
alter table grouping
  add column dataset_id uuid,
  add foreign key (workspace_id, dataset_id) references dataset deferrable initially deferred;
create index school_group_school on school_group (workspace_id, school_id);

alter table measure
  add column dataset_id uuid,
  -- Where its values stand in the rows of the dataset, from 1.
  add column column_number integer,
  -- The same for what belongs to it: {"numerator": 2, "denominator": 3, "lower": 4, "upper": 5}, where the file has them.
  add column beside jsonb not null default '{}',
  add column pupil_group text not null default 'All pupils',
  add column numerator text,
  add column denominator text,
  add column definition text,
  add column source text,
  -- For ordinal measures: [{"value": 1, "label": "Outstanding"}, …]; they are never averaged.
  add column levels jsonb,
  -- Partners of the community see it, as a figure of the whole network.
  add column shared boolean not null default false,
  -- Its values are deleted on the day after.
  add column retain_until date,
  drop constraint measure_kind_check,
  add constraint measure_kind_check
    check (kind in ('context', 'result', 'process', 'inspection', 'governance', 'outcome'));
update measure m set dataset_id = d.id from dataset d where d.workspace_id = m.workspace_id and d.import_id = m.import_id;
update measure m set column_number = placed.place
from (select workspace_id, id, row_number() over (partition by workspace_id, dataset_id order by position, id) as place
  from measure) placed
where placed.workspace_id = m.workspace_id and placed.id = m.id;
alter table measure
  alter column dataset_id set not null,
  alter column column_number set not null,
  add foreign key (workspace_id, dataset_id) references dataset deferrable initially deferred,
  drop column import_id;
create index measure_dataset on measure (workspace_id, dataset_id);

-- One row per school and dataset: 24,000 schools of 300 measures are 24,000 rows, not 7 million.
create table school_values (
  workspace_id uuid not null,
  dataset_id uuid not null,
  school_id uuid not null,
  -- As a spreadsheet counts; null where the row came over from an earlier dataset.
  file_row integer,
  -- NaN where there is none, and then the letter at its place in `missing` says why; a point where there is one.
  values float8[] not null,
  missing text not null,
  primary key (workspace_id, dataset_id, school_id),
  foreign key (workspace_id, dataset_id) references dataset on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade,
  check (cardinality(values) = length(missing))
);
create index school_values_school on school_values (workspace_id, school_id);
-- Numbers do not shrink much, and packing them would take longer than everything else: up to a page they stay in the row.
alter table school_values alter column values set storage external, alter column missing set storage external,
  alter column values set statistics 0;
alter table school_values set (toast_tuple_target = 8160);

insert into school_values (workspace_id, dataset_id, school_id, values, missing)
select held.workspace_id, held.dataset_id, held.school_id,
  array_agg(coalesce(v.value, 'NaN') order by m.column_number),
  string_agg(case
    when v.value is not null then '.'
    when v.missing is null then ' '
    else coalesce((select letter from (values ('blank', 'b'), ('suppressed', 's'), ('confidential', 'c'),
      ('not-available', 'x'), ('not-applicable', 'z'), ('no-entries', 'e'), ('not-published', 'p'),
      ('low-coverage', 'v'), ('low', 'k'), ('low-reliability', 'u'), ('new', 'n')) as code (reason, letter)
      where code.reason = v.missing), 'x') end, '' order by m.column_number)
from (select distinct m.workspace_id, m.dataset_id, v.school_id from measure m
    join measure_value v on v.workspace_id = m.workspace_id and v.measure_id = m.id) held
  join measure m on m.workspace_id = held.workspace_id and m.dataset_id = held.dataset_id
  left join measure_value v on v.workspace_id = m.workspace_id and v.measure_id = m.id and v.school_id = held.school_id
group by held.workspace_id, held.dataset_id, held.school_id;
drop table measure_value;

-- Where a measure's values stood before a dataset took it over, and what it was called then.
create table measure_version (
  workspace_id uuid not null,
  measure_id uuid not null,
  -- The dataset that took it over.
  dataset_id uuid not null,
  before_dataset_id uuid not null,
  before_column integer not null,
  before_beside jsonb not null,
  was jsonb not null,
  primary key (workspace_id, measure_id, dataset_id),
  foreign key (workspace_id, measure_id) references measure on delete cascade,
  foreign key (workspace_id, dataset_id) references dataset deferrable initially deferred,
  foreign key (workspace_id, before_dataset_id) references dataset deferrable initially deferred
);
create index measure_version_dataset on measure_version (workspace_id, dataset_id);
create index measure_version_before on measure_version (workspace_id, before_dataset_id);

-- What an import changed about a school that was there already: its former identity and groups.
create table import_change (
  workspace_id uuid not null,
  dataset_id uuid not null,
  school_id uuid not null,
  was jsonb not null,
  primary key (workspace_id, dataset_id, school_id),
  foreign key (workspace_id, dataset_id) references dataset on delete cascade,
  foreign key (workspace_id, school_id) references school on delete cascade
);
create index import_change_school on import_change (workspace_id, school_id);

-- Lines of a file that are no schools: the nation's, a region's, an authority's.
create table reference_line (
  workspace_id uuid not null,
  dataset_id uuid not null,
  id uuid not null,
  level text not null,
  code text not null,
  label text not null,
  file_row integer,
  values float8[] not null,
  missing text not null,
  primary key (workspace_id, id),
  unique (workspace_id, dataset_id, level, code),
  foreign key (workspace_id, dataset_id) references dataset on delete cascade,
  check (cardinality(values) = length(missing))
);

-- How the columns of a kind of file were taken last, by their headings.
create table kept_mapping (
  workspace_id uuid not null references workspace on delete cascade,
  signature text not null,
  roles jsonb not null,
  updated_by uuid not null references person,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, signature)
);

-- Who sees what. Each condition is evaluated once per statement, not once per row.
drop policy school_member on school;
drop policy school_group_member on school_group;
drop policy measure_member on measure;
do $$
declare
  here constant text := 'workspace_id = (select app.in_workspace())';
  someone constant text := '((select app.sees_all()) or exists (select from app.school_ids()))';
  rule record;
begin
  for rule in select * from (values
    -- Schools: all for those who see all, otherwise one's own. A partner sees none.
    ('school', '((select app.sees_all()) or id in (select app.school_ids()))'),
    ('school_group', '((select app.sees_all()) or school_id in (select app.school_ids()))'),
    ('school_values', '((select app.sees_all()) or school_id in (select app.school_ids()))'),
    ('school_link', '((select app.sees_all()) or predecessor_id in (select app.school_ids())
      or successor_id in (select app.school_ids()))'),
    -- Names: an evaluator sees letters.
    ('school_identity', '((select app.sees_names()) or school_id in (select app.school_ids()))'),
    ('import_change', '((select app.sees_names()) or school_id in (select app.school_ids()))'),
    -- Measures: a partner those that are shared.
    ('measure', format('(shared or %s)', someone)),
    ('measure_version', someone),
    ('dataset', someone),
    ('reference_line', 'true'),
    ('kept_mapping', '(select app.sees_all())')) as rules (name, condition)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('grant select, insert, update, delete on %I to reedbed_member', rule.name);
    execute format('create policy %I on %I to reedbed_member using (%s and %s) with check (%3$s and %4$s)',
      rule.name || '_member', rule.name, here, rule.condition);
  end loop;
end $$;
grant select on school_shown to reedbed_member;

-- Middle and quarters of the measures that are shared, over all schools of the network, for those who see no school:
-- withheld where fewer stand behind them than the workspace's threshold.
create function app.shared_summaries()
  returns table (measure_id uuid, schools integer, lower_quartile float8, median float8, upper_quartile float8)
  stable security definer set search_path = public language sql
  begin atomic
    select m.id, count(*)::int,
      case when count(*) >= w.threshold then percentile_cont(0.25) within group (order by v.values[m.column_number]) end,
      case when count(*) >= w.threshold then percentile_cont(0.5) within group (order by v.values[m.column_number]) end,
      case when count(*) >= w.threshold then percentile_cont(0.75) within group (order by v.values[m.column_number]) end
    from public.measure m
      join public.workspace w on w.id = m.workspace_id
      join public.school_values v on v.workspace_id = m.workspace_id and v.dataset_id = m.dataset_id
    where m.workspace_id = app.in_workspace() and m.shared and m.levels is null
      and v.values[m.column_number] <> 'NaN'
    group by m.id, w.threshold;
  end;

-- Removes the schools that an undone import had added and nothing else refers to: no other values, and no row of any other
-- feature, also where the person who undoes it may not see that row. Answers how many went.
create function app.remove_schools_of(undone uuid) returns integer
  security definer set search_path = public language plpgsql as $$
declare
  here constant uuid := app.in_workspace();
  reference record;
  going uuid[];
  removed integer;
begin
  if not app.sees_names() or not exists (
    select from public.dataset d where d.workspace_id = here and d.id = undone and d.undone_at is not null) then
    raise exception 'Only what was undone is removed.' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(s.id), '{}') into going from public.school s
  where s.workspace_id = here and s.dataset_id = undone
    and not exists (select from public.school_values v where v.workspace_id = here and v.school_id = s.id);
  for reference in
    select c.conrelid::regclass as referring, a.attname as held_in from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = 'public.school'::regclass and c.conrelid not in
      ('public.school_identity'::regclass, 'public.school_group'::regclass, 'public.school_values'::regclass)
  loop
    execute format('select coalesce(array_agg(g.school), ''{}'') from unnest($1) as g (school)
      where not exists (select from %s r where r.workspace_id = $2 and r.%I = g.school)', reference.referring,
      reference.held_in)
      into going using going, here;
  end loop;
  delete from public.school s where s.workspace_id = here and s.id = any (going);
  get diagnostics removed = row_count;
  return removed;
end $$;

-- Deletes the measures whose time is over, wherever their values stand, and the files that they came from. Answers with
-- what was deleted; each leaves a line in the audit trail.
create function app.delete_retained(today date) returns integer
  security definer set search_path = public language plpgsql as $$
declare
  gone record;
  spot record;
  deleted integer := 0;
begin
  for gone in select m.workspace_id, m.id, m.label, m.period, m.retain_until, m.dataset_id,
      m.column_number, m.beside
    from public.measure m where m.retain_until < today
  loop
    for spot in
      with held as (
        select gone.dataset_id as dataset, gone.column_number as place, gone.beside
        union all select v.before_dataset_id, v.before_column, v.before_beside from public.measure_version v
          where v.workspace_id = gone.workspace_id and v.measure_id = gone.id)
      select dataset, place from held
      union select dataset, besides.value::int from held, jsonb_each_text(held.beside) besides
    loop
      update public.school_values v
      set values[spot.place] = 'NaN', missing = overlay(v.missing placing ' ' from spot.place for 1)
      where v.workspace_id = gone.workspace_id and v.dataset_id = spot.dataset;
      update public.reference_line l
      set values[spot.place] = 'NaN', missing = overlay(l.missing placing ' ' from spot.place for 1)
      where l.workspace_id = gone.workspace_id and l.dataset_id = spot.dataset;
      delete from public.file_import f using public.dataset d
      where f.workspace_id = gone.workspace_id and d.workspace_id = gone.workspace_id and d.id = spot.dataset
        and f.id = d.import_id;
    end loop;
    delete from public.measure m where m.workspace_id = gone.workspace_id and m.id = gone.id;
    perform app.append_audit(gone.workspace_id, gen_random_uuid(), 'schools.change', 'measure', gone.id,
      jsonb_build_object('deleted', 'its time was over', 'label', gone.label, 'period', gone.period,
        'retainUntil', gone.retain_until), null, null);
    deleted := deleted + 1;
  end loop;
  return deleted;
end $$;

create or replace function app.analyse_schools() returns void security definer set search_path = public language plpgsql as $$
begin
  analyze school;
  analyze school_identity;
  analyze school_group;
  analyze measure;
  analyze school_values (workspace_id, dataset_id, school_id);
end $$;

revoke all on all functions in schema app from public;
grant execute on function app.letters(integer), app.shared_summaries(), app.remove_schools_of(uuid) to reedbed_member;
grant execute on function app.delete_retained(date) to reedbed_system;

-- A look at a few thousand rows tells the planner enough of rows this wide; more takes longer than the storing itself.
alter table school_values alter column workspace_id set statistics 10, alter column dataset_id set statistics 10,
  alter column school_id set statistics 10;
