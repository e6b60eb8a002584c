import { startTransition, useEffect, useRef, useState } from 'react';
import type { Frame } from '#contract/identification';
import { isModelReady, modelInput, type PupilsBehind } from '#contract/identificationModel';
import type { ModelFit } from '#contract/identificationModelAnswer';
import type { ChosenSettings } from '#contract/identificationInput';
import { inPlainNames } from '#contract/identificationWords';
import type { Firmness, IdentifyResult } from '#stats';
import { useRested } from '../ui/hooks.ts';
import type { Asked, Told } from './modelWorker.ts';
import { restMilliseconds } from './useFindings.ts';

/** The model-based view of the answer on the page, as far as it has been reckoned. */
export type ModelState =
  | { state: 'off' }
  | { state: 'lacking'; words: string }
  | { state: 'working'; done: number; of: number }
  | ({ state: 'told' } & Modelled);

export interface Modelled {
  why: string;
  pupils: PupilsBehind | null;
  model: ModelFit;
  firm: Firmness;
}

const off: ModelState = { state: 'off' };
const begun: ModelState = { state: 'working', done: 0, of: 0 };
const broken: ModelState = {
  state: 'lacking',
  words: 'This browser could not reckon it. The table as a file has it: the server reckons that.',
};

/**
 * Asks a thread of its own once the controls have rested, and forgets what came of an earlier question: to begin a
 * second of work at every click, and to end it at the next, would be felt under the hand.
 */
export function useModel(
  frame: Frame,
  { chosen, result }: { chosen: ChosenSettings; result: IdentifyResult },
): ModelState {
  const [answer, setAnswer] = useState<{ of: IdentifyResult; model: ModelState } | null>(null);
  const on = chosen.model !== undefined;
  const rested = useRested(result, restMilliseconds) === result;
  const worker = useRef<{ thread: Worker; busy: boolean } | null>(null);
  useEffect(() => {
    if (!on || !rested || !isModelReady(frame, chosen)) return;
    // What the thread tells gives way to the hand.
    const tell = (model: ModelState) =>
      startTransition(() => setAnswer({ of: result, model: named(frame, model) }));
    // The answer itself is painted first.
    const timer = setTimeout(() => {
      const input = modelInput(frame, chosen, result.index);
      if ('lacking' in input) return tell({ state: 'lacking', words: input.lacking });
      ask(worker, { input, identified: result }, tell);
    });
    return () => {
      clearTimeout(timer);
      endIfBusy(worker);
    };
  }, [on, rested, frame, chosen, result]);
  useEffect(() => () => end(worker), []);
  if (!on) return off;
  return answer?.of === result ? answer.model : begun;
}

/** What is lacking, in the names that people know. */
const named = (frame: Frame, model: ModelState): ModelState =>
  model.state === 'lacking' ? { ...model, words: inPlainNames(frame, model.words) } : model;

type Held = { current: { thread: Worker; busy: boolean } | null };

function end(worker: Held): void {
  worker.current?.thread.terminate();
  worker.current = null;
}

/** A thread in the middle of its draws hears nothing: it is ended, and the next question gets another. */
function endIfBusy(worker: Held): void {
  if (worker.current?.busy === true) end(worker);
}

let asks = 0;

function ask(worker: Held, question: Omit<Asked, 'ask'>, tell: (model: ModelState) => void): void {
  const ask = ++asks;
  worker.current ??= {
    thread: new Worker(new URL('./modelWorker.ts', import.meta.url), { type: 'module' }),
    busy: false,
  };
  const held = worker.current;
  const { thread } = held;
  held.busy = true;
  let model: ModelFit | null = null;
  const finish = (state: ModelState) => {
    held.busy = false;
    tell(state);
  };
  thread.onerror = () => finish(broken);
  thread.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.ask !== ask) return;
    if ('lacking' in data) finish({ state: 'lacking', words: data.lacking });
    else if ('model' in data) model = data.model;
    else if ('done' in data) tell({ state: 'working', done: data.done, of: data.draws });
    else if (model !== null) {
      const { why, pupils } = question.input;
      finish({ state: 'told', why, pupils, model, firm: data.firm });
    }
  };
  thread.postMessage({ ask, ...question } satisfies Asked);
}
