import type { Frame } from '#contract/identification';
import { inPlainNames } from '#contract/identificationWords';
import { modelInput } from '#contract/identificationModel';
import type { PupilsBehind } from '#contract/identificationModel';
import { inWorker } from '../platform/worker.ts';
import type { Identified } from './answer.ts';
import type { Modelled } from './modelTask.ts';

export type ModelOutcome = { lacking: string } | (Exclude<Modelled, { lacking: string }> & Behind);

interface Behind {
  pupils: PupilsBehind | null;
}

const module = new URL('./modelTask', import.meta.url);

/** The model-based view where the settings ask for it; null where they do not. */
export async function modelOf(frame: Frame, { chosen, result }: Identified): Promise<ModelOutcome | null> {
  if (chosen.model === undefined) return null;
  const input = modelInput(frame, chosen, result.index);
  if ('lacking' in input) return input;
  const answer = await inWorker<Modelled>(module, () => ({ data: { input, identified: result } }));
  if ('lacking' in answer) return { lacking: inPlainNames(frame, answer.lacking) };
  return { ...answer, pupils: input.pupils };
}
