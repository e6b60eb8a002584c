import type { Scope } from '../platform/scope.ts';

/** The registry's word that a school has closed; the day is null where only its status says so. */
export interface Closed {
  school: string;
  on: string | null;
}

/** Of all schools that the reader knows by name, or of one. */
export function readClosed({ sql }: Scope, school: string | null = null): Promise<Closed[]> {
  return sql<Closed[]>`
    select school_id as school, closed::text as on from school_identity
    where (closed is not null or status ilike 'closed%') and school_id = coalesce(${school}::uuid, school_id)`;
}
