import type * as Stats from '#stats';
import type { ComparedViews, FayHerriot, Firmness, IdentifyResult, SamplingVariance } from '#stats';
import type { ModelInput, NoModel } from './identificationModel.ts';

/** The model-based view of an answer, the same wherever it is computed. */

type Models = Pick<typeof Stats, 'samplingVariance' | 'fayHerriot' | 'compareViews'>;

export interface ModelFit {
  sampling: SamplingVariance;
  fit: FayHerriot;
  views: ComparedViews;
}

/** Wherever it is reckoned, the same draws give the same numbers. */
const usualDraws = { draws: 1000, seed: 1 } as const;

/** A label that holds in fewer of the draws than this is shown as weak. */
export const weakBelow = 0.5;

export function fitModel(
  stats: Models,
  { sampling: known, area, firmness }: ModelInput,
  identified: IdentifyResult,
): ModelFit | NoModel {
  const sampling = stats.samplingVariance(known);
  if (sampling.n === 0) {
    const why = sampling.warnings[0]?.message ?? 'No school has a number of pupils.';
    return { lacking: `How much chance there is in this result cannot be told from these data. ${why}` };
  }
  const fit = stats.fayHerriot({ ...area, variances: sampling.variances });
  const { result, groups } = firmness;
  return { sampling, fit, views: stats.compareViews({ result, groups, identified, model: fit }) };
}

export function drawLabels(
  stats: Pick<typeof Stats, 'firmness'>,
  { firmness }: ModelInput,
  { fit }: ModelFit,
  { identified, progress }: { identified: IdentifyResult; progress?: (done: number, draws: number) => void },
): Firmness {
  const { estimate, fullError } = fit.prediction;
  return stats.firmness(
    { ...firmness, identified, source: { rule: 'posterior', estimate, error: fullError } },
    { ...usualDraws, ...(progress && { progress }) },
  );
}

/** 1 where a school’s label holds in fewer than half of the draws. */
export function weakLabels({ kind }: IdentifyResult, { held }: Firmness): Uint8Array {
  return kind.map((one, i) => Number(one !== 0 && (held[i] ?? NaN) < weakBelow));
}
