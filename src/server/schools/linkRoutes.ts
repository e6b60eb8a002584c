import * as contract from '#contract/schools';
import type { InputOf } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import { workspaceOf, type Scope } from '../platform/scope.ts';
import { refuseUnknown } from './here.ts';

/** Which school followed which, where people say so. */
export function bindLinks(door: Door): void {
  bind(door, contract.linkSchools, (request, { workspace: _, ...said }) =>
    request.inWorkspace(async (scope) => {
      const { predecessor, successor, kind, on, source } = said;
      await refuseUnknown(scope, [predecessor, successor]);
      if (predecessor === successor)
        throw new ProblemError('invalid', 'A school does not follow itself. Choose another.');
      const link = await addLink(scope, said);
      await scope.audit('schools.change', 'school_link', link, {
        detail: { predecessor, successor, kind, on, source },
      });
      return { link };
    }),
  );

  bind(door, contract.unlinkSchools, (request, { link }) =>
    request.inWorkspace(async (scope) => {
      const [gone] = await scope.sql<{ predecessor: string; successor: string }[]>`
        delete from school_link where id = ${link} returning predecessor_id as predecessor, successor_id as successor`;
      if (gone === undefined) throw new ProblemError('not-found', 'There is no such link in this workspace.');
      await scope.audit('schools.change', 'school_link', link, { detail: { deleted: true, ...gone } });
      return {};
    }),
  );
}

type Said = Omit<InputOf<typeof contract.linkSchools>, 'workspace'>;

/** Two schools are linked once, whichever is said to have come first. */
async function addLink(scope: Scope, { predecessor, successor, kind, on, source }: Said): Promise<string> {
  const id = newId();
  const added = await scope.sql`
    insert into school_link (workspace_id, id, predecessor_id, successor_id, kind, happened_on, source)
    select ${workspaceOf(scope)}::uuid, ${id}::uuid, ${predecessor}::uuid, ${successor}::uuid, ${kind}::text, ${on}::date,
      ${source}::text
    where not exists (select from school_link where predecessor_id = ${successor} and successor_id = ${predecessor})
    on conflict do nothing returning id`;
  if (added.length === 0) throw new ProblemError('conflict', 'These two schools are linked already.');
  return id;
}
