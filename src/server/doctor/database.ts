import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { neededRoles } from '../platform/database.ts';
import type { Sql } from '../platform/db.ts';
import { readMigrations } from '../platform/migrate.ts';
import { few, note, well, wrong, type Finding } from './finding.ts';

const oldestVersion = 15;
const skewSeconds = 5;
const check = 'Database';

/** What only its owner sees. */
export async function examineDatabase(owner: Sql, config: Config): Promise<Finding[]> {
  const [version] = await owner<{ number: number; text: string }[]>`
    select current_setting('server_version_num')::int / 10000 as number, current_setting('server_version') as text`;
  const migrated = await migrations(owner, config);
  const reached =
    (version?.number ?? 0) < oldestVersion
      ? wrong(
          check,
          `It is PostgreSQL ${version?.text ?? ''}.`,
          `Reedbed needs ${String(oldestVersion)} or newer.`,
          'Bring the server in DATABASE_URL to a newer version.',
        )
      : well(check, `PostgreSQL ${version?.text ?? ''} answers`);
  if (migrated.state === 'wrong') return [reached, migrated];
  return [reached, migrated, ...(await roles(owner)), await rowSecurity(owner), await clock(owner)];
}

async function migrations(owner: Sql, config: Config): Promise<Finding> {
  const name = 'Migrations';
  const known = readMigrations(join(config.root, 'migrations'));
  const [there] = await owner`select to_regclass('public.migration') is not null as yes`;
  const done =
    there?.['yes'] === true
      ? await owner<{ name: string; hash: string }[]>`select name, hash from migration`
      : [];
  const hashes = new Map(known.map((one) => [one.name, one.hash]));
  const unknown = done.filter((one) => !hashes.has(one.name)).map((one) => one.name);
  if (unknown.length > 0) {
    return wrong(
      name,
      `The data were written by a newer Reedbed: ${few(unknown)} is not known here.`,
      'This version does not understand them and does not start on them.',
      'Install that version or a later one.',
    );
  }
  const changed = done.filter((one) => hashes.get(one.name) !== one.hash).map((one) => one.name);
  if (changed.length > 0) {
    return wrong(
      name,
      `${few(changed)} is not what was applied.`,
      'The server does not start on a database whose making it cannot know.',
      'Restore the files in migrations/ as they were published.',
    );
  }
  const open = known.length - done.length;
  if (open === 0) return well(name, `all ${String(known.length)} applied`);
  return note(
    name,
    `${String(open)} of ${String(known.length)} are still to be applied.`,
    'The data are of an older version.',
    'The next start applies them; make a backup first: reedbed backup',
  );
}

async function roles(owner: Sql): Promise<Finding[]> {
  const found = await owner<{ name: string; mighty: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls as mighty from pg_roles
    where rolname in ${owner(neededRoles)}`;
  const missing = neededRoles.filter((name) => !found.some((one) => one.name === name));
  const mighty = found.filter((one) => one.mighty).map((one) => one.name);
  const [own] = await owner<{ name: string; mighty: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls as mighty from pg_roles where rolname = current_user`;
  const requests =
    missing.length > 0 || mighty.length > 0
      ? wrong(
          'Roles',
          missing.length > 0 ? `${few(missing)} is missing.` : `${few(mighty)} may pass row-level security.`,
          'These roles are what keeps people to the rows that are theirs.',
          missing.length > 0
            ? 'Create them as the message of ‘reedbed serve’ says.'
            : `As administrator: alter role ${mighty.join(', ')} nosuperuser nobypassrls`,
        )
      : well('Roles', 'those of requests are bound by row-level security');
  if (own?.mighty !== true) return [requests];
  return [
    requests,
    note(
      'Owner',
      `${own.name}, who owns the tables, is a superuser or passes row-level security everywhere.`,
      'The owner needs neither; a slip there reaches the whole database server.',
      'Give DATABASE_URL a user who only owns the database of Reedbed.',
    ),
  ];
}

async function rowSecurity(owner: Sql): Promise<Finding> {
  const rows = await owner<{ name: string; total: number }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and not relrowsecurity and relname <> 'migration' order by 1`;
  if (rows.length === 0) return well('Row-level security', 'on for every table');
  return wrong(
    'Row-level security',
    `It is off for ${few(rows.map((row) => row.name))}.`,
    'Everybody who is signed in could see the rows of every workspace there.',
    `As the owner: ${rows.map((row) => `alter table ${row.name} enable row level security`).join('; ')}`,
  );
}

/** Two clocks, and that of yesterday: what was written cannot be later than now. */
async function clock(owner: Sql): Promise<Finding> {
  const before = Date.now();
  const [row] = await owner<{ now: number; latest: number | null }[]>`
    select extract(epoch from clock_timestamp())::float8 as now,
      (select extract(epoch from max(at))::float8 from audit_entry) as latest`;
  const now = (before + Date.now()) / 2000;
  const apart = Math.abs((row?.now ?? now) - now);
  const ahead = (row?.latest ?? 0) - (row?.now ?? now);
  if (apart <= skewSeconds && ahead <= skewSeconds) return well('Clock', 'agrees with the database');
  const what =
    ahead > skewSeconds
      ? `The last line of the audit trail is ${String(Math.round(ahead))} seconds in the future.`
      : `The clocks of this machine and of the database are ${String(Math.round(apart))} seconds apart.`;
  return wrong(
    'Clock',
    what,
    'Sessions, links and one-time codes end at the wrong time, and the trail tells the wrong hour.',
    'Let the system set the clock by itself (timedatectl set-ntp true).',
  );
}
