import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Target } from '#contract/coding';
import type { Framework } from '#contract/frameworks';
import { chaptersOf, keyOf, wholesOf, type Sayable } from './codebook.ts';
import { frameworkQuery } from './queries.ts';

/** What things that were said are called, whichever frameworks they are of. */
export function useNames(workspace: string, targets: readonly Target[]): ReadonlyMap<string, Sayable> {
  const ids = [...new Set(targets.map(({ framework }) => framework))];
  const read = useQueries({ queries: ids.map((id) => frameworkQuery(workspace, id)), combine: there });
  return useMemo(() => namesOf(read), [read]);
}

const there = (results: readonly { data: Framework | undefined }[]) =>
  results.flatMap(({ data }) => data ?? []);

function namesOf(frameworks: readonly Framework[]): ReadonlyMap<string, Sayable> {
  return new Map(
    frameworks.flatMap((one) =>
      [...chaptersOf(one).flatMap(({ sayable }) => sayable), ...wholesOf(one)].map(
        (sayable) => [keyOf(sayable.target), sayable] as const,
      ),
    ),
  );
}
