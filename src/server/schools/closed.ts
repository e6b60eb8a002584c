import type { Scope } from '../platform/scope.ts';

/** The registry's word that a school has closed; the day is null where only its status says so. */
export interface Closed {
  school: string;
  on: string | null;
}

/**
 * Of all schools that the reader sees, also by letter: the first day of a year, or of a school year, from which a school was no
 * more. Questions are asked of years, so all readers count the same schools, and nobody is told by the day who a school is.
 */
export function readClosed({ sql }: Scope): Promise<Closed[]> {
  return sql<Closed[]>`select school_id as school, since::text as on from app.closed_from()`;
}

/** Of a school that the reader knows by name, the day itself. */
export async function readClosing({ sql }: Scope, school: string): Promise<Pick<Closed, 'on'> | null> {
  const [row] = await sql<Pick<Closed, 'on'>[]>`
    select closed::text as on from school_identity
    where (closed is not null or status ilike 'closed%') and school_id = ${school}`;
  return row ?? null;
}
