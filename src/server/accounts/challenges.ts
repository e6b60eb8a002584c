import { ProblemError } from '#contract/problem';
import { hashOf, later } from '../platform/auth.ts';
import { newToken, now } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';

/** What was asked and waits for its answer: single use, and not for long. */
type Kind = 'passkey sign-in' | 'passkey registration' | 'second factor' | 'provider';

const minutes: Record<Kind, number> = {
  'passkey sign-in': 10,
  'passkey registration': 10,
  'second factor': 10,
  provider: 10,
};

export async function ask(
  { queries }: Scope,
  kind: Kind,
  { person = null, data }: { person?: string | null; data: Record<string, unknown> },
): Promise<string> {
  const token = newToken();
  // Whoever asks clears away what nobody answered.
  await queries.deleteFrom('challenge').where('expires_at', '<', now()).execute();
  await queries
    .insertInto('challenge')
    .values({
      token_hash: hashOf(token),
      kind,
      person_id: person,
      data: JSON.stringify(data),
      expires_at: later(minutes[kind] * 60_000),
    })
    .execute();
  return token;
}

export const gone = () =>
  new ProblemError('sign-in-refused', 'This took longer than ten minutes, or was done already. Begin again.');
