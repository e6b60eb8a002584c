import type { ColumnRole, Mapping, MeasureRole } from '#contract/imports';
import { endOf, schoolYear, withYear, yearIn } from '../years.ts';

/** What was chosen for the last file of this kind. */
interface LastMapping {
  headers: readonly string[];
  mapping: Mapping;
  /** The period that file was about. */
  period: string | null;
}

interface AppliedMapping {
  /** Per column of the new file; null for a column that the last file did not have. */
  roles: (ColumnRole | null)[];
  /** Columns that the last file did not have. */
  added: string[];
  /** Columns that were taken from the last file and are not in this one. */
  gone: string[];
  /** Columns that only another year in their name tells from those of the last file. */
  renamed: { from: string; to: string }[];
}

/**
 * Gives the columns of a new file the roles that those of the last one had, by their names. A year later the column
 * of the year before is called `_19` instead of `_18`, and what is stored of it is of a year later too.
 */
export function applyKept(
  kept: LastMapping,
  now: { headers: readonly string[]; period: string | null },
): AppliedMapping {
  const years = yearsBetween(kept, now);
  const here = new Set(now.headers);
  const nameNow = (header: string): string | null => {
    const later = withLaterYear(header, years);
    return here.has(later) ? later : here.has(header) ? header : null;
  };
  const found = new Map<string, { from: string; role: ColumnRole }>();
  const gone: string[] = [];
  for (const [i, from] of kept.headers.entries()) {
    const role = kept.mapping[i];
    if (role === undefined) continue;
    const to = nameNow(from);
    if (to === null || (found.has(to) && to === from)) {
      if (role.becomes !== 'ignored') gone.push(from);
      continue;
    }
    const moved = to === from && yearIn(from) !== null ? 0 : years;
    found.set(to, { from, role: role.becomes === 'measure' ? shifted(role, moved, nameNow) : role });
  }
  return {
    roles: now.headers.map((header) => found.get(header)?.role ?? null),
    added: now.headers.filter((header) => !found.has(header)),
    gone,
    renamed: now.headers.flatMap((to) => {
      const from = found.get(to)?.from ?? to;
      return to === from ? [] : [{ from, to }];
    }),
  };
}

/** How many years lie between the two files; 0 where that cannot be told. */
function yearsBetween(kept: LastMapping, now: { headers: readonly string[]; period: string | null }): number {
  const [before, after] = [kept.period, now.period].map((period) => (period === null ? null : endOf(period)));
  if (typeof before === 'number' && typeof after === 'number') return after - before;
  const last = (headers: readonly string[]) =>
    Math.max(...headers.map((header) => yearIn(header) ?? -Infinity));
  const years = last(now.headers) - last(kept.headers);
  return Number.isFinite(years) ? years : 0;
}

function withLaterYear(header: string, years: number): string {
  const year = yearIn(header);
  return year === null || years === 0 ? header : withYear(header, year + years);
}

function shifted(role: MeasureRole, years: number, nameNow: (header: string) => string | null): MeasureRole {
  const column = (header: string | null) => (header === null ? null : nameNow(header));
  return {
    ...role,
    period: role.period === null ? null : periodLater(role.period, years),
    numerator: column(role.numerator),
    denominator: column(role.denominator),
    lower: column(role.lower),
    upper: column(role.upper),
  };
}

/** `2018/19` a year later is `2019/20`; words around the years stay. */
function periodLater(period: string, years: number): string {
  return period.replace(/\b\d{4}(?:\/\d{2})?\b/g, (one) => {
    const end = endOf(one);
    if (end === null) return one;
    return one.includes('/') ? schoolYear(end + years) : String(end + years);
  });
}
