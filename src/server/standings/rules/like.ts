import { nearestOfAll, StatsError, type NearestOfAll } from '#stats';
import type { Frame } from '#contract/identification';
import { numbers, type ChosenSettings } from '#contract/identificationInput';
import type { FoundNeighbour, Valued } from './found.ts';
import type { Series } from './years.ts';

/** As many as a reader can look at, each a school that one could talk to. */
const nearest = 10;

/** Who is nearest to whom in the measures of circumstances; null where these do not tell schools apart. */
export function nearestIn(
  frame: Frame,
  chosen: ChosenSettings,
  progress: (done: number, total: number) => void,
): NearestOfAll | null {
  const columns = chosen.context.map((key) => {
    const measure = frame.measures.find((one) => one.key === key);
    if (measure === undefined) throw new Error(`There is no measure ‘${key}’.`);
    return { name: measure.label, values: numbers(measure) };
  });
  try {
    return nearestOfAll(columns, nearest, progress);
  } catch (error) {
    if (error instanceof StatsError) return null;
    throw error;
  }
}

export interface Known {
  frame: Frame;
  chosen: ChosenSettings;
  series: readonly Series[];
  /** Of each school, as `valuesAt` gives them. */
  values: readonly (readonly Valued[][])[];
  pupils: Float64Array | null;
  named: boolean;
}

/** The schools nearest to one, with what each of them does better by more than chance would explain. */
export function neighboursOf(known: Known, row: number, rows: Int32Array): FoundNeighbour[] {
  const { frame, series, values, named, pupils } = known;
  return Array.from(rows, (other) => ({
    school: frame.schools.id[other] ?? '',
    name: named ? (frame.schools.name[other] ?? null) : null,
    circumstances: circumstancesAt(known, other),
    pupils: sizeAt(pupils, other, named),
    better: series.flatMap(({ head }, measure) => {
      const by = betterBy(values[row]?.[measure]?.at(-1), values[other]?.[measure]?.at(-1), head.highMeans);
      return by === null ? [] : [{ measure, by }];
    }),
  }));
}

/** Of a school under a letter only roughly: its exact figures stand in public tables beside its name. */
export function circumstancesAt({ frame, chosen, named }: Known, row: number): number[] {
  return chosen.context.map((key) => {
    const value = frame.measures.find((one) => one.key === key)?.values[row] ?? NaN;
    return named ? value : coarse(value);
  });
}

function sizeAt(pupils: Float64Array | null, row: number, named: boolean): number | null {
  const size = pupils?.[row] ?? NaN;
  if (Number.isNaN(size)) return null;
  return named ? size : coarse(size);
}

/** How much better the other does, where the two intervals do not touch; null where chance could explain it. */
export function betterBy(
  own: Valued | undefined,
  other: Valued | undefined,
  highMeans: string,
): number | null {
  const [value, low, high] = own ?? [null, null, null];
  const [otherValue, otherLow, otherHigh] = other ?? [null, null, null];
  if (value === null || low === null || high === null) return null;
  if (otherValue === null || otherLow === null || otherHigh === null) return null;
  const apart = highMeans === 'worse' ? otherHigh < low : otherLow > high;
  return apart ? otherValue - value : null;
}

/** What is told of a school under a letter: two digits of each figure. */
export const coarse = (value: number) => Number(value.toPrecision(2));
