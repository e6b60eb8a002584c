import { powerIteration } from '../../test/reference/stats/plainIdentify.ts';
import type { Schools } from './schoolsFile.ts';

/**
 * The rule of the script that was timed in R, computed the plain way: SES is the first principal component, positive
 * in x1; a school is disadvantaged at or below the first quartile of SES in its region, and resilient if its score is
 * also at or above the third quartile there. The R script's “vulnerable” are schools in *easy* circumstances with low
 * scores; struggling schools are disadvantaged ones with low scores, as everywhere in Reedbed.
 */
export function countByRule({ region, indicators, score }: Schools, regions: number) {
  const standardised = indicators.map(standardise);
  const correlation = standardised.map((x) =>
    standardised.map((y) => x.reduce((sum, value, i) => sum + value * y[i], 0) / (x.length - 1)),
  );
  const vector = powerIteration(correlation);
  const loadings = vector.map((value) => value * Math.sign(vector[0]));
  const ses = score.map((_, i) =>
    loadings.reduce((sum, loading, j) => sum + loading * standardised[j][i], 0),
  );
  const counts = { hardest: 0, resilient: 0, struggling: 0 };
  for (let r = 0; r < regions; r++) {
    const members = Array.from(region.keys()).filter((i) => region[i] === r);
    const sesOf = Float64Array.from(members, (i) => ses[i]).sort();
    const scores = Float64Array.from(members, (i) => score[i]).sort();
    for (const i of members) {
      if (ses[i] > quartile(sesOf, 1)) continue;
      counts.hardest++;
      if (score[i] >= quartile(scores, 3)) counts.resilient++;
      if (score[i] <= quartile(scores, 1)) counts.struggling++;
    }
  }
  return { loadings, counts };
}

function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return values.map((value) => (value - mean) / deviation);
}

/** Quantile type 7 of sorted values. */
function quartile(sorted: Float64Array, which: 1 | 3): number {
  const position = ((sorted.length - 1) * which) / 4;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
