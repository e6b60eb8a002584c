import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';

/** Throws unless every one of the schools is here and may be seen. */
export async function refuseUnknown(scope: Scope, schools: readonly string[]): Promise<void> {
  const [row] = await scope.sql<{ known: number }[]>`
    select count(*)::int as known from school where id = any (${[...schools]}::uuid[])`;
  if (row?.known === new Set(schools).size) return;
  throw new ProblemError('not-found', 'There is no such school here. Nothing was changed.');
}
