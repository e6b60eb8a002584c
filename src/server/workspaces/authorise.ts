import type { Act } from '#contract/endpoint';
import { ProblemError } from '#contract/problem';
import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { inScope, type Actor, type Scope } from '../platform/scope.ts';
import type { Session } from '../platform/sessions.ts';
import { mayDo } from './policy.ts';
import { isOneStepEnough, ruleIn, secondStepNeeded } from './secondStep.ts';
import { rolesIn } from './store.ts';

/** Hidden is 404, visible but not allowed is 403. Work in the background was asked for by a session that was let in. */
export async function authorise(
  scope: Scope,
  act: Act,
  session: Pick<Session, 'twice'> = { twice: true },
): Promise<void> {
  // Whoever came by two steps is asked no more; the others are asked in the same moment.
  const [roles, rule] = await Promise.all([rolesIn(scope), session.twice ? null : ruleIn(scope)]);
  if (roles.length === 0)
    throw new ProblemError('not-found', 'There is no such workspace, or you do not belong to it.');
  if (rule !== null && !isOneStepEnough(rule, roles)) throw secondStepNeeded();
  if (!mayDo(roles, act)) {
    throw new ProblemError(
      'not-allowed',
      'What you are in this workspace does not include this. Its owner can change that.',
    );
  }
}

/** For requests of people: whoever is let in was here, which is noted now and then. */
export function authoriser(pool: Sql): typeof authorise {
  const note = noter(pool);
  return async (scope, act, session) => {
    await authorise(scope, act, session);
    note(scope.actor);
  };
}

const pauseMilliseconds = 10 * 60_000;
const mostKept = 10_000;

/** In a transaction of its own, which no request waits for: most requests only read. */
function noter(pool: Sql): (actor: Actor) => void {
  const noted = new Map<string, number>();
  return (actor) => {
    const key = `${actor.workspace ?? ''}/${actor.person}`;
    if ((noted.get(key) ?? 0) > Date.now() - pauseMilliseconds) return;
    if (noted.size >= mostKept) noted.clear();
    noted.set(key, Date.now());
    inScope(pool, actor, ({ sql }) => sql`select app.note_seen()`).catch((error: unknown) =>
      log('warn', 'not noted who was here', { error }),
    );
  };
}
