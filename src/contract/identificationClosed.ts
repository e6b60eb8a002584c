import type { Frame } from './identification.ts';

/**
 * Schools that had closed before the year of a question are no part of it: they are neither covered nor lacking, and
 * nothing is published of them. The rule is here alone, and explained in docs/methods/identification.md.
 */

/** School years begin in September, others in January. A period of several years is asked about as its last. */
function firstDay(period: string | null): string | null {
  const years = [...(period ?? '').matchAll(/(\d{4})(?:\s*[/–-]\s*(\d{4}|\d{2})(?![\d-]))?/g)];
  const last = years.at(-1);
  if (last === undefined) return null;
  const [, from = '', to] = last;
  const isSchoolYear = to !== undefined && (Number(to) - Number(from) - 1) % 100 === 0;
  return `${from}-${isSchoolYear ? '09' : '01'}-01`;
}

/** Whether a school that closed `on` that day was no more when the year of `period` began. */
export function hadClosed(on: string | null, period: string | null): boolean {
  const begins = firstDay(period);
  return on === null || begins === null || on <= begins;
}

export interface Asked {
  frame: Frame;
  /** The places in the whole frame of those that had closed. */
  closed: number[];
}

/**
 * The schools that a question about this result is about. One with a value of that year was there, whatever the
 * registry says. Where none had closed the frame stays the same object.
 */
export function schoolsAsked(frame: Frame, result: string): Asked {
  const measure = frame.measures.find(({ key }) => key === result);
  const closed = (frame.closed ?? [])
    .filter(
      ({ row, on }) => hadClosed(on, measure?.period ?? null) && (measure?.values[row] ?? null) === null,
    )
    .map(({ row }) => row);
  return { frame: closed.length === 0 ? frame : without(frame, new Set(closed)), closed };
}

function without(frame: Frame, rows: ReadonlySet<number>): Frame {
  const kept = <T>(column: readonly T[]) => column.filter((_, row) => !rows.has(row));
  const { id, reference, name } = frame.schools;
  return {
    source: frame.source,
    schools: { id: kept(id), reference: kept(reference), name: kept(name) },
    groupings: frame.groupings.map((one) => ({ ...one, code: kept(one.code) })),
    measures: frame.measures.map((one) => ({
      ...one,
      values: kept(one.values),
      ...(one.denominator && { denominator: kept(one.denominator) }),
    })),
  };
}
