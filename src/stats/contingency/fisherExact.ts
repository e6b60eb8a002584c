import { fromRatios } from '../distributions/binomial.ts';
import { StatsError } from '../errors.ts';

/** Counts of two groups: [with, without] each. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]];

/** Tables within this of the observed one's probability count as equally improbable, as in R. */
const alike = 1 + 1e-7;

/**
 * Two-sided p value of Fisher's exact test of a table of two by two: the probability, with all totals as they are, of
 * a table no more probable than the one observed. 1 where a total is 0, since there is then only one table.
 *
 * Throws `invalid-count` unless all counts are whole numbers from 0 on.
 *
 * Source: Fisher (1935), Journal of the Royal Statistical Society 98, 39–82; the two-sided rule as in R's
 * `fisher.test`.
 */
export function fisherExact([[a, b], [c, d]]: TwoByTwo): number {
  for (const count of [a, b, c, d]) {
    if (Number.isSafeInteger(count) && count >= 0) continue;
    throw new StatsError('invalid-count', `A count is a whole number from 0 on; this one is ${count}.`);
  }
  const ofFirst = a + b;
  const ofWith = a + c;
  const all = ofFirst + c + d;
  const first = Math.max(0, ofFirst + ofWith - all);
  const last = Math.min(ofFirst, ofWith);
  if (first === last) return 1;
  const mode = Math.min(last, Math.max(first, Math.floor(((ofFirst + 1) * (ofWith + 1)) / (all + 2))));
  const { probabilities } = fromRatios(
    first,
    last,
    mode,
    (k) => ((ofFirst - k + 1) * (ofWith - k + 1)) / (k * (all - ofFirst - ofWith + k)),
  );
  const limit = probabilities[a - first] * alike;
  const asExtreme = probabilities.filter((probability) => probability <= limit).sort();
  return Math.min(
    1,
    asExtreme.reduce((sum, probability) => sum + probability, 0),
  );
}
