import { studyTitle } from '#contract/studyWords';
import { ProblemError } from '#contract/problem';
import type { StudyFound } from '#contract/studies';
import { workspaceOf, type Scope } from '../platform/scope.ts';

/** Names of the other studies here, without case; held until the transaction ends, so that no two take the same. */
async function takenNames(scope: Scope, except: string | null): Promise<Set<string>> {
  await scope.sql`select pg_advisory_xact_lock(hashtextextended(${workspaceOf(scope)}, 7))`;
  const rows = await scope.sql<{ id: string; name: string }[]>`select id, name from study`;
  return new Set(rows.filter(({ id }) => id !== except).map(({ name }) => name.toLowerCase()));
}

/** Two studies of one name could be taken for each other in a paper, and in a list. */
export async function refuseTaken(scope: Scope, name: string, except: string | null = null): Promise<void> {
  if (!(await takenNames(scope, except)).has(name.toLowerCase())) return;
  const detail = `There is a study called ‘${name}’ already. Give this one another name.`;
  throw new ProblemError('conflict', detail, { errors: [{ pointer: '/name', detail }] });
}

const draws = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** What a study is called after what was drawn; the second of the same says so. */
export async function ownName(scope: Scope, found: StudyFound): Promise<string> {
  const taken = await takenNames(scope, null);
  const title = studyTitle(found);
  for (let number = 1; ; number++) {
    const name = number === 1 ? title : `${title}, ${draws[number - 2] ?? `${String(number)}th`} draw`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
