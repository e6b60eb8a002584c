import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { proposeNames, readKey } from '#contract/pseudonyms';
import { connection } from '../ui/connection.ts';

export function proposalsQuery(workspace: string, source: string) {
  return queryOptions({
    queryKey: ['sources', workspace, 'names', source],
    queryFn: () => call(connection, proposeNames, { workspace, source }),
    gcTime: 0,
    staleTime: Infinity,
  });
}

export function keyQuery(workspace: string) {
  return queryOptions({
    queryKey: ['pseudonyms', workspace],
    queryFn: () => call(connection, readKey, { workspace }),
    gcTime: 0,
  });
}
