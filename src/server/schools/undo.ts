import type { Undone } from '#contract/importUndo';
import { ProblemError } from '#contract/problem';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { setGroups } from './groups.ts';
import { changeIdentities } from './identities.ts';
import type { KnownSchool } from './identityChange.ts';
import { restoreMeasures } from './measures.ts';
import type { Former } from './store.ts';

/** For so long an import can be undone. */
const undoDays = 30;

interface Dataset {
  id: string;
  file_name: string;
  created_at: string;
  undone_at: string | null;
  too_old: boolean;
}

export interface UndoObstacle {
  why: string;
  /** What to do about it; empty where nothing can be done. */
  todo: string;
}

/** Why a dataset cannot be undone, in sentences; null where it can. */
export async function undoObstacle(scope: Scope, id: string): Promise<UndoObstacle | null> {
  const [dataset] = await scope.sql<Dataset[]>`
    select id, file_name, created_at, undone_at, created_at < now() - make_interval(days => ${undoDays}) as too_old
    from dataset where id = ${id}`;
  if (dataset === undefined)
    throw new ProblemError('not-found', 'There is no such import in this workspace.');
  if (dataset.undone_at !== null) return { why: 'This import has been undone already.', todo: '' };
  if (dataset.too_old)
    return { why: `An import can be undone for ${String(undoDays)} days, and these are over.`, todo: '' };
  const [later] = await scope.sql<{ file_name: string; created_at: string }[]>`
    select l.file_name, l.created_at from dataset l, dataset d
    where d.id = ${id} and l.undone_at is null and l.created_at > d.created_at and (
      exists (select from measure_version v where v.dataset_id = l.id and v.before_dataset_id = d.id)
      or exists (select from import_change c join school s on s.id = c.school_id
        where c.dataset_id = l.id and (s.dataset_id = d.id or exists (
          select from import_change e where e.dataset_id = d.id and e.school_id = c.school_id))))
    order by l.created_at desc limit 1`;
  if (later === undefined) return null;
  return {
    why: `‘${later.file_name}’ was stored on top of it on ${dayOf(later.created_at)}.`,
    todo: 'Undo that one first.',
  };
}

/** Refuses to undo what cannot be undone. */
export async function demandUndoable(scope: Scope, id: string): Promise<void> {
  const obstacle = await undoObstacle(scope, id);
  if (obstacle !== null) throw new ProblemError('conflict', `${obstacle.why} ${obstacle.todo}`.trim());
}

function dayOf(moment: string): string {
  return new Date(moment).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Takes back what a dataset brought: measures point to where they stood before, names and groups are as they were. */
export async function undoDataset(scope: Scope, id: string): Promise<Undone> {
  await scope.sql`select pg_advisory_xact_lock(hashtextextended(${workspaceOf(scope)}, 6))`;
  await demandUndoable(scope, id);
  const [had] = await scope.sql<{ added: number }[]>`
    select count(*)::int as added from school where dataset_id = ${id}`;
  await scope.sql`update dataset set undone_at = now(), undone_by = ${scope.actor.person} where id = ${id}`;
  const measures = await restoreMeasures(scope, id);
  const restored = await restoreSchools(scope, id);
  const links = await scope.sql`delete from school_link where dataset_id = ${id}`;
  const lines = await scope.sql`delete from reference_line where dataset_id = ${id}`;
  await scope.sql`delete from school_values where dataset_id = ${id}`;
  const [row] = await scope.sql<{ removed: number }[]>`select app.remove_schools_of(${id}) as removed`;
  await scope.sql`
    delete from grouping g where g.dataset_id = ${id}
      and not exists (select from school_group m where m.grouping_id = g.id)`;
  await scope.sql`select app.analyse_schools()`;
  const removed = row?.removed ?? 0;
  const staying = (had?.added ?? 0) - removed;
  return { removed, staying, restored, measures, links: links.count, lines: lines.count };
}

/** What undoing would do, found by doing it and taking that back: no other way counts the same in every case. */
export async function rehearseUndo(scope: Scope, id: string): Promise<Undone> {
  await scope.sql`savepoint rehearsal`;
  const undone = await undoDataset(scope, id);
  await scope.sql`rollback to savepoint rehearsal`;
  return undone;
}

async function restoreSchools(scope: Scope, dataset: string): Promise<number> {
  const changes = await scope.sql<{ school_id: string; was: Former }[]>`
    select school_id, was from import_change where dataset_id = ${dataset}`;
  const byId = new Map(changes.map(({ school_id, was }) => [school_id, was]));
  const known = await scope.sql<KnownSchool[]>`
    select i.* from school_identity i
    where i.school_id in (select c.school_id from import_change c where c.dataset_id = ${dataset})`;
  await changeIdentities(
    scope,
    known.map((one) => ({ ...one, ...byId.get(one.school_id)?.identity })),
  );
  const groups = Map.groupBy(
    changes.flatMap(({ school_id, was }) =>
      Object.entries(was.groups).map(([grouping, name]) => ({ grouping, school: school_id, name })),
    ),
    ({ grouping }) => grouping,
  );
  for (const [grouping, rows] of groups) await setGroups(scope, grouping, rows);
  await scope.sql`delete from import_change where dataset_id = ${dataset}`;
  return changes.length;
}
