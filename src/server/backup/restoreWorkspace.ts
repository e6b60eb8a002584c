import { join } from 'node:path';
import { ProblemError } from '#contract/problem';
import { blobsIn, holdFiles } from '../platform/blobs.ts';
import type { Config } from '../platform/config.ts';
import type { Sql, TransactionSql } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { readMigrations, type Migration } from '../platform/migrate.ts';
import { appendToTrail } from '../platform/trail.ts';
import { broughtForward } from './bringForward.ts';
import { plainSettings } from './copy.ts';
import { loadBlobs, requireKnownMigrations } from './load.ts';
import { loadWorkspace } from './loadWorkspace.ts';
import type { Manifest } from './manifest.ts';
import type { Archive } from './read.ts';

/** Where a workspace comes to. */
export interface Home {
  config: Config;
  owner(): Sql;
  /** E-mail or id of whoever owns it if nobody does who is known here; without it, the first person. */
  restorer?: string;
}

/** What became of those whom the workspace names. */
export interface Arrived {
  workspace: { id: string; name: string };
  /** People who are known here, by id or e-mail, and hold the roles that they held. */
  known: number;
  /** Came along by name, so that it stays told who did what; they cannot sign in. */
  named: number;
  /** Whether the restoring person was made its owner. */
  newOwner: boolean;
}

/** Puts the archive of a workspace beside what is there, in one transaction, while the server goes on. */
export async function restoreWorkspace(archive: Archive, home: Home): Promise<Arrived> {
  const known = readMigrations(join(home.config.root, 'migrations'));
  const names = requireKnownMigrations(archive.manifest, known);
  if (names.size < known.length) {
    const forward = await broughtForward(archive, home.config, names);
    try {
      return await bringIn(forward, home, known);
    } finally {
      await forward.close();
    }
  }
  return bringIn(archive, home, known);
}

async function bringIn(archive: Archive, home: Home, known: readonly Migration[]): Promise<Arrived> {
  const connection = home.owner();
  try {
    await requireThisVersion(connection, known);
    // The files are not swept away before the rows that name them are there.
    await holdFiles(connection);
    await loadBlobs(archive, blobsIn(join(home.config.data, 'blobs')));
    return await connection.begin(async (tx) => {
      await tx.unsafe(plainSettings).simple();
      const workspace = await requireAbsent(tx, archive.manifest);
      const people = await matchPeople(tx, archive.manifest.people);
      await loadWorkspace(tx, archive);
      const newOwner = await requireOwner(tx, workspace.id, home.restorer);
      await appendToTrail(tx, {
        chain: workspace.id,
        act: 'workspace.change',
        objectKind: 'workspace',
        objectId: workspace.id,
        detail: { restored: archive.manifest.moment, ...people, newOwner },
      });
      return { workspace, ...people, newOwner };
    });
  } finally {
    await connection.end({ timeout: 5 });
  }
}

async function requireThisVersion(connection: Sql, known: readonly Migration[]): Promise<void> {
  const there = await connection<{ name: string }[]>`select name from migration`;
  if (there.length === known.length) return;
  throw new ProblemError(
    'conflict',
    'This installation has not been brought to this version yet: run ‘reedbed migrate’, or start the server once.',
  );
}

async function requireAbsent(tx: TransactionSql, manifest: Manifest): Promise<{ id: string; name: string }> {
  const { workspace } = manifest;
  if (workspace === null)
    throw new ProblemError('not-readable', 'The backup does not say which workspace it holds.');
  const [found] = await tx<{ name: string }[]>`select name from workspace where id = ${workspace.id}`;
  if (found === undefined) return workspace;
  throw new ProblemError(
    'conflict',
    `The workspace of this backup is here already, as ‘${found.name}’. Delete it there first if the backup is to take ` +
      'its place. Nothing was written.',
  );
}

/** Who is who: by id, else by e-mail; whoever is not known here comes along as a name. */
async function matchPeople(
  tx: TransactionSql,
  people: Manifest['people'],
): Promise<{ known: number; named: number }> {
  await tx`create temporary table restored_person (id uuid primary key, becomes uuid not null, known boolean not null) on commit drop`;
  const list = JSON.stringify(people);
  await tx`
    insert into restored_person
    select p.id, coalesce(same.id, a.person_id, p.id), coalesce(same.id, a.person_id) is not null
    from jsonb_to_recordset(${list}::jsonb) p (id uuid, name text, email text)
    left join person same on same.id = p.id
    left join account a on a.email = lower(p.email)`;
  const named = await tx`
    insert into person (id, name, invented)
    select p.id, p.name, p.invented
    from jsonb_to_recordset(${list}::jsonb) p (id uuid, name text, invented boolean)
    join restored_person r on r.id = p.id and not r.known`;
  return { known: people.length - named.count, named: named.count };
}

/** Somebody who can sign in here owns it. */
async function requireOwner(tx: TransactionSql, workspace: string, restorer?: string): Promise<boolean> {
  const [owned] = await tx`
    select from member_role r join restored_person p on p.becomes = r.person_id and p.known
    where r.workspace_id = ${workspace} and r.role = 'owner' limit 1`;
  if (owned !== undefined && restorer === undefined) return false;
  const person = await restoringPerson(tx, restorer);
  await tx`insert into workspace_member (workspace_id, person_id) values (${workspace}, ${person})
    on conflict do nothing`;
  const given = await tx`insert into member_role (workspace_id, id, person_id, role)
    values (${workspace}, ${newId()}, ${person}, 'owner') on conflict do nothing`;
  return given.count > 0;
}

async function restoringPerson(tx: TransactionSql, restorer: string | undefined): Promise<string> {
  const [found] =
    restorer === undefined
      ? await tx<{ id: string }[]>`select id from person where erased_at is null and not invented
          and not exists (select from restored_person r where r.becomes = person.id and not r.known)
          order by created_at, id limit 1`
      : await tx<{ id: string }[]>`
          select p.id from person p left join account a on a.person_id = p.id
          where p.erased_at is null and (p.id::text = ${restorer} or a.email = lower(${restorer}))`;
  if (found !== undefined) return found.id;
  const detail =
    restorer === undefined
      ? 'Nobody is here yet who could own the workspace: start the server once.'
      : `Nobody here is ‘${restorer}’, by e-mail or id.`;
  throw new ProblemError('not-found', `${detail} Nothing was written.`);
}
