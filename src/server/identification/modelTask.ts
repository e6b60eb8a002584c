import { parentPort, workerData } from 'node:worker_threads';
import type { ModelInput, NoModel } from '#contract/identificationModel';
import { drawLabels, fitModel, type ModelFit } from '#contract/identificationModelAnswer';
import * as stats from '#stats';
import type { Firmness, IdentifyResult } from '#stats';
import { failure, type Reply } from '../platform/worker.ts';

/** A thousand draws of a national file take seconds, so no request makes them on the event loop. */
export interface ModelTask {
  input: ModelInput;
  identified: IdentifyResult;
}

export type Modelled = NoModel | { model: ModelFit; firm: Firmness };

function answer({ input, identified }: ModelTask): Modelled {
  const model = fitModel(stats, input, identified);
  return 'lacking' in model ? model : { model, firm: drawLabels(stats, input, model, { identified }) };
}

function reply(task: ModelTask): Reply {
  try {
    return { ok: true, value: answer(task) };
  } catch (error) {
    if (error instanceof stats.StatsError) return { ok: true, value: { lacking: error.message } };
    return failure(error);
  }
}

parentPort?.postMessage(reply(workerData as ModelTask));
