import { samplingVariance, StatsError, type SamplingVariance } from '#stats';
import type { Frame } from '#contract/identification';
import { numbers, type ChosenSettings } from '#contract/identificationInput';
import { modelInput, pupilsMeasure, resultYears } from '#contract/identificationModel';

type Measure = Frame['measures'][number];

/** How much chance there is in a measure: per school and period, NaN where it is not known. */
export type Variances = Float64Array[];

/**
 * The chance in each period of a measure, oldest first; null where the data do not tell. Of results it is told by the same
 * rules as for the model. What a school does (attendance, say) is no share of single pupils' yes or no, so only its
 * changes over the years tell, which count real change as chance: too wide rather than too narrow.
 */
export function chanceOver(
  frame: Frame,
  chosen: ChosenSettings,
  series: readonly Measure[],
): Variances | null {
  const last = series.at(-1);
  if (last === undefined) return null;
  if (last.kind !== 'result') {
    const found = series.length < 2 ? null : known({ rule: 'change', years: series.map(numbers) });
    return found === null ? null : series.map(() => found.variances);
  }
  const found = ofResult(frame, chosen, last.key);
  if (found === null) return null;
  return series.map((one) => (one.key === last.key ? found.variances : earlier(frame, chosen, one, found)));
}

/** Of a share each year tells by itself; else the variance of one pupil that all years gave holds for each. */
function earlier(
  frame: Frame,
  chosen: ChosenSettings,
  measure: Measure,
  found: SamplingVariance,
): Float64Array {
  const none = new Float64Array(frame.schools.id.length).fill(NaN);
  if (found.rule === 'change') return found.variances;
  if (found.rule === 'size-and-change') {
    const pupils = pupilsMeasure(frame, measure.key, chosen.pupils)?.values;
    return pupils === undefined ? none : pupils.map((size) => (found.pupil?.estimate ?? NaN) / size);
  }
  return ofResult(frame, chosen, measure.key)?.variances ?? none;
}

function ofResult(frame: Frame, chosen: ChosenSettings, key: string): SamplingVariance | null {
  const input = modelInput(frame, { ...chosen, result: key });
  return 'lacking' in input ? null : known(input.sampling);
}

function known(input: Parameters<typeof samplingVariance>[0]): SamplingVariance | null {
  try {
    const found = samplingVariance(input);
    return found.n === 0 ? null : found;
  } catch (error) {
    if (error instanceof StatsError) return null;
    throw error;
  }
}

/** The measure in its periods, oldest first, as far as its values were read; the last five are enough for a page. */
export function seriesOf(frame: Frame, key: string): Measure[] {
  return resultYears(frame, key)
    .filter((one) => one.values.length === frame.schools.id.length)
    .slice(-mostPeriods);
}

export const mostPeriods = 5;
