import * as contract from '#contract/invitationAnswers';
import { ProblemError } from '#contract/problem';
import type { Role } from '#contract/workspaces';
import { hashOf, newLink } from '../platform/auth.ts';
import { bind } from '../platform/bind.ts';
import type { ApiRequest } from '../platform/door.ts';
import { newId } from '../platform/ids.ts';
import { asSystem, type Scope } from '../platform/scope.ts';
import { refuseCommon } from './commonPasswords.ts';
import type { Desk } from './desk.ts';
import { actAs, enter } from './enter.ts';
import { refuseGuess } from './guesses.ts';
import { confirmLetter, post } from './letters.ts';
import { hashPassword } from './password.ts';
import { claimed, credentialsByEmail, storeEmail, storePassword, taken } from './store.ts';

export function bindInvitation(desk: Desk): void {
  const { door } = desk;

  bind(door, contract.openInvitation, async (request, { token }) => {
    const found = await findInvitation(desk, request, token);
    const { workspace, inviter, name, email, message, expires_at: until } = found;
    const roles = found.roles.map(({ role }, i) => ({ role, school: found.schools[i] || null }));
    return { workspace, inviter, name, email, roles, message, until };
  });

  bind(door, contract.acceptInvitation, async (request, { token }) => {
    const { person } = request.session();
    return { workspace: await acceptAs(desk, request, { person, token }) };
  });

  bind(door, contract.joinByInvitation, (request, newcomer) => join(desk, request, newcomer));
}

/** What `app.open_invitation` answers. */
export interface Found {
  workspace_id: string;
  id: string;
  workspace: string;
  inviter: string;
  email: string | null;
  name: string;
  roles: { role: Role; school: string | null }[];
  /** Names, in the order of `roles`; empty for the whole workspace. */
  schools: string[];
  message: string;
  expires_at: string;
}

/** The invitation of a link; a wrong one is counted as a guess. */
export async function findInvitation(desk: Desk, request: ApiRequest, token: string): Promise<Found> {
  const [found] = await asSystem(
    desk.door.pool,
    ({ sql }) => sql<Found[]>`select * from app.open_invitation(${hashOf(token)})`,
  );
  return found ?? refuseGuess(desk, request, ended());
}

const ended = () =>
  new ProblemError(
    'link-not-valid',
    'An invitation works once and ends after two weeks, or when it is withdrawn. If you have used it already, sign in; otherwise ask for a new one.',
  );

/** Makes somebody who has an account a member. Answers with the workspace. */
export async function acceptAs(
  desk: Desk,
  request: ApiRequest,
  { person, token }: { person: string; token: string },
): Promise<string> {
  const found = await findInvitation(desk, request, token);
  const actor = { ...request.actor(person), workspace: found.workspace_id };
  await asSystem(desk.door.pool, (scope) => accept(scope, token, { invitation: found.id, person }), actor);
  return found.workspace_id;
}

/** Makes somebody a member, once, and tells the trail of that workspace. */
async function accept(
  scope: Scope,
  token: string,
  { invitation, person }: { invitation: string; person: string },
): Promise<void> {
  const [row] = await scope.sql<{ workspace: string | null }[]>`
    select app.accept_invitation(${hashOf(token)}, ${person}) as workspace`;
  if (row === undefined || row.workspace === null) {
    throw new ProblemError(
      'conflict',
      'You made this invitation yourself, or somebody has used it a moment ago. Nothing was changed.',
    );
  }
  await scope.audit('invitation.accept', 'invitation', invitation);
}

/** A new account, made and made a member together. */
async function join(
  desk: Desk,
  request: ApiRequest,
  { token, name, email, password }: { token: string; name: string; email: string; password: string },
) {
  const found = await findInvitation(desk, request, token);
  requireInvited(found, email);
  await requireFree(desk, { email });
  await refuseCommon(password, [name, email, found.workspace]);
  const hash = await hashPassword(password);
  const person = await newMember(desk, request, { found, token, name, email }, (scope, id) =>
    storePassword(scope, id, hash),
  );
  const answer = await enter(desk, request, () => Promise.resolve({ person, method: 'invitation' }));
  return { ...answer, workspace: found.workspace_id };
}

/** An invitation that names an address is for that address. */
export function requireInvited(found: Found, email: string): void {
  if (found.email === null || found.email === email) return;
  const detail = `This invitation is for ${found.email}.`;
  throw new ProblemError('invalid', detail, { errors: [{ pointer: '/email', detail }] });
}

/** An address that was confirmed is somebody's; one that was only claimed keeps nobody out who can be sent a letter. */
export async function requireFree(
  { door, config }: Desk,
  { email, verified = false }: { email: string; verified?: boolean },
): Promise<'free' | 'claimed'> {
  const holder = await asSystem(door.pool, (scope) => credentialsByEmail(scope, email));
  if (holder === null || (verified && !holder.verified)) return 'free';
  if (holder.verified) throw taken();
  if (config.mail === undefined) throw claimed();
  return 'claimed';
}

/** Person, account, whatever they sign in with, and membership: all or nothing. Answers with the person. */
export async function newMember(
  desk: Desk,
  request: ApiRequest,
  newcomer: { found: Found; token: string; name: string; email: string; verified?: boolean; person?: string },
  equip: (scope: Scope, person: string) => Promise<unknown>,
): Promise<string> {
  // That a link was made for an address proves nothing: whoever made it has seen it too.
  const { found, token, name, email, verified = false } = newcomer;
  const standing = await requireFree(desk, { email, verified });
  const person = newcomer.person ?? newId();
  const make = async (scope: Scope) => {
    await scope.queries.insertInto('person').values({ id: person, name }).execute();
    // Where somebody else claims it, the address comes with the letter that confirms it.
    if (standing === 'free') await storeEmail(scope, person, { email, verified });
    await equip(scope, person);
    await actAs(scope, person);
    await accept(scope, token, { invitation: found.id, person });
  };
  await asSystem(desk.door.pool, make, { ...request.actor(''), workspace: found.workspace_id });
  if (!verified && desk.config.mail !== undefined) {
    const link = await newLink(desk.door.pool, person, { purpose: 'confirm e-mail', email });
    post(desk, confirmLetter(email, `${request.origin}/confirm-email#${link}`));
  }
  return person;
}
