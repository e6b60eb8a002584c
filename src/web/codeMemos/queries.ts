import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listCodeMemos } from '#contract/codeMemos';
import { connection } from '../ui/connection.ts';

/** All of a framework at once: a codebook asks for each of its codes. */
export function codeMemosQuery(workspace: string, framework: string) {
  return queryOptions({
    queryKey: ['code memos', workspace, framework],
    queryFn: () => call(connection, listCodeMemos, { workspace, framework }),
    staleTime: 30_000,
  });
}
