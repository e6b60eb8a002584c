import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listMeasures, listSchools, readSchool } from '#contract/schools';
import { connection } from '../ui/connection.ts';

export interface Wanted {
  find: string;
  /** Key of a grouping and name of a group, as one choice; empty for all. */
  group: string;
  from: number;
}

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
