import type { Conversation } from '#contract/conversations';
import { capital, count, counted, inWords } from '#contract/words';
import { dayOf, dayWords } from '../ui/days.ts';

/** How far a request has come, for whoever reads it. */
export function stateWords(
  { state, askedAt, answeredAt, answeredBy }: Conversation,
  now = new Date(),
): string {
  const by = answeredBy === null ? '' : ` by ${answeredBy}`;
  switch (state) {
    case 'asked':
      return `Asked ${dayWords(askedAt, now)}; not answered yet.`;
    case 'arranged':
      return `Arranged ${dayOf(answeredAt ?? askedAt, now)}${by}.`;
    case 'declined':
      return `Declined ${dayOf(answeredAt ?? askedAt, now)}${by}.`;
    case 'withdrawn':
      return `Asked ${dayOf(askedAt, now)}, and taken back.`;
  }
}

/** Alder Road would like to talk to Quay Street about Writing, +5. */
export function titleOf({ asking, with: other, called, about }: Conversation): string {
  return `${asking} would like to talk to ${other?.name ?? called} about ${about}`;
}

/** The line on the Identify page; null where nothing waits. */
export function waitingWords(conversations: readonly Conversation[]): string | null {
  const waiting = conversations.filter(({ mayAnswer }) => mayAnswer).length;
  if (waiting === 0) return null;
  return `${counted(waiting, 'school')} ${waiting === 1 ? 'asks' : 'ask'} for a conversation`;
}

export function ledeOf(conversations: readonly Conversation[]): {
  before: string;
  bold: string;
  after: string;
} {
  const waiting = conversations.filter(({ state }) => state === 'asked').length;
  if (conversations.length === 0) {
    return {
      before: 'Nobody has asked yet. ',
      bold: 'A head asks from the page of their school',
      after: ', where it says which schools like theirs do better in what.',
    };
  }
  return {
    before: '',
    bold:
      waiting === 0 ? 'No request waits for an answer' : `${counted(waiting, 'request')} not answered yet`,
    after: `, of ${counted(conversations.length, 'request')} in all.`,
  };
}

/** Whether there is anybody to learn from, among so many that are near; only a head can ask for it. */
export function learnWords(nearest: number, better: number, mayAsk: boolean): string {
  if (nearest === 0)
    return 'Which schools are near in circumstances cannot be told from the measures that are known here.';
  if (better > 0) {
    const some = better === 1 ? 'One of the nearest does' : `${capital(inWords(better))} of the nearest do`;
    return `${some} better in something. ${mayAsk ? 'Whoever leads the network introduces you.' : 'The head of this school can ask to be introduced.'}`;
  }
  const none = nearest === 1 ? 'The one nearest does not do' : `None of the ${count(nearest)} nearest does`;
  return `${none} better by more than chance would explain in anything that is known of both. With more years or more pupils this may change.`;
}
