import { ProblemError } from '#contract/problem';
import type { Sql } from '../platform/db.ts';
import { isConnectionLost } from '../platform/problems.ts';
import { Upkeep } from '../platform/upkeep.ts';
import type { Erased } from './erase.ts';
import { erasureWork } from './work.ts';

interface Asked {
  person: string;
  /** No server is running that would do it. */
  alone: boolean;
  progress?: (step: string, done: number, total: number) => void;
}

/** A server that runs is left so much time to begin; after that it is not one of ours. */
const patience = 10_000;

/** Asks for an erasure and waits for its outcome, on whatever process it is done. */
export async function askForErasure(open: () => Sql, { person, alone, progress }: Asked): Promise<Erased> {
  const upkeep = new Upkeep(open);
  upkeep.register(erasureWork);
  const id = await upkeep.ask('erasure', { person }, 'command line');
  try {
    const job = await upkeep.outcome(id, alone ? 0 : patience, ({ step, done, total }) =>
      progress?.(step, done, total),
    );
    if (job.state === 'done') return job.result as unknown as Erased;
    throw new ProblemError('conflict', job.error ?? `The erasure of ${person} was stopped. ${job.step}`);
  } catch (error) {
    if (error instanceof ProblemError || !isConnectionLost(error)) throw error;
    throw new ProblemError('not-ready', interrupted, { cause: error });
  } finally {
    await upkeep.stop();
  }
}

const interrupted =
  'The server stopped before the person was erased. Nothing is half erased: it goes on when the server starts again. ' +
  '‘reedbed doctor’ says whether it came to its end.';
