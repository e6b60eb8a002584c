-- Of whom a workspace asks that their session began with a second step (or with a passkey, which is two at once).
alter table workspace add column second_step text not null default 'own choice'
  check (second_step in ('own choice', 'whoever runs it', 'everybody'));
grant update (second_step) on workspace to reedbed_member;
