-- Two functions that could not work: in one a column of another table was called as the school's id was, and schools went
-- that other rows referred to; in the other a variable as a column was.

-- Removes the schools that an undone import had added and nothing else refers to: no other values, and no row of any other
-- feature, also where the person who undoes it may not see that row. Answers how many went.
create or replace function app.remove_schools_of(undone uuid) returns integer
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
create or replace function app.delete_retained(today date) returns integer
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

-- A look at a few thousand rows tells the planner enough of rows this wide; more takes longer than the storing itself.
alter table school_values alter column workspace_id set statistics 10, alter column dataset_id set statistics 10,
  alter column school_id set statistics 10;
