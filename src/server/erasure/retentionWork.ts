import { ProblemError } from '#contract/problem';
import type { Sql } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { isConnectionLost } from '../platform/problems.ts';
import type { UpkeepWork } from '../platform/upkeep.ts';

/** One thing to look after, as the owner of the tables where it needs to be. Answers with how many rows or files. */
type Chore = (owner: Sql) => Promise<number>;

/**
 * Removes what is outdated and whatever else comes up each day, one chore after the other. One that fails keeps none of the others from its turn; it is
 * named in the row. What a chore has removed is gone, whatever becomes of the next: begun anew, it finds less to do.
 */
export function retentionWork(chores: Readonly<Record<string, Chore>>): UpkeepWork<Record<string, never>> {
  return {
    kind: 'retention',
    run: async (owner, _, { progress, signal }, done) => {
      const counts: Record<string, number> = {};
      const failed: string[] = [];
      const all = Object.entries(chores);
      for (const [i, [what, chore]] of all.entries()) {
        signal.throwIfAborted();
        progress(`Looking after ${what}`, i, all.length);
        try {
          counts[what] = await chore(owner);
        } catch (error) {
          if (isConnectionLost(error)) throw error;
          log('warn', 'not tidied', { what, error });
          failed.push(what);
        }
      }
      if (failed.length > 0) throw new ProblemError('conflict', notDone(failed));
      await done(owner, { counts });
    },
  };
}

const notDone = (failed: readonly string[]) =>
  `Not looked after: ${failed.join(', ')}. The log of the server says why, in its lines ‘not tidied’.`;
