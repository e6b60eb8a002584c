import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { ProblemError } from '#contract/problem';
import type { ApiRequest } from '../platform/door.ts';
import { now } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import { answered, ask } from './challenges.ts';

/** What the browser says: its form is the library's to check. */
export type Answer = Record<string, unknown> & { id: string };
export interface Question {
  challenge: string;
  options: Record<string, unknown>;
}

/** EdDSA, ES256 and RS256: what authenticators have. */
const supportedAlgorithmIDs = [-8, -7, -257];
const asked = z.object({ challenge: z.string() });
const placeOf = ({ origin }: ApiRequest) => ({ origin, id: new URL(origin).hostname });

/** A question to whoever has a passkey here: nobody says who they are before it is answered. */
export async function askForPasskey(scope: Scope, request: ApiRequest): Promise<Question> {
  const options = await generateAuthenticationOptions({
    rpID: placeOf(request).id,
    userVerification: 'required',
  });
  const challenge = await ask(scope, 'passkey sign-in', { data: { challenge: options.challenge } });
  return { challenge, options: { ...options } };
}

/** The person whose passkey has answered. Its counter must have gone on: one that stands still or goes back is a copy. */
export async function personOfPasskey(
  scope: Scope,
  request: ApiRequest,
  { challenge, answer }: { challenge: string; answer: Answer },
): Promise<string> {
  const { data } = await answered(scope, 'passkey sign-in', challenge, { data: asked });
  const row = await scope.queries
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', answer.id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw refused();
  const place = placeOf(request);
  const result = await verifyAuthenticationResponse({
    response: answer as never,
    expectedChallenge: data.challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.id,
    credential: {
      id: row.credential_id,
      publicKey: new Uint8Array(row.public_key),
      counter: row.counter,
    },
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const }));
  if (!result.verified) throw refused();
  await scope.queries
    .updateTable('passkey')
    .set({
      counter: result.authenticationInfo.newCounter,
      backed_up: result.authenticationInfo.credentialBackedUp,
      used_at: now(),
    })
    .where('credential_id', '=', row.credential_id)
    .execute();
  return row.person_id;
}

interface Owner {
  person: string;
  name: string;
  email: string | null;
}

/** A question to somebody who adds a passkey; who is a newcomer is known by the id they will have. */
export async function askToAdd(
  scope: Scope,
  request: ApiRequest,
  { person, name, email }: Owner,
  newcomer = false,
): Promise<Question> {
  const known = await scope.queries
    .selectFrom('passkey')
    .select('credential_id')
    .where('person_id', '=', person)
    .execute();
  const options = await generateRegistrationOptions({
    rpName: 'Reedbed',
    rpID: placeOf(request).id,
    userID: new Uint8Array(Buffer.from(person.replaceAll('-', ''), 'hex')),
    userName: email ?? name,
    userDisplayName: name,
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: known.map(({ credential_id: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const data = { challenge: options.challenge, person };
  const challenge = await ask(scope, 'passkey registration', { person: newcomer ? null : person, data });
  return { challenge, options: { ...options } };
}

export interface NewPasskey {
  id: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  backedUp: boolean;
}

/** Checks a new passkey against the question it answers; `person` is who must have been asked, null for a newcomer. */
export async function checkNew(
  scope: Scope,
  request: ApiRequest,
  { challenge, answer, person }: { challenge: string; answer: Answer; person: string | null },
): Promise<NewPasskey & { person: string }> {
  const { data, person: whom } = await answered(scope, 'passkey registration', challenge, {
    person,
    data: asked.extend({ person: z.string() }),
  });
  if (person === null && whom !== null) throw refused();
  const place = placeOf(request);
  const result = await verifyRegistrationResponse({
    response: answer as never,
    expectedChallenge: data.challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.id,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => ({ verified: false as const }));
  if (!result.verified) throw refused();
  const { credential, credentialBackedUp } = result.registrationInfo;
  return {
    person: data.person,
    id: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    backedUp: credentialBackedUp,
  };
}

export async function storePasskey(
  { queries }: Scope,
  person: string,
  { id, publicKey, counter, transports, backedUp }: NewPasskey,
  name: string,
): Promise<void> {
  const stored = await queries
    .insertInto('passkey')
    .values({
      credential_id: id,
      person_id: person,
      public_key: Buffer.from(publicKey),
      counter,
      transports,
      backed_up: backedUp,
      name,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst();
  if (stored.numInsertedOrUpdatedRows === 0n) throw refused();
}

const refused = () =>
  new ProblemError(
    'sign-in-refused',
    'This passkey was not accepted: it may have been removed here, or belong to another address. Try again, or use another way.',
  );
