const dayMilliseconds = 86_400_000;

/** `2 November`, with the year where it is another than this. */
export function dayOf(moment: string, now = new Date()): string {
  const date = new Date(moment);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', ...year });
}

/** `today`, `yesterday`, `Friday` within the last week, else `2 November`. */
export function dayWords(moment: string, now = new Date()): string {
  // Rounded, because a day on which the clocks change is an hour longer or shorter.
  const days = Math.round((midnight(now) - midnight(new Date(moment))) / dayMilliseconds);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days < 7 ? new Date(moment).toLocaleDateString('en-GB', { weekday: 'long' }) : dayOf(moment, now);
}

/** 1 September 2018, of an ISO day. */
export function dayWritten(iso: string): string {
  const day = new Date(`${iso}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** 08:42. */
export function timeOf(moment: string): string {
  return new Date(moment).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** The beginning of the day so many days ago, here. */
export function daysAgo(days: number, now = new Date()): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
}

const midnight = (date: Date) => daysAgo(0, date).getTime();
