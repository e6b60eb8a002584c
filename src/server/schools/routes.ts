import * as contract from '#contract/schools';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { changeMeasure, readDictionary, readShared } from './dictionary.ts';
import { storeGrouping } from './groups.ts';
import { workspaceOf } from './here.ts';
import { listSchools, readIdentity, readLinks } from './registry.ts';
import { readSeries } from './series.ts';

export function bindSchools(door: Door): void {
  bind(door, contract.listSchools, (request, { workspace: _, ...wanted }) =>
    request.inWorkspace((scope) => listSchools(scope, wanted)),
  );

  bind(door, contract.readSchool, (request, { school }) =>
    request.inWorkspace(async (scope) => {
      const identity = await readIdentity(scope, school);
      const [links, series] = await Promise.all([readLinks(scope, school), readSeries(scope, school)]);
      return { ...identity, ...links, series };
    }),
  );

  bind(door, contract.setGroup, (request, { label, name, schools }) =>
    request.inWorkspace(async (scope) => {
      await refuseUnknown(scope, schools);
      const group = { label, schools, names: schools.map(() => name) };
      const { id, was } = await storeGrouping(scope, null, group, () => undefined);
      await removeEmpty(scope, id);
      await scope.audit('schools.change', 'grouping', id, {
        detail: { label, group: name, moved: was.size },
      });
      return { moved: was.size };
    }),
  );

  bind(door, contract.linkSchools, (request, { predecessor, successor, kind, on }) =>
    request.inWorkspace(async (scope) => {
      await refuseUnknown(scope, [predecessor, successor]);
      if (predecessor === successor)
        throw new ProblemError('invalid', 'A school does not follow itself. Choose another.');
      const link = await addLink(scope, { predecessor, successor, kind, on });
      await scope.audit('schools.change', 'school_link', link, {
        detail: { predecessor, successor, kind, on },
      });
      return { link };
    }),
  );

  bind(door, contract.unlinkSchools, (request, { link }) =>
    request.inWorkspace(async (scope) => {
      const [gone] = await scope.sql<{ predecessor_id: string; successor_id: string }[]>`
        delete from school_link where id = ${link} returning predecessor_id, successor_id`;
      if (gone === undefined) throw new ProblemError('not-found', 'There is no such link in this workspace.');
      await scope.audit('schools.change', 'school_link', link, { detail: { deleted: true, ...gone } });
      return {};
    }),
  );

  bind(door, contract.listMeasures, (request) => request.inWorkspace((scope) => readDictionary(scope, null)));

  bind(door, contract.changeMeasure, (request, { workspace: _, measure: id, ...words }) =>
    request.inWorkspace(async (scope) => {
      const { measure, before, after } = await changeMeasure(scope, id, words);
      await scope.audit('schools.change', 'measure', id, { before, after });
      return measure;
    }),
  );

  bind(door, contract.sharedSummaries, (request) => request.inWorkspace(readShared));
}

async function refuseUnknown(scope: Scope, schools: readonly string[]): Promise<void> {
  const [row] = await scope.sql<{ known: number }[]>`
    select count(*)::int as known from school where id = any (${[...schools]}::uuid[])`;
  if (row?.known === new Set(schools).size) return;
  throw new ProblemError('not-found', 'There is no such school here. Nothing was changed.');
}

/** A grouping that was made here goes with its last school. */
async function removeEmpty(scope: Scope, grouping: string): Promise<void> {
  await scope.sql`
    delete from grouping g where g.id = ${grouping} and g.dataset_id is null
      and not exists (select from school_group m where m.grouping_id = g.id)`;
}

async function addLink(
  scope: Scope,
  {
    predecessor,
    successor,
    kind,
    on,
  }: { predecessor: string; successor: string; kind: string; on: string | null },
): Promise<string> {
  const id = newId();
  const added = await scope.sql`
    insert into school_link (workspace_id, id, predecessor_id, successor_id, kind, happened_on, source)
    values (${workspaceOf(scope)}, ${id}, ${predecessor}, ${successor}, ${kind}, ${on}, 'said by hand')
    on conflict do nothing returning id`;
  if (added.length === 0) throw new ProblemError('conflict', 'These two schools are linked already.');
  return id;
}
