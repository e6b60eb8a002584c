import type { Sql } from '../platform/db.ts';
import { asSystem } from '../platform/scope.ts';

/** Where those people can be written to who have confirmed an address; for letters, and never for a screen. */
export async function addressesOf(pool: Sql, people: readonly string[]): Promise<string[]> {
  const rows = await asSystem(
    pool,
    (scope) => scope.sql<{ email: string }[]>`select email from account
      where person_id = any (${[...people]}::uuid[]) and email_verified_at is not null`,
  );
  return rows.map(({ email }) => email);
}
