-- When somebody last signed in: from the second time on they are told of a browser that was not seen before.
alter table account add column signed_in_at timestamptz;
