import type { z } from 'zod';
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

/** Takes the question that an answer is for, once; `person` must be who was asked, where somebody was. */
export async function answered<T extends z.ZodType>(
  { queries }: Scope,
  kind: Kind,
  token: string,
  { person = null, data }: { person?: string | null; data: T },
): Promise<{ person: string | null; data: z.output<T> }> {
  const row = await queries
    .deleteFrom('challenge')
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', now())
    .returning(['person_id', 'data'])
    .executeTakeFirst();
  if (row === undefined || (person !== null && row.person_id !== person)) throw gone();
  return { person: row.person_id, data: data.parse(row.data) };
}

export const gone = () =>
  new ProblemError('sign-in-refused', 'This took longer than ten minutes, or was done already. Begin again.');
