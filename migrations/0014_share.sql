-- What somebody has brought within a day, in whatever workspace: each has a share of the disk, not all of it.
create function app.brought_today() returns table (files integer, bytes bigint)
  stable security definer set search_path = public language sql
  begin atomic
    select count(*)::int, coalesce(sum(f.bytes), 0)::bigint from public.file_import f
    where f.created_by = app.person() and f.created_at > now() - interval '1 day';
  end;
revoke all on function app.brought_today() from public;
grant execute on function app.brought_today() to reedbed_member;
create index file_import_by on file_import (created_by, created_at);
