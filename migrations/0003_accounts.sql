-- Accounts: how people prove who they are. Only the role `system` reaches these tables: what a person sees of their own
-- account is asked for by their id, and nobody sees another's.

-- Somebody who was erased stays as a row without a name, so that what they did can still be told apart.
alter table person add column erased_at timestamptz;
grant update (name, erased_at) on person to reedbed_system;

create table account (
  person_id uuid primary key references person on delete cascade,
  -- In lower case, as it is compared.
  email text unique check (email = lower(email) and length(email) between 3 and 320),
  email_verified_at timestamptz,
  -- argon2id in the form of a PHC string, with its parameters, so that they can grow.
  password_hash text,
  password_at timestamptz,
  -- After this moment the account no longer signs in; a date for people who help for a while.
  expires_at timestamptz,
  created_at timestamptz not null default now()
);

create table one_time_secret (
  person_id uuid primary key references person on delete cascade,
  -- Sealed with the key of the installation, which does not lie in the database.
  sealed_secret bytea not null,
  confirmed_at timestamptz,
  -- The last step that was used: a code works once.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);

create table recovery_code (
  person_id uuid not null references person on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);

create table passkey (
  credential_id text primary key,
  person_id uuid not null references person on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  backed_up boolean not null default false,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- Who somebody is with a provider of single sign-on (OpenID Connect).
create table external_identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (issuer, subject)
);
create index external_identity_person on external_identity (person_id);

-- What was asked and not yet answered: the challenge of a passkey, the second factor of a sign-in, the state of a
-- provider. Single use and short-lived.
create table challenge (
  token_hash bytea primary key,
  kind text not null check (kind in ('passkey sign-in', 'passkey registration', 'second factor', 'provider')),
  person_id uuid references person on delete cascade,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- A link may also serve to choose a new password or to confirm an address.
alter table sign_in_link
  add column purpose text not null default 'sign in' check (purpose in ('sign in', 'new password', 'confirm e-mail')),
  add column email text;

alter table session
  -- What the list of sessions names it by; the token itself is never shown.
  add column id uuid not null default gen_random_uuid(),
  add column method text not null default 'link' check (method in ('link', 'password', 'passkey', 'provider', 'invitation')),
  add column second_factor boolean not null default false,
  add column address text,
  add column agent text,
  -- When the person last proved who they are: asked again before a password or a factor changes.
  add column proved_at timestamptz not null default now(),
  add constraint session_id unique (id);
create index session_person on session (person_id);

do $$
declare t text;
begin
  foreach t in array array['account', 'one_time_secret', 'recovery_code', 'passkey', 'external_identity', 'challenge'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert, update, delete on %I to reedbed_system', t);
    execute format('create policy %I on %I to reedbed_system using (true) with check (true)', t || '_system', t);
  end loop;
end $$;
