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
import {
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

  it('does not ask what names are called, nor degrees that nobody used', () => {
    fc.assert(
      fc.property(table(3), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (rows, names) => {
        const renamed = rows.map((row) => row.map((code) => (code === -1 ? -1 : names[code])));
        const alpha = (list: number[][], categories = 4) =>
          krippendorffAlpha(ratingsOf(list, categories), { metric: 'nominal' }).estimate ?? 2;
        expect(alpha(renamed)).toBeCloseTo(alpha(rows), 10);
        expect(alpha(rows, 9)).toBeCloseTo(alpha(rows), 10);
      }),
    );
  });

  it('says what it left out, and is never a number that is none', () => {
    const ratings = ratingsOf([
      [0, 1],
      [1, 1],
      [2, -1],
    ]);
    const alpha = krippendorffAlpha(ratings, { metric: 'nominal' });
    expect(alpha).toMatchObject({ categoriesUsed: 2, leftOut: 1, warnings: [{ code: 'units-left-out' }] });
    // Their squares are infinite, or nought.
    for (const step of [1e200, 1e-200])
      expect(() =>
        krippendorffAlpha(ratings, { metric: 'interval', values: [0, step, 2 * step, 3 * step] }),
      ).toThrow(expect.objectContaining({ code: 'invalid-values' }));
    for (const step of [1e149, 1e-149]) {
      const values = [0, step, 2 * step, 3 * step];
      const { estimate } = krippendorffAlpha(ratings, { metric: 'interval', values });
      expect(estimate).toBeCloseTo(alpha.estimate ?? 2, 12);
    }
  });
});
