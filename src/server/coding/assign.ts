import type { CodingState } from '#contract/coding';
import { ProblemError } from '#contract/problem';
import type { Scope } from '../platform/scope.ts';
import { readState } from './store.ts';

interface Assignment {
  blind: boolean;
  coders: readonly { person: string; role: string }[];
}

/** What keeps an assignment from being made, as the database says it. */
const reasons: Record<string, string> = {
  source: 'There is no such source here, or you may not see it.',
  person: 'Only researchers of this workspace code. Choose among them.',
  begun:
    'Blind coding begins before anybody codes: here, some have seen what others did. Nothing was changed.',
  unfinished:
    'While coders are at work, none of them may come to see what the others did. Change this when all have finished.',
  seen: 'Somebody who has seen the work of the coders cannot code it blindly, and cannot be taken off the list.',
};

export async function assign(
  scope: Scope,
  source: string,
  { blind, coders }: Assignment,
): Promise<CodingState> {
  const people = coders.map(({ person }) => person);
  if (new Set(people).size < people.length)
    throw new ProblemError('invalid', 'Each person has one part: coder or reconciler.');
  if (blind && !coders.some(({ role }) => role === 'coder'))
    throw new ProblemError('invalid', 'Choose who codes, at least one person: nobody else will be able to.');
  const [answer] = await scope.sql<{ reason: string | null }[]>`
    select app.assign_coders(${source}, ${blind}, ${people}::uuid[], ${coders.map(({ role }) => role)}::text[]) as reason`;
  const reason = answer?.reason ?? null;
  if (reason !== null)
    throw new ProblemError(
      reason === 'source' ? 'not-found' : reason === 'person' ? 'invalid' : 'conflict',
      reasons[reason] ?? 'This cannot be done now.',
    );
  await scope.audit('coding.change', 'coding', source, { detail: { blind, coders: coders.length } });
  return readState(scope, source);
}

export async function finish(scope: Scope, source: string, finished: boolean): Promise<CodingState> {
  const [answer] = await scope.sql<{ found: boolean }[]>`
    select app.finish_coding(${source}, ${finished}) as found`;
  if (answer?.found !== true) {
    const { coders } = await readState(scope, source);
    const codes = coders.some(({ person, role }) => person === scope.actor.person && role === 'coder');
    throw new ProblemError(
      'conflict',
      codes
        ? 'All have finished, and you have seen what the others did: this cannot be gone back on.'
        : 'You are not among those who were chosen to code this source.',
    );
  }
  await scope.audit('coding.change', 'coding', source, { detail: { finished } });
  return readState(scope, source);
}
