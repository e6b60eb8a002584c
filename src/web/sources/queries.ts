import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import { listSources, readSource } from '#contract/sources';
import { connection } from '../ui/connection.ts';
import { useActOn } from '../ui/useActOn.ts';

const all = (workspace: string) => ['sources', workspace];

export function sourcesQuery(workspace: string) {
  return queryOptions({
    queryKey: [...all(workspace), 'list'],
    queryFn: () => call(connection, listSources, { workspace }),
  });
}

export function sourceQuery(workspace: string, source: string) {
  return queryOptions({
    queryKey: [...all(workspace), 'one', source],
    queryFn: () => call(connection, readSource, { workspace, source }),
  });
}

/** An act after which what was read of sources is old. */
export const useAct = <I, O>(
  workspace: string,
  act: (input: I) => Promise<O>,
  onDone?: (answer: O) => void,
) => useActOn(all(workspace), act, onDone);
