import { StatsError, type StatsWarning } from '../errors.ts';
import { changesOf, changeVariances } from './changeVariances.ts';
import type { SamplingInput, SamplingVariance, YearOfResults } from './samplingTypes.ts';
import { varianceWithin } from './varianceWithin.ts';

/** Pupils added to each side of a share before its variance is taken. */
const addedPupils = 2;

/**
 * How much a school's result owes to chance: the variance it would have with other pupils of the same kind.
 *
 * - `share`: p̃ (1 − p̃) ∕ n, where p̃ = (reached + 2) ∕ (n + 4), so that 0 % and 100 % of a dozen pupils are not certain.
 * - `known-deviation`: σ² ∕ n.
 * - `size-and-change`: σ² ∕ n, with σ² from the changes of schools between consecutive known years: their mean taken off
 *   for each pair of years, a change has variance 2 ω² + σ² (1 ∕ nₜ + 1 ∕ nₛ), where ω² is real change. Both are found by
 *   maximum likelihood of normal changes, neither below 0; their errors allow for several changes of one school and for
 *   changes that are not normal. Where sizes say nothing or σ² is 0 there are no variances, and a warning says why.
 * - `change`: one variance for all, that of results within schools over the years, years' means taken off. It holds real
 *   change as well, and knows nothing of size.
 *
 * Throws `no-values`, `length-mismatch`, `invalid-size`, `invalid-proportion`, `invalid-deviation`, `infinite-value`,
 * `too-few-years`, `too-few-rows`.
 *
 * Source: Agresti & Coull (1998), The American Statistician 52, 119–126, for the added pupils; Searle, Casella &
 * McCulloch (1992), Variance Components, ch. 6; White (1982), Econometrica 50, 1–25, for the errors.
 */
export function samplingVariance(input: SamplingInput): SamplingVariance {
  if (input.rule === 'share') return ofShare(input, input.outOf);
  if (input.rule === 'known-deviation') return ofMean(input.pupils, input.standardDeviation);
  if (input.rule === 'size-and-change') return ofSizeAndChange(input.years);
  return ofChange(input.years);
}

function ofShare({ values, pupils }: YearOfResults, outOf: number): SamplingVariance {
  refuseSizes([{ values, pupils }]);
  const variances = values.map((value, i) => {
    const share = value / outOf;
    if (share < 0 || share > 1) {
      throw new StatsError(
        'invalid-proportion',
        `A share lies between 0 and ${outOf}; that of school ${i + 1} is ${value}.`,
      );
    }
    const size = pupils[i];
    const smoothed = (share * size + addedPupils) / (size + 2 * addedPupils);
    return (outOf * outOf * smoothed * (1 - smoothed)) / size;
  });
  return result('share', variances, { pupil: null, year: null, basis: null }, []);
}

function ofMean(pupils: Float64Array, standardDeviation: number): SamplingVariance {
  if (!(standardDeviation > 0 && standardDeviation < Infinity)) {
    throw new StatsError(
      'invalid-deviation',
      `The standard deviation of pupils is a number above 0; this one is ${standardDeviation}.`,
    );
  }
  refuseSizes([{ values: pupils, pupils }]);
  const estimate = standardDeviation ** 2;
  const variances = pupils.map((size) => estimate / size);
  const pupil = { estimate, standardError: null };
  return result('known-deviation', variances, { pupil, year: null, basis: null }, []);
}

function ofSizeAndChange(years: readonly YearOfResults[]): SamplingVariance {
  refuseYears(years.map(({ values }) => values));
  refuseSizes(years);
  const changes = changesOf(years);
  const found = changeVariances(changes);
  const warnings: StatsWarning[] = [];
  if (found.pupil.estimate === 0) {
    warnings.push({
      code: 'no-pupil-variance',
      message: found.sizesDiffer
        ? 'Results of small schools change no more from year to year than those of large ones, so how much chance there ' +
          'is in them cannot be told from changes.'
        : 'The schools are so alike in size that chance cannot be told from real change.',
    });
  } else if (found.pupil.estimate < 2 * (found.pupil.standardError ?? Infinity)) {
    warnings.push({
      code: 'uncertain-pupil-variance',
      message:
        'How much chance there is in results could be told only roughly from their changes: the estimate is less than ' +
        'twice its standard error.',
    });
  }
  const { values, pupils } = years[years.length - 1];
  const estimate = found.pupil.estimate > 0 ? found.pupil.estimate : NaN;
  const variances = pupils.map((size, i) => (Number.isNaN(values[i]) ? NaN : estimate / size));
  const basis = { schools: new Set(changes.school).size, observations: changes.school.length };
  return result('size-and-change', variances, { pupil: found.pupil, year: found.year, basis }, warnings);
}

function ofChange(years: readonly Float64Array[]): SamplingVariance {
  refuseYears(years);
  const { variance, standardError, basis } = varianceWithin(years);
  const last = years[years.length - 1];
  const variances = last.map((value) => (Number.isNaN(value) || variance === 0 ? NaN : variance));
  const warnings: StatsWarning[] = [
    {
      code: 'same-for-all',
      message:
        'Without numbers of pupils every school gets the same chance error, though small schools have more of it and ' +
        'large ones less; real change from year to year counts as chance too.',
    },
  ];
  return result(
    'change',
    variances,
    { pupil: null, year: { estimate: variance, standardError }, basis },
    warnings,
  );
}

function result(
  rule: SamplingInput['rule'],
  variances: Float64Array,
  estimates: Pick<SamplingVariance, 'pupil' | 'year' | 'basis'>,
  warnings: StatsWarning[],
): SamplingVariance {
  const n = variances.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
  return { rule, variances, ...estimates, n, dropped: variances.length - n, warnings };
}

function refuseYears(years: readonly Float64Array[]): void {
  if (years.length < 2) {
    throw new StatsError(
      'too-few-years',
      `Changes need results of at least two years, not of ${years.length}.`,
    );
  }
  years.forEach((values, year) => {
    if (values.length !== years[0].length) {
      throw new StatsError(
        'length-mismatch',
        `Year ${year + 1} has ${values.length} results, but the first has ${years[0].length}.`,
      );
    }
    const infinite = values.findIndex((value) => Math.abs(value) === Infinity);
    if (infinite < 0) return;
    throw new StatsError(
      'infinite-value',
      `The result of school ${infinite + 1} in year ${year + 1} is infinite.`,
    );
  });
}

function refuseSizes(years: readonly YearOfResults[]): void {
  for (const { values, pupils } of years) {
    if (pupils.length !== values.length) {
      throw new StatsError(
        'length-mismatch',
        `There are ${values.length} results, but ${pupils.length} numbers of pupils.`,
      );
    }
    const wrong = pupils.findIndex((size) => !Number.isNaN(size) && !(size > 0 && size < Infinity));
    if (wrong < 0) continue;
    throw new StatsError(
      'invalid-size',
      `The pupils behind a result are a number above 0; those of school ${wrong + 1} are ${pupils[wrong]}. Leave it ` +
        'empty (NaN) where it is not known.',
    );
  }
}
