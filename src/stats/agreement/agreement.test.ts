import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cohenKappa,
  fleissKappa,
  krippendorffAlpha,
  masiAlpha,
  percentAgreement,
  type AlphaMetric,
} from '../index.ts';
import { masiDistance } from './masiAlpha.ts';
import {
  full,
  metrics,
  plainAlpha,
  plainDistance,
  ratingsOf,
  table,
  values,
} from '../../../test/support/plainAlpha.ts';

describe('Krippendorff’s alpha', () => {
  it.each(metrics)('is what its definition says, pair by pair (%s)', (metric) => {
    fc.assert(
      fc.property(table(3), (rows) => {
        const { estimate } = krippendorffAlpha(ratingsOf(rows), { metric, values });
        const plain = plainAlpha(rows, plainDistance[metric]);
        if (plain === null) expect(estimate).toBeNull();
        else expect(estimate).toBeCloseTo(plain, 10);
      }),
    );
  });

  it.each(metrics)('does not ask in what order units and coders stand (%s)', (metric) => {
    fc.assert(
      fc.property(table(3), (rows) => {
        const turned = rows.toReversed().map((row) => row.toReversed());
        const [one, other] = [rows, turned].map((list) =>
          krippendorffAlpha(ratingsOf(list), { metric, values }),
        );
        expect(other.undefinedBecause).toBe(one.undefinedBecause);
        if (one.estimate !== null) expect(other.estimate).toBeCloseTo(one.estimate, 10);
      }),
    );
  });

  it('is the same for degrees of another scale, and for proportions in another unit', () => {
    fc.assert(
      fc.property(
        table(3),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        (rows, by, plus) => {
          const alpha = (metric: AlphaMetric, scale: number[]) =>
            krippendorffAlpha(ratingsOf(rows), { metric, values: scale }).estimate ?? 2;
          expect(
            alpha(
              'interval',
              values.map((value) => value * by + plus),
            ),
          ).toBeCloseTo(alpha('interval', values), 9);
          expect(
            alpha(
              'ratio',
              values.map((value) => value * by),
            ),
          ).toBeCloseTo(alpha('ratio', values), 9);
        },
      ),
    );
  });

  it('is 1 where all agree on different things, and undefined, not 1, where nothing varies or nobody meets', () => {
    for (const metric of metrics) {
      const alpha = (rows: number[][]) => krippendorffAlpha(ratingsOf(rows), { metric, values });
      expect(
        alpha([
          [0, 0],
          [1, 1],
          [3, 3],
        ]).estimate,
      ).toBe(1);
      expect(
        alpha([
          [1, 1],
          [1, 1],
        ]),
      ).toMatchObject({ estimate: null, undefinedBecause: 'no-variation' });
      expect(
        alpha([
          [1, -1],
          [-1, 2],
        ]),
      ).toMatchObject({ estimate: null, undefinedBecause: 'no-pairs', leftOut: 2 });
    }
  });

  it('leaves its input as it was, and refuses what is none', () => {
    const ratings = ratingsOf([
      [0, 1],
      [2, -1],
    ]);
    const before = [...ratings.codes];
    krippendorffAlpha(ratings, { metric: 'ordinal' });
    expect([...ratings.codes]).toEqual(before);
    const codeOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(codeOf(() => krippendorffAlpha(ratings, { metric: 'interval' }))).toBe('values-missing');
    expect(codeOf(() => krippendorffAlpha(ratings, { metric: 'interval', values: [1, 1, 2, 3] }))).toBe(
      'invalid-values',
    );
    expect(codeOf(() => krippendorffAlpha(ratings, { metric: 'ratio', values: [-1, 1, 2, 3] }))).toBe(
      'invalid-values',
    );
    expect(codeOf(() => krippendorffAlpha({ ...ratings, categories: 2 }, { metric: 'nominal' }))).toBe(
      'unknown-category',
    );
    expect(codeOf(() => percentAgreement({ ...ratings, coders: 3 }))).toBe('length-mismatch');
    expect(codeOf(() => percentAgreement({ ...ratings, coders: 1 }))).toBe('invalid-count');
    expect(codeOf(() => cohenKappa({ ...ratings, coders: 4 }))).toBe('invalid-count');
    expect(codeOf(() => fleissKappa(ratings))).toBe('unequal-ratings');
    expect(codeOf(() => masiAlpha({ sets: [[1, 1], [2]], coders: 2 }))).toBe('duplicate-code');
  });
});

describe('kappas', () => {
  it('of Cohen and Fleiss lie where their definitions say', () => {
    fc.assert(
      fc.property(full(2), (rows) => {
        const { estimate, observed, expected } = cohenKappa(ratingsOf(rows));
        expect(observed).toBeCloseTo(percentAgreement(ratingsOf(rows)).estimate ?? 2, 12);
        if (estimate !== null)
          expect(estimate).toBeCloseTo(((observed ?? 0) - (expected ?? 0)) / (1 - (expected ?? 0)), 12);
      }),
    );
    fc.assert(
      fc.property(full(3), (rows) => {
        const kappa = fleissKappa(ratingsOf(rows));
        expect(kappa.observed ?? 2).toBeCloseTo(percentAgreement(ratingsOf(rows)).estimate ?? 2, 12);
        // Alpha corrects for the size of the sample: both meet as it grows.
        const alpha = krippendorffAlpha(ratingsOf(rows), { metric: 'nominal' });
        const n = rows.length * 3;
        if (kappa.estimate !== null && alpha.estimate !== null)
          expect(1 - alpha.estimate).toBeCloseTo((1 - kappa.estimate) * ((n - 1) / n), 10);
        else expect(kappa.undefinedBecause).toBe(alpha.undefinedBecause);
      }),
    );
  });

  it('are undefined where one category was used throughout, and 1 without error where all agree', () => {
    expect(
      cohenKappa(
        ratingsOf([
          [2, 2],
          [2, 2],
        ]),
      ),
    ).toMatchObject({ estimate: null, undefinedBecause: 'no-variation' });
    expect(fleissKappa(ratingsOf([[2, 2, 2]]))).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-variation',
    });
    expect(cohenKappa(ratingsOf([[-1, 2]]))).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-pairs',
      leftOut: 1,
    });
    expect(percentAgreement(ratingsOf([[-1, 2]]))).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-pairs',
    });
    expect(fleissKappa(ratingsOf([[-1, 2, -1]]))).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-pairs',
    });
    expect(
      cohenKappa(
        ratingsOf([
          [0, 0],
          [1, 1],
        ]),
      ),
    ).toMatchObject({ estimate: 1, standardError: 0 });
  });
});

describe('sets of codes', () => {
  const set = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

  it('are as far apart as MASI says', () => {
    const far = (a: number[], b: number[]) => masiDistance(new Set(a), new Set(b));
    expect([far([], []), far([1, 2], [2, 1]), far([1], [2]), far([], [1])]).toEqual([0, 0, 1, 1]);
    expect(far([1], [1, 2])).toBeCloseTo(1 - (1 / 2) * (2 / 3), 15);
    expect(far([1, 3], [1, 2])).toBeCloseTo(1 - (1 / 3) * (1 / 3), 15);
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(far(a, b)).toBe(far(b, a));
        expect(far(a, b)).toBeGreaterThanOrEqual(0);
        expect(far(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('agree as their pairs do, one by one; with one code in each set as names do', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(set, set, set), { minLength: 2, maxLength: 10 }), (rows) => {
        const { estimate } = masiAlpha({ sets: rows.flat(), coders: 3 });
        const all = rows.flat();
        const plain = plainAlpha(
          rows.map((_, i) => [3 * i, 3 * i + 1, 3 * i + 2]),
          (a, b) => masiDistance(new Set(all[a]), new Set(all[b])),
        );
        if (estimate === null) expect(plain ?? 0).toBe(0);
        else expect(estimate).toBeCloseTo(plain ?? 2, 10);
      }),
    );
    const rows = [
      [0, 1],
      [2, 2],
      [1, 1],
      [3, -1],
    ];
    const { estimate, units, leftOut, distinctSets } = masiAlpha({
      sets: rows.flat().map((code) => (code === -1 ? null : [code])),
      coders: 2,
    });
    expect(estimate).toBeCloseTo(krippendorffAlpha(ratingsOf(rows), { metric: 'nominal' }).estimate ?? 2, 12);
    expect({ units, leftOut, distinctSets }).toEqual({ units: 3, leftOut: 1, distinctSets: 4 });
    expect(masiAlpha({ sets: [[], [], [], []], coders: 2 })).toMatchObject({
      undefinedBecause: 'no-variation',
    });
  });
});
