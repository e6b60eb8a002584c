import { StatsError } from '../errors.ts';
import type { VarianceComponent } from './mixedTypes.ts';
import type { YearOfResults } from './samplingTypes.ts';

/** Changes between consecutive known years of a school. */
export interface Changes {
  school: number[];
  /** Squares about the mean change of the two years, made up for that mean. */
  square: number[];
  /** 1 ∕ nₜ + 1 ∕ nₛ. */
  smallness: number[];
}

/** A pair of years that fewer schools have than this tells nothing beyond its own mean. */
const fewestOfPair = 2;

export function changesOf(years: readonly YearOfResults[]): Changes {
  const pairs = new Map<string, { school: number; change: number; smallness: number }[]>();
  for (let school = 0; school < years[0].values.length; school++) {
    let before = -1;
    years.forEach(({ values, pupils }, year) => {
      if (Number.isNaN(values[school]) || Number.isNaN(pupils[school])) return;
      if (before >= 0) {
        const change = values[school] - years[before].values[school];
        const smallness = 1 / pupils[school] + 1 / years[before].pupils[school];
        const pair = `${before} ${year}`;
        const list = pairs.get(pair) ?? [];
        pairs.set(pair, list);
        list.push({ school, change, smallness });
      }
      before = year;
    });
  }
  const changes: Changes = { school: [], square: [], smallness: [] };
  for (const list of pairs.values()) {
    if (list.length < fewestOfPair) continue;
    const mean = list.reduce((sum, { change }) => sum + change, 0) / list.length;
    for (const { school, change, smallness } of list) {
      changes.school.push(school);
      changes.square.push(((change - mean) ** 2 * list.length) / (list.length - 1));
      changes.smallness.push(smallness);
    }
  }
  if (changes.school.length >= 3) return changes;
  throw new StatsError(
    'too-few-rows',
    `Only ${changes.school.length} changes from year to year are known; at least three are needed.`,
  );
}

const mostSteps = 200;
const smallestStep = 1e-12;

/**
 * σ² and ω² of changes with variance 2 ω² + σ² h, h = smallness: the maximum of the likelihood of normal changes, by
 * regressing squares on h with weights 1 ∕ expectation² again and again, under the condition that neither is below 0.
 * Errors are of the sandwich form, summed by school.
 */
export function changeVariances(changes: Changes): {
  pupil: VarianceComponent;
  year: VarianceComponent;
  sizesDiffer: boolean;
} {
  const mean = average(changes.smallness);
  const spread = Math.sqrt(average(changes.smallness.map((h) => (h - mean) ** 2)));
  if (spread <= 1e-6 * mean) {
    const year = { estimate: average(changes.square) / 2, standardError: null };
    return { pupil: { estimate: 0, standardError: null }, year, sizesDiffer: false };
  }
  let [level, tilt] = [average(changes.square), 0];
  if (level === 0) {
    const none = { estimate: 0, standardError: null };
    return { pupil: none, year: none, sizesDiffer: true };
  }
  for (let step = 0; step < mostSteps; step++) {
    const next = regress(changes, (h) => level + tilt * h);
    const moved = Math.abs(next.level - level) + mean * Math.abs(next.tilt - tilt);
    [level, tilt] = [next.level, next.tilt];
    if (moved <= smallestStep * (level + mean * tilt)) break;
  }
  const { ofLevel, ofTilt } = errorsOf(changes, level, tilt);
  return {
    pupil: { estimate: tilt, standardError: tilt > 0 ? ofTilt : null },
    year: { estimate: level / 2, standardError: level > 0 ? ofLevel / 2 : null },
    sizesDiffer: true,
  };
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Weighted least squares of squares = level + tilt · h, neither below 0. */
function regress({ square, smallness }: Changes, expectation: (h: number) => number) {
  let [w, wh, whh, wq, whq] = [0, 0, 0, 0, 0];
  smallness.forEach((h, i) => {
    const weight = 1 / expectation(h) ** 2;
    w += weight;
    wh += weight * h;
    whh += weight * h * h;
    wq += weight * square[i];
    whq += weight * h * square[i];
  });
  const determinant = w * whh - wh * wh;
  const level = (whh * wq - wh * whq) / determinant;
  const tilt = (w * whq - wh * wq) / determinant;
  if (level < 0) return { level: 0, tilt: whq / whh };
  if (tilt < 0) return { level: wq / w, tilt: 0 };
  return { level, tilt };
}

/** Of the parameters that are not 0: inverse information · Σ by school of (score scoreᵀ) · inverse information. */
function errorsOf({ school, square, smallness }: Changes, level: number, tilt: number) {
  const information = [0, 0, 0];
  const scores = new Map<number, [number, number]>();
  school.forEach((at, i) => {
    const h = smallness[i];
    const expected = level + tilt * h;
    const weight = 1 / expected ** 2;
    information[0] += weight;
    information[1] += weight * h;
    information[2] += weight * h * h;
    const score = weight * (square[i] - expected);
    const sum = scores.get(at) ?? [0, 0];
    scores.set(at, [sum[0] + score, sum[1] + score * h]);
  });
  const [a, b, c] = information;
  const determinant = a * c - b * b;
  let [ofLevel, ofTilt] = [0, 0];
  for (const [s, t] of scores.values()) {
    if (level > 0 && tilt > 0) {
      ofLevel += ((c * s - b * t) / determinant) ** 2;
      ofTilt += ((a * t - b * s) / determinant) ** 2;
    } else {
      ofLevel += (s / a) ** 2;
      ofTilt += (t / c) ** 2;
    }
  }
  return { ofLevel: Math.sqrt(ofLevel), ofTilt: Math.sqrt(ofTilt) };
}
