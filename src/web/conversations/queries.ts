import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listConversations } from '#contract/conversations';
import { connection } from '../ui/connection.ts';

export function conversationsQuery(workspace: string) {
  return queryOptions({
    queryKey: ['conversations', workspace],
    queryFn: async () => (await call(connection, listConversations, { workspace })).conversations,
  });
}
