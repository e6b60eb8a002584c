import * as contract from '#contract/groupings';
import { ProblemError } from '#contract/problem';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import type { Scope } from '../platform/scope.ts';
import { storeGrouping } from './groups.ts';
import { refuseUnknown } from './here.ts';
import { groupingKey, labelFault } from './keys.ts';

/** Groupings that people make here. */
export function bindGroupings(door: Door): void {
  bind(door, contract.setGroup, (request, { label, name, schools }) =>
    request.inWorkspace(async (scope) => {
      refuseUnnameable(label);
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

  bind(door, contract.renameGrouping, (request, { grouping, label }) =>
    request.inWorkspace(async (scope) => {
      refuseUnnameable(label);
      const was = await holdOwn(scope, grouping);
      const key = groupingKey(label);
      const [other] = await scope.sql<{ label: string }[]>`
        select label from grouping where key = ${key} and id <> ${grouping}`;
      if (other !== undefined)
        throw new ProblemError(
          'conflict',
          `There is a grouping ‘${other.label}’ already. Choose another label.`,
        );
      await scope.sql`update grouping set key = ${key}, label = ${label} where id = ${grouping}`;
      await scope.audit('schools.change', 'grouping', grouping, { detail: { label, was } });
      return { key };
    }),
  );

  bind(door, contract.removeGrouping, (request, { grouping }) =>
    request.inWorkspace(async (scope) => {
      const label = await holdOwn(scope, grouping);
      await scope.sql`delete from grouping where id = ${grouping}`;
      await scope.audit('schools.change', 'grouping', grouping, { detail: { label, removed: true } });
      return {};
    }),
  );

  bind(door, contract.changeGroup, (request, { grouping, name, to }) =>
    request.inWorkspace(async (scope) => {
      const label = await holdOwn(scope, grouping);
      const moved = await changeGroup(scope, grouping, { name, to });
      await removeEmpty(scope, grouping);
      await scope.audit('schools.change', 'grouping', grouping, {
        detail: { label, group: to, from: name, moved },
      });
      return { moved };
    }),
  );
}

/** Answers with the label. What a file brought is changed by the next file, so nothing of it is changed here. */
async function holdOwn(scope: Scope, grouping: string): Promise<string> {
  const [found] = await scope.sql<{ label: string; own: boolean }[]>`
    select label, dataset_id is null as own from grouping where id = ${grouping} for update`;
  if (found === undefined)
    throw new ProblemError('not-found', 'There is no such grouping in this workspace.');
  if (found.own) return found.label;
  throw new ProblemError(
    'conflict',
    `‘${found.label}’ came with a file, so it stays as the file says. Make a grouping of your own beside it.`,
  );
}

async function changeGroup(
  scope: Scope,
  grouping: string,
  { name, to }: { name: string; to: string | null },
): Promise<number> {
  const changed =
    to === null
      ? await scope.sql`delete from school_group where grouping_id = ${grouping} and name = ${name}`
      : await scope.sql`update school_group set name = ${to} where grouping_id = ${grouping} and name = ${name}`;
  if (changed.count === 0)
    throw new ProblemError('not-found', `There is no group ‘${name}’ here. Nothing was changed.`);
  return changed.count;
}

function refuseUnnameable(label: string): void {
  const fault = labelFault('group', label);
  if (fault === null) return;
  const detail = `The label ‘${label}’ ${fault}. Give it another label.`;
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/label', detail }] });
}

/** A grouping that was made here goes with its last school. */
async function removeEmpty(scope: Scope, grouping: string): Promise<void> {
  await scope.sql`
    delete from grouping g where g.id = ${grouping} and g.dataset_id is null
      and not exists (select from school_group m where m.grouping_id = g.id)`;
}
