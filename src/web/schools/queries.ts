import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listMeasures, listSchools, readSchool, sharedSummaries } from '#contract/schools';
import { connection } from '../ui/connection.ts';

export interface Wanted {
  find: string;
  /** Key of a grouping and name of a group, as one choice; empty for all. */
  group: string;
  from: number;
}

/** A group as one choice in a list. */
export const choiceOf = (key: string, name: string): string => JSON.stringify([key, name]);

export function schoolsQuery(workspace: string, { find, group, from }: Wanted) {
  const [grouping, name] = group === '' ? [] : (JSON.parse(group) as [string, string]);
  return queryOptions({
    queryKey: ['schools', workspace, 'list', find, group, from],
    queryFn: () =>
      call(connection, listSchools, {
        workspace,
        find,
        from,
        ...(grouping === undefined ? {} : { grouping, group: name }),
      }),
    placeholderData: keepPreviousData,
  });
}

export function schoolQuery(workspace: string, school: string) {
  return queryOptions({
    queryKey: ['schools', workspace, 'one', school],
    queryFn: () => call(connection, readSchool, { workspace, school }),
  });
}

export function measuresQuery(workspace: string) {
  return queryOptions({
    queryKey: ['schools', workspace, 'measures'],
    queryFn: () => call(connection, listMeasures, { workspace }),
  });
}

export function sharedQuery(workspace: string) {
  return queryOptions({
    queryKey: ['schools', workspace, 'shared'],
    queryFn: () => call(connection, sharedSummaries, { workspace }),
  });
}

/** An act of the registry, after which what was read of schools is old, and so is the answer that groups divide. */
export function useAct<I>(workspace: string, act: (input: I) => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['identification', workspace] });
      await client.invalidateQueries({ queryKey: ['schools', workspace] });
      onDone();
    },
  });
}
