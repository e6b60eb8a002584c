import type { z } from 'zod';
import * as contract from '#contract/accounts';
import { ProblemError } from '#contract/problem';
import { hashOf, newLink, useLink } from '../platform/auth.ts';
import { bind } from '../platform/bind.ts';
import type { ApiRequest } from '../platform/door.ts';
import { RateLimit } from '../platform/rateLimit.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';
import { deleteSessions } from '../platform/sessions.ts';
import { refuseCommon } from './commonPasswords.ts';
import type { Desk } from './desk.ts';
import { deviceOf } from './device.ts';
import { actAs, auditRefusal, enter } from './enter.ts';
import { refuseGuess } from './guesses.ts';
import { changedLetter, newPasswordLetter, post } from './letters.ts';
import { hashPassword, isPassword, isWeaklyHashed } from './password.ts';
import { answerCode } from './secondStep.ts';
import {
  credentialsByEmail,
  credentialsOfPerson,
  isStill,
  storeEmail,
  storePassword,
  storeRehashed,
} from './store.ts';

/** So many letters about one address in an hour; whoever asks for more is answered alike, and nothing is sent. */
const lettersPerHour = 3;

export function bindSignIn(desk: Desk): void {
  const { door, config } = desk;
  const letters = new RateLimit(lettersPerHour, 3600);

  bind(door, contract.signIn, (request, { token }) =>
    enter(desk, request, async (scope) => {
      const { person } = await useLink(scope, token, 'sign in');
      return { person, method: 'link' };
    }).catch((error: unknown) => refuseGuess(desk, request, error)),
  );

  bind(door, contract.signInWays, () => readWays(desk));
  bind(door, contract.signInWithPassword, (request, typed) => withPassword(desk, request, typed));
  bind(door, contract.signInWithCode, (request, answer) => answerCode(desk, request, answer));
  bind(door, contract.setNewPassword, (request, chosen) =>
    setNewPassword(desk, request, chosen).catch((error: unknown) => refuseGuess(desk, request, error)),
  );

  bind(door, contract.forgotPassword, (request, { email }) => {
    if (config.mail === undefined) {
      throw new ProblemError(
        'conflict',
        'This server sends no mail. Ask the person who runs it for a sign-in link: npm run -s reedbed -- user link',
      );
    }
    desk.questions.take(request.actor('').address ?? '');
    // Everything that depends on the address happens after the answer.
    sendNewPasswordLink(desk, letters, { email, origin: request.origin }).catch((error: unknown) =>
      log('warn', 'no link for a new password', { error }),
    );
    return Promise.resolve({});
  });

  bind(door, contract.confirmEmail, (request, { token }) =>
    confirmEmail(desk, request, token).catch((error: unknown) => refuseGuess(desk, request, error)),
  );
}

async function readWays({ door, config }: Desk): Promise<z.output<typeof contract.signInWays.output>> {
  const password = await asSystem(door.pool, async ({ sql }) => {
    const [row] = await sql<{ any: boolean }[]>`
      select exists (select from account where password_hash is not null) or exists (select from passkey) as any`;
    return row?.any ?? false;
  });
  return { password, provider: config.provider?.name ?? null, mail: config.mail !== undefined };
}

/** The same work and the same answer whether the account is unknown, has no password, or has another one. */
async function withPassword(
  desk: Desk,
  request: ApiRequest,
  { email, password }: { email: string; password: string },
): Promise<contract.SignedIn> {
  const { address = '' } = request.actor('');
  const attempt = { email, address, device: await deviceOf(desk, request, email) };
  desk.throttle.take(attempt);
  const known = await asSystem(desk.door.pool, (scope) => credentialsByEmail(scope, email));
  const right = await isPassword(password, known?.hash ?? null);
  if (known === null || !right) {
    await auditRefusal(desk, request, { person: known?.person ?? null, method: 'password' });
    throw refused();
  }
  desk.throttle.succeeded(attempt);
  const answer = await enter(desk, request, async (scope) => {
    // Somebody may have changed it meanwhile, and ended all sessions that rested on the old one.
    if (!(await isStill(scope, known))) throw refused();
    return { person: known.person, method: 'password' };
  });
  if (known.hash !== null && isWeaklyHashed(known.hash)) {
    const hash = await hashPassword(password);
    await asSystem(desk.door.pool, (scope) => storeRehashed(scope, known, hash));
  }
  return answer;
}

const refused = () =>
  new ProblemError(
    'sign-in-refused',
    'The e-mail address or the password is not right. Check both; capital and small letters count.',
  );

async function sendNewPasswordLink(
  desk: Desk,
  letters: RateLimit,
  { email, origin }: { email: string; origin: string },
): Promise<void> {
  const known = await asSystem(desk.door.pool, (scope) => credentialsByEmail(scope, email));
  // A link for an account goes only to an address that was shown to be its person's.
  if (known === null || !known.verified) return;
  letters.take(email);
  const token = await newLink(desk.door.pool, known.person, { purpose: 'new password' });
  post(desk, newPasswordLetter(email, `${origin}/new-password#${token}`));
}

async function setNewPassword(
  desk: Desk,
  request: ApiRequest,
  { token, password }: { token: string; password: string },
): Promise<contract.SignedIn> {
  const known = await asSystem(desk.door.pool, async (scope) => {
    const link = await scope.queries
      .selectFrom('sign_in_link')
      .select('person_id')
      .where('token_hash', '=', hashOf(token))
      .executeTakeFirst();
    return link === undefined ? null : credentialsOfPerson(scope, link.person_id);
  });
  // Refused before the link is used up: another password can be tried with it.
  if (known !== null) await refuseCommon(password, [known.name, known.email]);
  const hash = known === null ? '' : await hashPassword(password);
  const answer = await enter(desk, request, async (scope) => {
    const { person } = await useLink(scope, token, 'new password');
    await storePassword(scope, person, hash);
    await deleteSessions(scope, person);
    await actAs(scope, person);
    await scope.audit('password.change', 'person', person, { detail: { by: 'link' } });
    return { person, method: 'link' };
  });
  if (known !== null) {
    desk.door.sessions.forget(known.person);
    if (known.email !== null) post(desk, changedLetter(known.email, 'the password was changed'));
  }
  return answer;
}

async function confirmEmail(desk: Desk, request: ApiRequest, token: string): Promise<{ email: string }> {
  const { person } = request.session();
  const { email, before } = await asSystem(
    desk.door.pool,
    async (scope) => {
      const link = await useLink(scope, token, 'confirm e-mail');
      if (link.email === null) throw new Error('A link that confirms an address has none.');
      // Whoever has the letter box might otherwise confirm what a stranger claimed, and then share an account with them.
      if (link.person !== person) throw anotherAccount();
      const known = await credentialsOfPerson(scope, link.person);
      await storeEmail(scope, link.person, { email: link.email, verified: true });
      await actAs(scope, link.person);
      await scope.audit('account.change', 'person', link.person, { detail: { fields: ['email'] } });
      return { email: link.email, before: known.verified ? known.email : null };
    },
    request.actor(''),
  );
  if (before !== null && before !== email) {
    post(desk, changedLetter(before, 'the e-mail address was changed to another one'));
  }
  return { email };
}

const anotherAccount = () =>
  new ProblemError(
    'not-allowed',
    'This address was given for another account than the one you are signed in with. If that is yours too, sign in with ' +
      'it and open the link once more. If not, do nothing: the address will not be used.',
  );
