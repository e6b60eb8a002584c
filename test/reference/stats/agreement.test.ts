import { describe, expect, it } from 'vitest';
import {
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  masiAlpha,
  masiInterval,
  percentAgreement,
  type AlphaMetric,
  type Ratings,
} from '#stats';
import { findData, numbers, readData } from './data.ts';

const without = (name: string) => (findData(name) === null ? ` (skipped: no ${name} in ../shared/data)` : '');
const needing = (name: string) => describe.skipIf(findData(name) === null);

/** Coders side by side as ratings; a number that is missing is none. */
function ratingsOf(columns: readonly Float64Array[], categories: number, first = 0): Ratings {
  const units = columns[0]?.length ?? 0;
  const codes = new Int32Array(units * columns.length);
  columns.forEach((column, j) =>
    column.forEach((value, i) => {
      codes[i * columns.length + j] = Number.isNaN(value) ? -1 : value - first;
    }),
  );
  return { codes, coders: columns.length, categories };
}

needing('reliability_krippendorff_4x12')(
  `Krippendorff’s example${without('reliability_krippendorff_4x12')}`,
  () => {
    it.each<[AlphaMetric, number]>([
      ['nominal', 0.743],
      ['ordinal', 0.815],
      ['interval', 0.849],
      ['ratio', 0.797],
    ])('has the published alpha on the %s level', (metric, published) => {
      const rows = readData('reliability_krippendorff_4x12');
      const ratings = ratingsOf(
        ['A', 'B', 'C', 'D'].map((name) => numbers(rows, name)),
        5,
        1,
      );
      const alpha = krippendorffAlpha(ratings, { metric, values: [1, 2, 3, 4, 5] });
      expect(alpha.estimate).toBeCloseTo(published, 3);
      expect(alpha).toMatchObject({ units: 11, leftOut: 1, ratings: 40 });
    });
  },
);

needing('reliability_fleiss_counts')(`Fleiss’ example${without('reliability_fleiss_counts')}`, () => {
  it('has the published kappa', () => {
    const rows = readData('reliability_fleiss_counts');
    const columns = [1, 2, 3, 4, 5].map((category) => numbers(rows, `cat${category}`));
    const codes = rows.flatMap((_, i) =>
      columns.flatMap((column, category) => Array.from({ length: column[i] ?? 0 }, () => category)),
    );
    const kappa = fleissKappa({ codes: Int32Array.from(codes), coders: 14, categories: 5 });
    expect(kappa.estimate).toBeCloseTo(0.21, 3);
    expect(kappa).toMatchObject({ units: 10, coders: 14 });
    expect(kappa.observed).toBeCloseTo(0.378, 3);
    expect(kappa.expected).toBeCloseTo(0.213, 3);
  });
});

needing('sight_two_coders_sample')(`Two coders of SIGHT${without('sight_two_coders_sample')}`, () => {
  it.each([
    ['general', 0.7538, 289],
    ['confusion', 0.91, 286],
    ['pedagogy', 0.7871, 286],
    ['setup', 0.9506, 286],
    ['gratitude', 0.9215, 286],
    ['personal_experience', 0.7431, 286],
    ['clarification', 0.8298, 286],
    ['non_english', 0.9375, 286],
    ['na', 0.7369, 286],
  ])('agree on %s as their paper says', (code, published, units) => {
    const rows = readData('sight_two_coders_sample');
    const ratings = ratingsOf(
      ['H1', 'H2'].map((coder) => numbers(rows, `annotator_${coder}_${code}`)),
      2,
    );
    const kappa = cohenKappa(ratings);
    expect(kappa.estimate).toBeCloseTo(published, 4);
    expect(kappa.units).toBe(units);
    expect(kappa.standardError).toBeGreaterThan(0);
    expect(percentAgreement(ratings).pairs).toBe(units);
    // The same but for its correction for the size of the sample, and for one marginal of both.
    const alpha = krippendorffAlpha(ratings, { metric: 'nominal' }).estimate ?? 2;
    expect(Math.abs(alpha - published)).toBeLessThan(0.005);
  });

  it('agree on all codes of a comment at once as NLTK reckons it', () => {
    const rows = readData('sight_two_coders_sample');
    const codes = Object.keys(rows[0])
      .filter((name) => name.startsWith('annotator_H1_'))
      .map((name) => name.slice('annotator_H1_'.length));
    const sets = rows.flatMap((row) =>
      ['H1', 'H2'].map((coder) => {
        const given = codes.map((code) => row[`annotator_${coder}_${code}`]);
        if (given.includes('')) return null;
        return [...given.keys()].filter((i) => Number(given[i]) === 1);
      }),
    );
    const alpha = masiAlpha({ sets, coders: 2 });
    // From masi.py: AnnotationTask(...).alpha() of NLTK 3.10.3 with this distance, 2/3 and 1/3 not rounded as its own masi_distance has them.
    expect(alpha.estimate).toBeCloseTo(0.7723301656175932, 12);
    expect(alpha).toMatchObject({ units: 286, leftOut: 3, ratings: 572, distinctSets: 38 });
    const { lower, upper } = masiInterval({ sets, coders: 2 }, { seed: 1 });
    expect(lower).toBeLessThan(alpha.estimate ?? -2);
    expect(upper).toBeGreaterThan(alpha.estimate ?? 2);
  });
});
