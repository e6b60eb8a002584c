import { parentPort, workerData } from 'node:worker_threads';
import type { Frame, Settings } from '#contract/identification';
import { chooseSettings } from '#contract/identificationInput';
import { inPlainNames } from '#contract/identificationWords';
import { ProblemError } from '#contract/problem';
import { StatsError } from '#stats';
import { failure, type Reply } from '../platform/worker.ts';
import { compare, type Compared, type Rules } from './rules/standing.ts';

/** What the thread is asked: all schools with the measures that the comparison needs. */
export interface Assigned {
  frame: Frame;
  settings: Settings;
  rules: Rules;
}

/** So often at most, in milliseconds: a message costs more than a step of the work. */
const tellEvery = 200;
let told = 0;

function tell(step: string, done: number, total: number): void {
  if (Date.now() - told < tellEvery) return;
  told = Date.now();
  parentPort?.postMessage({ progress: [step, done, total] });
}

function answer({ frame, settings, rules }: Assigned): Compared {
  const chosen = chooseSettings(frame, settings);
  if (chosen === null) throw new ProblemError('conflict', 'There is nothing to compare any more.');
  try {
    return compare(frame, chosen, rules, tell);
  } catch (error) {
    // What cannot be computed from these data is for people to know, not a fault of the server.
    if (error instanceof StatsError)
      throw new ProblemError('conflict', inPlainNames(frame, error.message), { cause: error });
    throw error;
  }
}

let reply: Reply;
try {
  reply = { ok: true, value: answer(workerData as Assigned) };
} catch (error) {
  reply = failure(error);
}
parentPort?.postMessage(reply);
