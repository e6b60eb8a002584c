-- A code that is moved to another element, or to its other pole, takes along what was coded with it, whoever coded it: where
-- codes stand in a version is read from that version itself, so that nothing can be moved that the framework does not say.
create function app.follow_codes(framework uuid, version integer) returns integer
  security definer set search_path = public language plpgsql as $$
declare
  followed integer;
begin
  if not (app.has_role('owner') or app.has_role('coordinator') or app.has_role('partnership lead')
    or app.has_role('researcher')) then return 0; end if;
  with placed as (
    select el ->> 'key' as element, p.key as pole, c ->> 'key' as code
    from public.framework_version v, jsonb_array_elements(v.content -> 'elements') el, jsonb_each(el -> 'poles') p,
      jsonb_array_elements(case when jsonb_typeof(p.value) = 'object' then p.value -> 'codes' else '[]' end) c
    where v.workspace_id = app.in_workspace() and v.framework_id = framework and v.number = version)
  update public.evidence e set element = placed.element, pole = placed.pole, framework_version = version
  from placed
  where e.workspace_id = app.in_workspace() and e.framework_id = framework and e.code = placed.code
    and (e.element, e.pole) is distinct from (placed.element, placed.pole);
  get diagnostics followed = row_count;
  return followed;
end $$;
revoke execute on function app.follow_codes(uuid, integer) from public;
grant execute on function app.follow_codes(uuid, integer) to reedbed_member;
