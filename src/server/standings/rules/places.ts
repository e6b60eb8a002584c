import {
  fayHerriot,
  firmness,
  samplingVariance,
  StatsError,
  type FayHerriot,
  type IdentifyResult,
  type SamplingVariance,
} from '#stats';
import type { Frame } from '#contract/identification';
import type { ChosenSettings } from '#contract/identificationInput';
import { inPlainNames } from '#contract/identificationWords';
import { modelInput, type ModelInput } from '#contract/identificationModel';
import type { Place } from '#contract/standings';

/** What the model of small schools says of each; of `lacking` what would be needed for it. */
export type Places =
  | { lacking: string }
  | {
      rule: string;
      why: string;
      model: { schools: number; between: number; singular: boolean };
      pupils: ModelInput['pupils'];
      place: (Place | null)[];
      /** How far one pupil moves the result; NaN where it is not known. */
      onePupil: Float64Array;
      /** Share of draws in which a school keeps its type; NaN where it is not told. */
      held: Float64Array;
      warnings: string[];
    };

const reach95 = 1.959964;
const reach50 = 0.67449;
/** One seed for all: who publishes the same data again is told the same. */
const seed = 1;
const tenTimes = 10;

export function placesOf(
  frame: Frame,
  chosen: ChosenSettings,
  identified: IdentifyResult,
  progress: (done: number, total: number) => void,
): Places {
  const input = modelInput(frame, chosen, identified.index);
  if ('lacking' in input) return input;
  try {
    const sampling = samplingVariance(input.sampling);
    if (sampling.n === 0) return { lacking: sampling.warnings[0]?.message ?? 'No chance error is known.' };
    const fit = fayHerriot({ ...input.area, variances: sampling.variances });
    const { estimate, fullError } = fit.prediction;
    const firm = firmness(
      { ...input.firmness, identified, source: { rule: 'posterior', estimate, error: fullError } },
      { seed, progress },
    );
    return {
      rule: sampling.rule,
      why: input.why,
      model: {
        schools: fit.n,
        between: Math.sqrt(fit.between.estimate),
        singular: fit.singular,
      },
      pupils: input.pupils,
      place: Array.from(fit.effects.effect, (_, i) => placeAt(fit, sampling.variances[i] ?? NaN, i)),
      onePupil: onePupil(input, sampling),
      held: firm.held,
      warnings: [...sampling.warnings, ...fit.warnings].map(({ message }) => inPlainNames(frame, message)),
    };
  } catch (error) {
    if (error instanceof StatsError) return { lacking: inPlainNames(frame, error.message) };
    throw error;
  }
}

function placeAt({ effects, between, singular }: FayHerriot, variance: number, i: number): Place | null {
  const at = (column: Float64Array) => column[i] ?? NaN;
  const effect = at(effects.effect);
  const error = at(effects.fullError);
  if (Number.isNaN(effect) || Number.isNaN(error)) return null;
  const ends = (reach: number): [number, number] => [effect - reach * error, effect + reach * error];
  const [low, high] = ends(reach95);
  const [lowHalf, highHalf] = ends(reach50);
  const tenfold =
    singular || between.standardError === null
      ? null
      : reach95 *
        errorOfMorePupils({
          variance,
          between: between.estimate,
          ofBetween: between.standardError ** 2,
          kept: at(effects.reliability),
          own: at(effects.conditionalError) ** 2,
          comparative: at(effects.comparativeError) ** 2,
        });
  return {
    effect,
    low,
    high,
    lowHalf,
    highHalf,
    raw: at(effects.raw),
    tenfold: tenfold === null ? null : [effect - tenfold, effect + tenfold],
  };
}

interface Known {
  variance: number;
  between: number;
  ofBetween: number;
  kept: number;
  own: number;
  comparative: number;
}

/**
 * The full error of the effect, had a tenth of the variance been chance: g1 + g2 + 2 g3 of docs/methods/small-schools.md
 * with v ∕ 10 for v, and what the coefficients and τ² owe to the other schools as it is.
 */
function errorOfMorePupils({ variance, between, ofBetween, kept, own, comparative }: Known): number {
  const coefficients = (comparative - own) / kept ** 2;
  const v = variance / tenTimes;
  const share = between / (between + v);
  const fromVariance = (2 * v * v * ofBetween) / (between + v) ** 3;
  return Math.sqrt(share * v + share ** 2 * coefficients + fromVariance);
}

/** Of a share, 1 ∕ n of its scale; of a mean, 1 ∕ n of the standard deviation of pupils. */
function onePupil({ sampling: input, pupils }: ModelInput, { pupil }: SamplingVariance): Float64Array {
  const sizes = pupils?.values ?? new Float64Array(0);
  if (input.rule === 'share') return input.pupils.map((size) => input.outOf / size);
  if (pupil === null || pupils?.who === 'roll') return sizes.map(() => NaN);
  return sizes.map((size) => Math.sqrt(pupil.estimate) / size);
}
