import { StatsError, type StatsWarning } from '../errors.ts';
import { quantileSorted } from '../describe/quantile.ts';
import { seededGenerator } from '../random/generator.ts';
import { multinomialOf } from '../random/multinomial.ts';

export interface ResamplingOptions {
  seed: number;
  /** 1,000 where nothing is said. */
  resamples?: number;
  /** 0.95 where nothing is said. */
  level?: number;
  /** Told the share done from time to time; `false` stops the work, which throws `stopped`. */
  progress?: (share: number) => boolean;
}

export interface ResampledInterval {
  method: 'units resampled, percentiles of type 7';
  /** Null where fewer than two units can be resampled, or alpha was undefined in every resample. */
  lower: number | null;
  upper: number | null;
  undefinedBecause: 'too-few-units' | 'undefined-resamples' | null;
  level: number;
  /** Units drawn from, which is as many as each resample has. */
  units: number;
  resamples: number;
  /** Resamples in which alpha was undefined: the percentiles are of the others. */
  undefinedResamples: number;
  /** `undefined-resamples`: how many there were. */
  warnings: StatsWarning[];
}

/** The choices made, or what stands for them where nothing is said. Throws `invalid-count`, `invalid-probability`. */
export function chosen({ seed, resamples = 1000, level = 0.95, progress }: ResamplingOptions) {
  if (!Number.isSafeInteger(resamples) || resamples < 1)
    throw new StatsError('invalid-count', `At least one resample is drawn; here are ${resamples}.`);
  if (!(level > 0 && level < 1))
    throw new StatsError('invalid-probability', `A level lies between 0 and 1; this one is ${level}.`);
  return { seed, from: 0, to: resamples, resamples, level, progress };
}

interface Stretch {
  seed: number;
  /** The resamples numbered `from` to `to` − 1. */
  from: number;
  to: number;
  progress?: ResamplingOptions['progress'];
}

/**
 * Tells of each resample how many units it has of each pattern; `times` says how many there are, often ones first. A resample has a stream
 * of random numbers of its own, named by its number, so that any stretch can be drawn alone.
 */
export function eachResample(
  times: Float64Array,
  { seed, from, to, progress }: Stretch,
  see: (drawn: Float64Array, resample: number) => void,
): void {
  const drawn = new Float64Array(times.length);
  const draw = multinomialOf(times);
  for (let i = from; i < to; i++) {
    if ((i - from) % 100 === 0 && progress?.((i - from) / (to - from)) === false)
      throw new StatsError('stopped', 'Somebody stopped the work.');
    draw(seededGenerator(seed, `resample ${i}`), drawn);
    see(drawn, i);
  }
}

/** Between percentiles of what was found in resamples; NaN where it was undefined. */
export function intervalOf(found: Float64Array, units: number, level: number): ResampledInterval {
  const sorted = found.filter((value) => !Number.isNaN(value)).sort();
  const undefinedResamples = found.length - sorted.length;
  const facts = {
    method: 'units resampled, percentiles of type 7' as const,
    level,
    units,
    resamples: found.length,
    undefinedResamples,
    warnings: undefinedResamples === 0 ? [] : [warningOf(undefinedResamples, found.length)],
  };
  const none = { lower: null, upper: null };
  if (units < 2) return { ...facts, ...none, undefinedBecause: 'too-few-units' };
  if (sorted.length === 0) return { ...facts, ...none, undefinedBecause: 'undefined-resamples' };
  const tail = (1 - level) / 2;
  return {
    ...facts,
    lower: quantileSorted(sorted, tail),
    upper: quantileSorted(sorted, 1 - tail),
    undefinedBecause: null,
  };
}

const warningOf = (count: number, resamples: number): StatsWarning => ({
  code: 'undefined-resamples',
  message: `Alpha was undefined in ${count} of ${resamples} resamples; the interval is of the others.`,
});
