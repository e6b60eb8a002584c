import type { UpkeepWork } from '../platform/upkeep.ts';
import { erasePerson } from './erase.ts';

/** Erases the person of an id: with the end of the row in the same transaction, so that it is done once and as a whole. */
export const erasureWork: UpkeepWork<{ person: string }> = {
  kind: 'erasure',
  run: async (owner, { person }, { progress, signal }, done) => {
    await erasePerson(owner, person, {
      really: true,
      progress,
      signal,
      atEnd: (tx, erased) => done(tx, { ...erased }),
    });
  },
};
