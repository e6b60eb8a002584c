import { parentPort, workerData } from 'node:worker_threads';
import { failure, type Reply } from '../platform/worker.ts';
import { agreementOf, type Choice } from './compare.ts';
import type { CodedSources } from './read.ts';

/** What a thread of its own is asked: a thousand resamples of many codes take a second. */
export interface Assigned {
  coded: CodedSources;
  choice: Choice;
}

function answer({ coded, choice }: Assigned): Reply {
  try {
    return { ok: true, value: agreementOf(coded, choice) };
  } catch (error) {
    return failure(error);
  }
}

parentPort?.postMessage(answer(workerData as Assigned));
