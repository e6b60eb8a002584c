import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { readSettings } from '#contract/settings';
import { connection } from '../../ui/connection.ts';

export function settingsQuery(workspace: string) {
  return queryOptions({
    queryKey: ['workspaces', workspace, 'settings'],
    queryFn: () => call(connection, readSettings, { workspace }),
  });
}
