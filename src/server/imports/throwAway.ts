import { mayBeThrownAway } from '#contract/importUndo';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { holdForStoring } from './store.ts';

/** Takes a file of which nothing was ever stored out of the list. Its bytes go with the files that nothing names. */
export async function throwAwayFile(scope: Scope, id: string): Promise<void> {
  const { shown } = await holdForStoring(scope, id);
  if (shown.stored !== null) {
    throw new ProblemError(
      'conflict',
      'This file was stored, so it stays in the list. What storing it changed can be undone.',
    );
  }
  if (!mayBeThrownAway(Date.parse(shown.created), Date.now())) {
    throw new ProblemError(
      'conflict',
      'A file counts towards what one person may bring within a day. It can be thrown away once it is a day old.',
    );
  }
  await scope.queries.deleteFrom('file_import').where('id', '=', id).execute();
  await scope.audit('schools.import', 'file_import', id, {
    detail: { thrownAway: true, name: shown.fileName },
  });
}
