import type { ModelInput } from '#contract/identificationModel';
import { drawLabels, fitModel, type ModelFit } from '#contract/identificationModelAnswer';
import {
  compareViews,
  fayHerriot,
  firmness,
  samplingVariance,
  StatsError,
  type Firmness,
  type IdentifyResult,
} from '#stats';

/** The model and its draws, beside the page: a page that reckons for a second does not answer the hand. */

export interface Asked {
  ask: number;
  input: ModelInput;
  identified: IdentifyResult;
}

/** Each in its turn: the model, how far the draws are, the draws; or why there is none. */
export type Told = { ask: number } & (
  { lacking: string } | { model: ModelFit } | { done: number; draws: number } | { firm: Firmness }
);

/** More often nobody could read how far it is, and the page would be drawn anew for it. */
const oftenMilliseconds = 100;

function answer({ ask, input, identified }: Asked): void {
  const model = fitModel({ samplingVariance, fayHerriot, compareViews }, input, identified);
  if ('lacking' in model) return tell({ ask, lacking: model.lacking });
  tell({ ask, model });
  let told = performance.now();
  const progress = (done: number, draws: number) => {
    if (performance.now() - told < oftenMilliseconds) return;
    told = performance.now();
    tell({ ask, done, draws });
  };
  tell({ ask, firm: drawLabels({ firmness }, input, model, { identified, progress }) });
}

const tell = (told: Told) => globalThis.postMessage(told);

globalThis.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  try {
    answer(data);
  } catch (error) {
    if (!(error instanceof StatsError)) throw error;
    tell({ ask: data.ask, lacking: error.message });
  }
});
