import type { Act } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { mayDo } from './policy.ts';
import { rolesIn } from './store.ts';

/** Hidden is 404, visible but not allowed is 403. */
export async function authorise(scope: Scope, act: Act): Promise<void> {
  const roles = await rolesIn(scope);
  if (roles.length === 0)
    throw new ProblemError('not-found', 'There is no such workspace, or you do not belong to it.');
  if (!mayDo(roles, act)) {
    throw new ProblemError(
      'not-allowed',
      'What you are in this workspace does not include this. Its owner can change that.',
    );
  }
}
