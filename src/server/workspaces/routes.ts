import * as contract from '#contract/workspaces';
import { bind } from '../platform/bind.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import { inScope } from '../platform/scope.ts';
import { createWorkspace, deleteWorkspace, readMembership, renameWorkspace } from './store.ts';

/** `deleted` is told when a workspace has gone, because some of what it had lies outside the database. */
export function bindWorkspaces(door: Door, deleted: () => void): void {
  bind(door, contract.createWorkspace, (request, { name }) => {
    const actor = { person: request.session().person, workspace: newId() };
    return inScope(door.pool, actor, async (scope) => {
      await createWorkspace(scope, { name, kind: 'own', source: null });
      await scope.audit('workspace.change', 'workspace', actor.workspace, { created: true });
      return readMembership(scope);
    });
  });

  bind(door, contract.readWorkspace, (request) => request.inWorkspace(readMembership));

  bind(door, contract.changeWorkspace, (request, { workspace, name }) =>
    request.inWorkspace(async (scope) => {
      await renameWorkspace(scope, name);
      await scope.audit('workspace.change', 'workspace', workspace, { fields: ['name'] });
      return readMembership(scope);
    }),
  );

  bind(door, contract.deleteWorkspace, async (request) => {
    // Its audit trail goes with it: a deleted workspace leaves nothing behind.
    await request.inWorkspace(deleteWorkspace);
    deleted();
    return {};
  });
}
