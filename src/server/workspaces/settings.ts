import { ProblemError } from '#contract/problem';
import type { OtherNetwork, Settings, Term } from '#contract/settings';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { knownSchools, schoolNames } from './schoolNames.ts';

export async function readSettings(scope: Scope): Promise<Settings> {
  const row = await scope.queries
    .selectFrom('workspace')
    .select(['threshold', 'learners', 'first_quantile', 'neighbours', 'second_step', 'terms'])
    .where('id', '=', scope.actor.workspace ?? '')
    .executeTakeFirstOrThrow();
  return {
    threshold: row.threshold,
    learners: row.learners as Settings['learners'],
    firstQuantile: row.first_quantile as Settings['firstQuantile'],
    neighbours: row.neighbours as Settings['neighbours'],
    secondStep: row.second_step as Settings['secondStep'],
    terms: row.terms as Term[],
  };
}

export async function changeSettings(scope: Scope, wanted: Settings): Promise<void> {
  const before = await readSettings(scope);
  await scope.queries
    .updateTable('workspace')
    .set({
      threshold: wanted.threshold,
      learners: wanted.learners,
      first_quantile: wanted.firstQuantile,
      neighbours: wanted.neighbours,
      second_step: wanted.secondStep,
      terms: JSON.stringify(wanted.terms),
    })
    .where('id', '=', scope.actor.workspace ?? '')
    .execute();
  await scope.audit('workspace.change', 'workspace', scope.actor.workspace ?? '', {
    detail: { settings: true },
    before: { ...before },
    after: { ...wanted },
  });
}

export async function readOtherNetworks(scope: Scope): Promise<OtherNetwork[]> {
  const rows = await scope.sql<{ id: string; name: string; school_id: string }[]>`
    select id, name, school_id from other_network where workspace_id = ${scope.actor.workspace ?? ''}
    order by name collate "und-x-icu", id`;
  const names = await schoolNames(
    scope,
    rows.map((row) => row.school_id),
  );
  return rows
    .map(({ id, name, school_id: school }) => ({
      id,
      name,
      school: { id: school, name: names.get(school) ?? 'a school' },
    }))
    .toSorted(
      (a, b) => a.name.localeCompare(b.name, 'en') || a.school.name.localeCompare(b.school.name, 'en'),
    );
}

export async function nameOtherNetwork(scope: Scope, school: string, name: string): Promise<OtherNetwork> {
  const names = await knownSchools(scope, [school]);
  const id = newId();
  const [added] = await scope.sql`
    insert into other_network (workspace_id, id, school_id, name)
    values (${scope.actor.workspace ?? ''}, ${id}, ${school}, ${name})
    on conflict (workspace_id, school_id, name) do nothing returning id`;
  const called = names.get(school) ?? '';
  if (added === undefined)
    throw new ProblemError('conflict', `It is noted already that ${called} belongs to ‘${name}’.`);
  await scope.audit('schools.change', 'other_network', id, { after: { school, name } });
  return { id, name, school: { id: school, name: called } };
}

export async function removeOtherNetwork(scope: Scope, id: string): Promise<void> {
  const [gone] = await scope.sql<{ school_id: string; name: string }[]>`
    delete from other_network where workspace_id = ${scope.actor.workspace ?? ''} and id = ${id}
    returning school_id, name`;
  if (gone === undefined) throw new ProblemError('not-found', 'There is no such entry that you can see.');
  await scope.audit('schools.change', 'other_network', id, {
    before: { school: gone.school_id, name: gone.name },
  });
}
