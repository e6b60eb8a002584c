import { queryOptions } from '@tanstack/react-query';
import { call } from '#contract/client';
import type { Edit } from '#contract/frameworkEdits';
import {
  editFramework,
  listFrameworks,
  readDraft,
  readFramework,
  readShipped,
  type Framework,
} from '#contract/frameworks';
import { connection } from '../ui/connection.ts';
import { useActOn } from '../ui/useActOn.ts';

const all = (workspace: string) => ['frameworks', workspace];

export function frameworksQuery(workspace: string) {
  return queryOptions({
    queryKey: [...all(workspace), 'list'],
    queryFn: () => call(connection, listFrameworks, { workspace }),
  });
}

export function shippedQuery(workspace: string, key: string) {
  return queryOptions({
    queryKey: [...all(workspace), 'shipped', key],
    queryFn: () => call(connection, readShipped, { workspace, key }),
    staleTime: Infinity,
  });
}

/** What of a framework is looked at: a version of it, the latest, or what is being changed. */
export type Looked = number | 'latest' | 'draft';

export function frameworkQuery(workspace: string, framework: string, looked: Looked) {
  return queryOptions({
    queryKey: [...all(workspace), 'one', framework, looked],
    queryFn: () =>
      looked === 'draft'
        ? call(connection, readDraft, { workspace, framework })
        : call(connection, readFramework, {
            workspace,
            framework,
            ...(looked === 'latest' ? {} : { version: looked }),
          }),
  });
}

/** An act after which what was read of frameworks is old. */
export const useAct = <I, O>(
  workspace: string,
  act: (input: I) => Promise<O>,
  onDone?: (answer: O) => void,
) => useActOn(all(workspace), act, onDone);

/** Makes edits of a framework that is being changed. */
export function useEdits(workspace: string, framework: string, onDone: () => void) {
  return useAct(
    workspace,
    (edits: Edit[]): Promise<Framework> => call(connection, editFramework, { workspace, framework, edits }),
    onDone,
  );
}
