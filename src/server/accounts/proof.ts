import { ProblemError } from '#contract/problem';
import type { ApiRequest } from '../platform/door.ts';
import { asSystem } from '../platform/scope.ts';
import { noteProof, type Session } from '../platform/sessions.ts';
import type { Desk } from './desk.ts';
import { auditRefusal } from './enter.ts';
import { isPassword } from './password.ts';
import { canProve, credentialsOfPerson } from './store.ts';

const freshMilliseconds = 5 * 60_000;

/**
 * A change to the ways in takes more than a session that somebody left open: a proof younger than five minutes. Who has
 * neither password nor passkey has nothing to prove with, and comes only by links: they set up the first without.
 */
export async function requireProof({ door }: Desk, session: Session): Promise<void> {
  if (Date.now() - session.provedAt < freshMilliseconds) return;
  if (!(await asSystem(door.pool, (scope) => canProve(scope, session.person)))) return;
  throw new ProblemError('proof-needed', 'Before this is changed, show once more that it is you.');
}

/** Throws unless this is the person's password; slips count as at signing in. */
export async function checkOwnPassword(
  desk: Desk,
  request: ApiRequest,
  { password, pointer }: { password: string; pointer: string },
): Promise<void> {
  const { person, id } = request.session();
  const attempt = { email: person, address: '', device: id };
  desk.throttle.take(attempt);
  const known = await asSystem(desk.door.pool, (scope) => credentialsOfPerson(scope, person));
  if (!(await isPassword(password, known.hash))) {
    await auditRefusal(desk, request, { person, method: 'password' });
    const detail = 'This is not your password. Check it; capital and small letters count.';
    throw new ProblemError('invalid', detail, { errors: [{ pointer, detail }] });
  }
  desk.throttle.succeeded(attempt);
}

export async function proved({ door }: Desk, session: Session): Promise<void> {
  await asSystem(door.pool, (scope) => noteProof(scope, session));
  door.sessions.forget(session.person);
}
