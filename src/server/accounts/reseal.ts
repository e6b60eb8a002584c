import type { Sql } from '../platform/db.ts';
import type { Seal } from '../platform/seal.ts';
import { appendToTrail, commonTrail } from '../platform/trail.ts';
import { purposeOf } from './authenticator.ts';

/** What became of the secrets of authenticators. */
export interface Resealed {
  sealed: number;
  /** Open with neither key: they came without theirs, and are set up anew. */
  lost: number;
}

/** Seals every secret with the next key, in one transaction; those that are sealed with it already stay as they are. */
export function resealAll(owner: Sql, old: Seal, next: Seal): Promise<Resealed> {
  return owner.begin(async (tx) => {
    const found: Resealed = { sealed: 0, lost: 0 };
    const rows = await tx<{ person_id: string; sealed_secret: Buffer }[]>`
      select person_id, sealed_secret from one_time_secret order by person_id for update`;
    for (const { person_id: person, sealed_secret: sealed } of rows) {
      const purpose = purposeOf(person);
      const secret = await old.open(sealed, purpose);
      if (secret !== null)
        await tx`update one_time_secret set sealed_secret = ${await next.close(secret, purpose)} where person_id = ${person}`;
      if (secret !== null || (await next.open(sealed, purpose)) !== null) found.sealed++;
      else found.lost++;
    }
    await appendToTrail(tx, {
      chain: commonTrail,
      act: 'key.change',
      objectKind: 'installation',
      objectId: null,
      detail: { ...found },
    });
    return found;
  });
}
