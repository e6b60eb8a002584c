import { keyOf } from '#contract/coding';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Framework } from '#contract/frameworks';
import { sayablesOf, type Sayable } from './codebook.ts';
import { frameworkQuery } from './queries.ts';

/** Frameworks, each once, and what things that are said in them are called. Those that did not come yet are not among them. */
export function useNames(
  workspace: string,
  frameworks: readonly string[],
): { read: readonly Framework[]; names: ReadonlyMap<string, Sayable> } {
  const ids = [...new Set(frameworks)];
  const read = useQueries({ queries: ids.map((id) => frameworkQuery(workspace, id)), combine: there });
  return { read, names: useMemo(() => namesOf(read), [read]) };
}

const there = (results: readonly { data: Framework | undefined }[]) =>
  results.flatMap(({ data }) => data ?? []);

function namesOf(frameworks: readonly Framework[]): ReadonlyMap<string, Sayable> {
  return new Map(frameworks.flatMap(sayablesOf).map((sayable) => [keyOf(sayable.target), sayable] as const));
}
