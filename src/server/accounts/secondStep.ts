import { z } from 'zod';
import type { SignedIn } from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import { hashOf } from '../platform/auth.ts';
import type { ApiRequest } from '../platform/door.ts';
import { now } from '../platform/ids.ts';
import { asSystem, type Scope } from '../platform/scope.ts';
import type { SignInMethod } from '../platform/sessions.ts';
import { isCode, useRecoveryCode } from './authenticator.ts';
import { gone } from './challenges.ts';
import type { Desk } from './desk.ts';
import { deviceOf } from './device.ts';
import { auditRefusal, enter } from './enter.ts';
import { credentialsOfPerson } from './store.ts';

/** A slip may be put right; then the first step is asked for again. */
const mostTries = 5;
const data = z.object({ method: z.string(), tries: z.int() });

/** The second step of a sign-in: a code of the authenticator, or a recovery code. */
export async function answerCode(
  desk: Desk,
  request: ApiRequest,
  { challenge, code }: { challenge: string; code: string },
): Promise<SignedIn> {
  const asked = await asSystem(desk.door.pool, async (scope) => {
    const found = await find(scope, challenge);
    return found === null ? null : { ...found, ...(await credentialsOfPerson(scope, found.person)) };
  });
  if (asked === null) throw gone();
  // Counted as wrong until it is right. A browser that has been signed in with before is counted by itself.
  const device = asked.email === null ? null : await deviceOf(desk, request, asked.email);
  const key = `${asked.person} ${device ?? ''}`;
  desk.wrongCodes.take(key);
  const right = await asSystem(desk.door.pool, (scope) => check(desk, scope, challenge, code));
  if (!right) {
    await auditRefusal(desk, request, { person: asked.person, method: 'code' });
    throw new ProblemError('sign-in-refused', wrongCode(code));
  }
  desk.wrongCodes.giveBack(key);
  const { person, method } = asked;
  return enter(desk, request, () => Promise.resolve({ person, method, twice: true }));
}

/** Codes of the app are digits; those for when it is not at hand hold letters. */
const wrongCode = (code: string): string =>
  /^[\d\s]*$/.test(code)
    ? 'This code is not right, or was used before. Codes change every thirty seconds: type the one that is shown now.'
    : 'This recovery code is not right, or was used before. Each works once: type another, or the code of your app.';

interface Asked {
  person: string;
  method: SignInMethod;
  tries: number;
}

async function find({ queries }: Scope, challenge: string, lock = false): Promise<Asked | null> {
  const query = queries
    .selectFrom('challenge')
    .select(['person_id', 'data'])
    .where('token_hash', '=', hashOf(challenge))
    .where('kind', '=', 'second factor')
    .where('expires_at', '>', now());
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined || row.person_id === null) return null;
  const { method, tries } = data.parse(row.data);
  return { person: row.person_id, method: method as SignInMethod, tries };
}

/** Uses the question up when the code is right, or when it was wrong too often. */
async function check(desk: Desk, scope: Scope, challenge: string, code: string): Promise<boolean> {
  const asked = await find(scope, challenge, true);
  if (asked === null) throw gone();
  const { person } = asked;
  const right =
    (await isCode(scope, desk.door.seal, { person, code, confirmed: true })) ||
    (await useRecoveryCode(scope, person, code));
  if (right || asked.tries + 1 >= mostTries) {
    await scope.queries.deleteFrom('challenge').where('token_hash', '=', hashOf(challenge)).execute();
  } else {
    await scope.queries
      .updateTable('challenge')
      .set({ data: JSON.stringify({ method: asked.method, tries: asked.tries + 1 }) })
      .where('token_hash', '=', hashOf(challenge))
      .execute();
  }
  return right;
}
