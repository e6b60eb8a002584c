import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { asSystem } from '../platform/scope.ts';

/**
 * Writes down where each chain ends: whoever rewrites a whole chain, its head included, cannot rewrite a log that was
 * taken elsewhere, and `reedbed audit verify --head` shows that the noted seal is gone.
 */
export async function noteHeads(pool: Sql): Promise<number> {
  const heads = await asSystem(
    pool,
    ({ sql }) => sql<{ workspace: string; sequence: number; hash: string }[]>`
      select workspace_id as workspace, sequence, encode(hash, 'hex') as hash from audit_chain order by workspace_id`,
  );
  for (const { workspace, sequence, hash } of heads) log('info', 'trail head', { workspace, sequence, hash });
  return heads.length;
}
