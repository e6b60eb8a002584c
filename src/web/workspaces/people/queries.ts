import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listInvitations } from '#contract/invitations';
import { findSchools, listPeople, lookAs, roleTable, type GivenRole } from '#contract/people';
import { listOtherNetworks } from '#contract/settings';
import { connection } from '../../ui/connection.ts';

/** All that this page reads lies under one key, so that one act makes all of it be asked again. */
const keyOf = (workspace: string) => ['workspaces', workspace, 'people'];

export function peopleQuery(workspace: string) {
  return queryOptions({
    queryKey: [...keyOf(workspace), 'list'],
    queryFn: () => call(connection, listPeople, { workspace }),
  });
}

export function invitationsQuery(workspace: string) {
  return queryOptions({
    queryKey: [...keyOf(workspace), 'invitations'],
    queryFn: () => call(connection, listInvitations, { workspace }),
  });
}

export function networksQuery(workspace: string) {
  return queryOptions({
    queryKey: [...keyOf(workspace), 'other networks'],
    queryFn: () => call(connection, listOtherNetworks, { workspace }),
  });
}

export function schoolsQuery(workspace: string, find: string) {
  return queryOptions({
    queryKey: ['workspaces', workspace, 'schools', find],
    queryFn: () => call(connection, findSchools, { workspace, find }),
  });
}

export function roleTableQuery(workspace: string) {
  return queryOptions({
    queryKey: ['workspaces', workspace, 'role table'],
    queryFn: () => call(connection, roleTable, { workspace }),
    staleTime: Infinity,
  });
}

export function lookQuery(workspace: string, { role, school }: GivenRole) {
  return queryOptions({
    queryKey: [...keyOf(workspace), 'look as', role, school],
    queryFn: () => call(connection, lookAs, { workspace, role, ...(school === null ? {} : { school }) }),
  });
}

/** An act on people; when it is done, what the page shows is asked anew, and who the asker is as well. */
export function useAct<In, Out>(
  workspace: string,
  act: (input: In) => Promise<Out>,
  done?: (out: Out) => void,
): UseMutationResult<Out, Error, In> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (out) => {
      done?.(out);
      await Promise.all([
        client.invalidateQueries({ queryKey: keyOf(workspace) }),
        client.invalidateQueries({ queryKey: ['accounts', 'me'] }),
      ]);
    },
  });
}
