import { StatsError } from '../errors.ts';
import { independent } from './independent.ts';

/**
 * The variance of results within schools over the years, with differences between years the same for all schools taken
 * out: residual mean square of a two-way analysis of variance, exact also where years are missing.
 */
export function varianceWithin(years: readonly Float64Array[]): {
  variance: number;
  standardError: number;
  basis: { schools: number; observations: number };
} {
  const t = years.length;
  const width = t + 1;
  // Products, about each school's mean, of the years' marks and of the result (last).
  const products = new Float64Array(width * width);
  let [schools, observations] = [0, 0];
  const row = new Float64Array(width);
  for (let school = 0; school < years[0].length; school++) {
    const known = years.flatMap((values, year) => (Number.isNaN(values[school]) ? [] : [year]));
    if (known.length < 2) continue;
    schools++;
    observations += known.length;
    const mean = known.reduce((sum, year) => sum + years[year][school], 0) / known.length;
    for (const year of known) {
      row.fill(0);
      for (const other of known) row[other] = -1 / known.length;
      row[year] += 1;
      row[t] = years[year][school] - mean;
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < width; j++) products[i * width + j] += row[i] * row[j];
      }
    }
  }
  // The last mark follows from the others (and more of them where schools have no years in common).
  const { kept, left } = independent(products, width, t);
  const df = observations - schools - kept.length;
  if (df < 1) {
    throw new StatsError(
      'too-few-rows',
      `${schools} schools have results of at least two years; that is too few to tell chance from differences between years.`,
    );
  }
  // What rounding leaves of results that do not vary counts as nothing.
  const variance = left[t] <= 1e-24 * products[t * width + t] ? 0 : left[t] / df;
  return {
    variance,
    standardError: variance * Math.sqrt(2 / df),
    basis: { schools, observations },
  };
}
