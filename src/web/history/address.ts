import type { HistoryWhat } from '#contract/history';
import { daysAgo } from '../ui/days.ts';
import { one, type Search } from '../ui/search.ts';

/** How far back the list looks, in days before today; `all` is everything that is kept. */
export const spans = {
  today: { label: 'Today', days: 0 },
  week: { label: 'The last 7 days', days: 6 },
  month: { label: 'The last 30 days', days: 29 },
  year: { label: 'The last 12 months', days: 365 },
  all: { label: 'All that is kept', days: null },
} as const;
export type Span = keyof typeof spans;

export const whats: Record<HistoryWhat, string> = {
  changes: 'Changes',
  views: 'Pages opened',
  downloads: 'Downloads',
  refusals: 'What was refused',
};

/** What the address of the page keeps of the list. */
export interface HistoryAddress extends Search {
  who?: string;
  what?: HistoryWhat;
  when?: Span;
}

export function readHistoryAddress(search: Search): HistoryAddress {
  const address: HistoryAddress = {};
  const who = one(search['who']);
  if (who !== undefined && /^(nobody|[\da-f-]{36})$/.test(who)) address.who = who;
  const what = one(search['what']);
  if (what !== undefined && Object.hasOwn(whats, what)) address.what = what as HistoryWhat;
  const when = one(search['when']);
  if (when !== undefined && Object.hasOwn(spans, when)) address.when = when as Span;
  return address;
}

/** What the server is asked for. */
export function filterOf({ who, what, when = 'week' }: HistoryAddress, now = new Date()) {
  const { days } = spans[when];
  return { who, what, since: days === null ? undefined : daysAgo(days, now).toISOString() };
}
export type HistoryFilter = ReturnType<typeof filterOf>;
