import { parentPort, workerData } from 'node:worker_threads';
import type { SuggestedUnit } from '#contract/suggestions';
import { failure, type Reply, type Told } from '../platform/worker.ts';
import { learnAll, suggest } from './learn.ts';
import type { Material } from './read.ts';

/** What a thread of its own is asked: to learn from all that was coded takes seconds. */
export interface Assigned {
  material: Material;
  unit: SuggestedUnit;
  /** The code that is suggested, by its key; null to learn all. */
  wanted: { key: string; most: number } | null;
}

const tell = (...progress: Told['progress']) => parentPort?.postMessage({ progress } satisfies Told);

function answer({ material, unit, wanted }: Assigned): Reply {
  try {
    const value =
      wanted === null ? learnAll(material, unit, tell) : suggest(material, { ...wanted, unit }, tell);
    return { ok: true, value };
  } catch (error) {
    return failure(error);
  }
}

parentPort?.postMessage(answer(workerData as Assigned));
