import type { Published } from '#contract/standings';
import { ProblemError } from '#contract/problem';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import type { SchoolFound, StandingFound } from './rules/found.ts';
import type { Compared, Rules } from './rules/standing.ts';

/** What was published last, with what its pages are made of. */
export interface Stored {
  published: Published;
  found: StandingFound;
  digest: string;
}

export async function findStanding(scope: Scope): Promise<Stored | null> {
  const [row] = await scope.sql<
    {
      id: string;
      settings: Record<string, unknown>;
      found: StandingFound;
      data_digest: string;
      program_version: string;
      published_at: string;
      by: string | null;
    }[]
  >`select s.id, s.settings, s.found, s.data_digest, s.program_version, s.published_at, p.name as by
    from standing s left join person p on p.id = s.published_by
    where s.workspace_id = ${workspaceOf(scope)} order by s.published_at desc limit 1`;
  if (row === undefined) return null;
  const { id, settings, found, published_at: at, program_version: version, by } = row;
  const { method, schools } = found;
  return {
    published: { id, at, by: by === '' ? null : by, version, schools, settings, method },
    found,
    digest: row.data_digest,
  };
}

export async function findSchoolStanding(
  scope: Scope,
  standing: string,
  school: string,
): Promise<SchoolFound | null> {
  const [row] = await scope.sql<{ found: SchoolFound }[]>`
    select found from school_standing
    where workspace_id = ${workspaceOf(scope)} and standing_id = ${standing} and school_id = ${school}`;
  return row?.found ?? null;
}

/** A school as the reader may know it; one that they may not see is not there. */
export async function findSchool(scope: Scope, school: string): Promise<{ id: string; name: string }> {
  const [row] = await scope.sql<{ id: string; name: string }[]>`
    select id, name from school_shown where workspace_id = ${workspaceOf(scope)} and id = ${school}`;
  if (row === undefined)
    throw new ProblemError('not-found', 'There is no such school here, or you may not see it.');
  return row;
}

/** Names of those schools that the reader sees by name. */
export async function namesKnown(scope: Scope, schools: readonly string[]): Promise<Map<string, string>> {
  const rows = await scope.sql<{ id: string; name: string }[]>`
    select id, name from school_shown where named and id = any (${[...schools]}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether the reader leads this school. */
export async function leads(scope: Scope, school: string): Promise<boolean> {
  const [row] = await scope.sql<{ leads: boolean }[]>`
    select exists (select from member_role where workspace_id = ${workspaceOf(scope)}
      and person_id = ${scope.actor.person} and school_id = ${school} and role = 'school leader'
      and (expires_at is null or expires_at > now())) as leads`;
  return row?.leads ?? false;
}

export async function readRules(scope: Scope): Promise<Rules> {
  const [row] = await scope.sql<{ threshold: number; neighbours: string }[]>`
    select threshold, neighbours from workspace where id = ${workspaceOf(scope)}`;
  if (row === undefined) throw new ProblemError('not-found', 'There is no such workspace.');
  return { threshold: row.threshold, named: row.neighbours === 'named' };
}

/** Whether the reader may know every school by name. */
export async function seesNames(scope: Scope): Promise<boolean> {
  const [row] = await scope.sql<{ all: boolean }[]>`select app.sees_names() as all`;
  return row?.all ?? false;
}

interface Publication {
  settings: Record<string, unknown>;
  digest: string;
  version: string;
}

/** So many pages go out in one statement. */
const pagesAtOnce = 250;

/** Takes the place of what was published before. Schools that went meanwhile are passed over. */
export async function publish(
  scope: Scope,
  { found, schools }: Compared,
  { settings, digest, version }: Publication,
  done: (pages: number) => void,
): Promise<string> {
  const id = newId();
  const workspace = workspaceOf(scope);
  await scope.sql`delete from standing where workspace_id = ${workspace}`;
  await scope.sql`
    insert into standing (workspace_id, id, settings, found, data_digest, program_version, published_by)
    values (${workspace}, ${id}, ${JSON.stringify(settings)}::jsonb, ${JSON.stringify(found)}::jsonb, ${digest},
      ${version}, ${scope.actor.person})`;
  for (let start = 0; start < schools.length; start += pagesAtOnce) {
    const pages = JSON.stringify(schools.slice(start, start + pagesAtOnce));
    await scope.sql`
      insert into school_standing (workspace_id, standing_id, school_id, found)
      select ${workspace}, ${id}, s.id, p.found
      from jsonb_to_recordset(${pages}::jsonb) as p (school uuid, found jsonb)
        join school s on s.workspace_id = ${workspace} and s.id = p.school`;
    done(Math.min(schools.length, start + pagesAtOnce));
  }
  return id;
}
