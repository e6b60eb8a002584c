import * as settings from '#contract/settings';
import * as contract from '#contract/workspaces';
import { bind } from '../platform/bind.ts';
import type { Config } from '../platform/config.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import { inScope } from '../platform/scope.ts';
import { bindPeople } from './peopleRoutes.ts';
import {
  changeSettings,
  nameOtherNetwork,
  readOtherNetworks,
  readSettings,
  removeOtherNetwork,
} from './settings.ts';
import { mayAskOthers } from './secondStep.ts';
import { createWorkspace, deleteWorkspace, readMembership, renameWorkspace } from './store.ts';

/** `deleted` is told when a workspace has gone, because some of what it had lies outside the database. */
export function bindWorkspaces(door: Door, config: Pick<Config, 'mail'>, deleted: () => void): void {
  bind(door, contract.createWorkspace, (request, { name }) => {
    const actor = { ...request.actor(), workspace: newId() };
    return inScope(door.pool, actor, async (scope) => {
      await createWorkspace(scope, { name, kind: 'own', source: null });
      await scope.audit('workspace.change', 'workspace', actor.workspace, { detail: { created: true } });
      return readMembership(scope);
    });
  });

  bind(door, contract.readWorkspace, (request) => request.inWorkspace(readMembership));

  bind(door, contract.changeWorkspace, (request, { workspace, name }) =>
    request.inWorkspace(async (scope) => {
      await renameWorkspace(scope, name);
      await scope.audit('workspace.change', 'workspace', workspace, { detail: { fields: ['name'] } });
      return readMembership(scope);
    }),
  );

  bind(door, contract.deleteWorkspace, async (request, { workspace }) => {
    // Only its audit trail stays.
    await request.inWorkspace(async (scope) => {
      await scope.audit('workspace.delete', 'workspace', workspace);
      await deleteWorkspace(scope);
    });
    deleted();
    return {};
  });

  bindSettings(door);
  bindPeople(door, config);
}

function bindSettings(door: Door): void {
  bind(door, settings.readSettings, (request) => request.inWorkspace(readSettings));
  bind(door, settings.changeSettings, (request, { workspace: _, ...wanted }) => {
    mayAskOthers(wanted, request.session());
    return request.inWorkspace(async (scope) => {
      await changeSettings(scope, wanted);
      return readSettings(scope);
    });
  });
  bind(door, settings.listOtherNetworks, (request) =>
    request.inWorkspace(async (scope) => ({ networks: await readOtherNetworks(scope) })),
  );
  bind(door, settings.nameOtherNetwork, (request, { school, name }) =>
    request.inWorkspace((scope) => nameOtherNetwork(scope, school, name)),
  );
  bind(door, settings.removeOtherNetwork, async (request, { network }) => {
    await request.inWorkspace((scope) => removeOtherNetwork(scope, network));
    return {};
  });
}
