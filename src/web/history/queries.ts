import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { historyChain, listHistory } from '#contract/history';
import { connection } from '../ui/connection.ts';
import type { HistoryFilter } from './address.ts';

export function historyQuery(workspace: string, filter: HistoryFilter) {
  return infiniteQueryOptions({
    queryKey: ['history', workspace, filter],
    queryFn: ({ pageParam }) =>
      call(connection, listHistory, {
        workspace,
        ...filter,
        ...(pageParam === 0 ? {} : { before: pageParam }),
      }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.more ? page.lines.at(-1)?.sequence : undefined),
  });
}

export const checkHistory = (workspace: string) => call(connection, historyChain, { workspace });
