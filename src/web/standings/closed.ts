import { hadClosed } from '#contract/identificationClosed';
import type { SchoolStanding } from '#contract/standings';
import { dayWritten } from '../ui/days.ts';

type Asked = Pick<SchoolStanding, 'school' | 'closed' | 'page' | 'published'>;

/** That a school has closed, or is to close; null where the registry says neither. */
export function closedSentence({ school, closed }: Asked, today: string): string | null {
  if (closed === null) return null;
  if (closed.on === null) return `${school.name} is closed`;
  return `${school.name} ${closed.on > today ? 'is to close' : 'closed'} on ${dayWritten(closed.on)}`;
}

/** Why a school that has closed has no page; null where that is not the reason. */
export function closedWords({ closed, page, published }: Asked): string | null {
  if (closed === null || page !== null || published === null) return null;
  const year = published.method.result.periods.at(-1) ?? null;
  if (!hadClosed(closed.on, year)) return null;
  const compared = year === null ? 'the year' : year;
  return `The comparison is about ${compared}, when it was no more: it is not counted there, and no page is published for it. What is known of it is under ‘Registry’.`;
}
