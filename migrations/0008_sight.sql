-- What somebody may give is asked about oneself only: asked with the ids of others, it told who runs a workspace that one
-- does not belong to. And nobody gives what is not there: a role of a school that is another workspace's, or has gone.

create or replace function app.may_appoint_as(giver uuid, in_workspace uuid, given_role text, in_school uuid) returns boolean
  stable security definer set search_path = public language sql
  begin atomic
    select case
        when given_role in ('school leader', 'staff') then in_school is not null
        when given_role = 'viewer' then true
        else in_school is null and given_role in ('owner', 'coordinator', 'partnership lead', 'researcher', 'evaluator', 'partner')
      end
      and (in_school is null or exists (
        select from public.school s where s.workspace_id = in_workspace and s.id = in_school))
      and exists (
        select from public.member_role r
        where r.workspace_id = in_workspace and r.person_id = giver and (r.expires_at is null or r.expires_at > now())
          and (r.role = 'owner'
            or (r.role in ('coordinator', 'partnership lead')
              and in_school is not null and given_role in ('school leader', 'staff', 'viewer'))
            or (r.role = 'school leader' and in_school = r.school_id
              and given_role in ('school leader', 'staff', 'viewer'))));
  end;

create or replace function app.may_appoint(given_role text, in_school uuid) returns boolean
  stable security definer set search_path = public language sql
  begin atomic
    select app.may_appoint_as(app.person(), app.in_workspace(), given_role, in_school);
  end;
revoke execute on function app.may_appoint_as(uuid, uuid, text, uuid) from reedbed_member;

-- Two who hold one link and accept at the same moment: the second waits for the first and then looks at the row anew, but
-- at nothing beside it. So what makes it single is asked of the row itself.
create or replace function app.accept_invitation(hash bytea, accepting uuid) returns uuid
  security definer set search_path = public language plpgsql as $$
declare
  used record;
begin
  update public.invitation i set accepted_at = now(), accepted_by = accepting
  where i.token_hash = hash and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
    and i.invited_by <> accepting and exists (select from app.open_invitation(hash) o where o.id = i.id)
  returning i.workspace_id, i.roles, i.invited_by into used;
  if not found then return null; end if;
  insert into public.workspace_member (workspace_id, person_id) values (used.workspace_id, accepting) on conflict do nothing;
  insert into public.member_role (workspace_id, id, person_id, role, school_id, created_by)
  select used.workspace_id, gen_random_uuid(), accepting, r.role, r.school, used.invited_by
  from jsonb_to_recordset(used.roles) as r (role text, school uuid) on conflict do nothing;
  return used.workspace_id;
end $$;
