import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listFindings } from '#contract/findings';
import { connection } from '../ui/connection.ts';

export function findingsQuery(workspace: string) {
  return queryOptions({
    queryKey: ['findings', workspace],
    queryFn: () => call(connection, listFindings, { workspace }),
    gcTime: 0,
  });
}
