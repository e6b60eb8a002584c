import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa, fleissKappa, gwetAc1, percentAgreement } from '../index.ts';
import { full, ratingsOf, table } from '../../../test/support/plainAlpha.ts';

const timesOf = (rows: readonly (readonly [times: number, row: number[]])[]) =>
  rows.flatMap(([times, row]) => Array.from({ length: times }, () => row));

describe('Gwet’s AC1', () => {
  it('is what irrCAC gives for four raters of twelve units with missing ratings', () => {
    const [a, b, c, d] = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
      [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    const rows = a.map((first, i) => [first, b[i], c[i], d[i]].map((value) => value - 1));
    const found = gwetAc1(ratingsOf(rows, 5));
    // gwet.ac1.raw(cac.raw4raters) of irrCAC 1.0, as its vignette prints it.
    expect(found.observed).toBeCloseTo(0.8181818, 7);
    expect(found.expected).toBeCloseTo(0.1903212, 7);
    expect(found.estimate).toBeCloseTo(0.77544, 5);
    expect(found.standardError).toBeCloseTo(0.14295, 5);
    expect(found).toMatchObject({ units: 11, leftOut: 1, warnings: [{ code: 'units-left-out' }] });
  });

  it('is what irrCAC gives for two abstractors of a hundred abstracts', () => {
    const rows = timesOf([
      [13, [0, 0]],
      [20, [1, 1]],
      [7, [1, 2]],
      [4, [2, 1]],
      [56, [2, 2]],
    ]);
    // gwet.ac1.table(cont3x3abstractors).
    expect(gwetAc1(ratingsOf(rows, 3)).estimate).toBeCloseTo(0.84933, 5);
  });

  it('stays high where one answer is frequent and Cohen’s kappa falls', () => {
    const rows = timesOf([
      [118, [1, 1]],
      [5, [1, 0]],
      [2, [0, 1]],
    ]);
    // By hand: alike on 118 of 125; yes is (123 + 120) of 250 answers; chance is 2 × 0.972 × 0.028.
    const chance = 2 * 0.972 * 0.028;
    const { observed, expected, estimate } = gwetAc1(ratingsOf(rows, 2));
    expect(observed).toBeCloseTo(0.944, 12);
    expect(expected).toBeCloseTo(chance, 12);
    expect(estimate).toBeCloseTo((0.944 - chance) / (1 - chance), 12);
    expect(cohenKappa(ratingsOf(rows, 2)).estimate).toBeLessThan(0);
  });

  it('does not ask in what order units and coders stand, nor what categories are called', () => {
    fc.assert(
      fc.property(table(3), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (rows, names) => {
        const turned = rows.toReversed().map((row) => row.toReversed());
        const renamed = turned.map((row) => row.map((code) => (code === -1 ? -1 : names[code])));
        const [one, other] = [rows, renamed].map((list) => gwetAc1(ratingsOf(list)));
        expect(other.undefinedBecause).toBe(one.undefinedBecause);
        if (one.estimate === null) return;
        expect(other.estimate).toBeCloseTo(one.estimate, 10);
        // None where a single unit was rated.
        expect(other.standardError ?? 9).toBeCloseTo(one.standardError ?? 9, 10);
      }),
    );
  });

  it('is 1 without error where all agree', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2 }), (truth) => {
        const found = gwetAc1(ratingsOf(truth.map((code) => [code, code, code])));
        expect(found.estimate).toBe(1);
        expect(found.standardError).toBeCloseTo(0, 12);
      }),
    );
  });

  it('takes one over the number of categories for chance where all are used equally', () => {
    fc.assert(
      fc.property(full(3), (rows) => {
        const even = [0, 1, 2, 3].flatMap((by) => rows.map((row) => row.map((code) => (code + by) % 4)));
        const observed = percentAgreement(ratingsOf(even)).estimate ?? 9;
        expect(gwetAc1(ratingsOf(even)).estimate).toBeCloseTo((observed - 1 / 4) / (3 / 4), 10);
      }),
    );
  });

  it('is never below Fleiss’ kappa of yes and no', () => {
    const answers = fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(answers, (rows) => {
        const kappa = fleissKappa(ratingsOf(rows, 2)).estimate;
        const { estimate } = gwetAc1(ratingsOf(rows, 2));
        if (kappa !== null) expect(estimate).toBeGreaterThanOrEqual(kappa - 1e-12);
      }),
    );
  });

  it('has a standard error that leaving out one unit after the other bears out', () => {
    const rows = timesOf([
      [60, [0, 0, 0]],
      [25, [0, 0, 1]],
      [20, [1, 1, 1]],
      [15, [2, 2, -1]],
      [10, [1, 2, 0]],
      [5, [-1, 2, -1]],
    ]);
    const { standardError } = gwetAc1(ratingsOf(rows, 3));
    const without = rows.map((_, i) => gwetAc1(ratingsOf(rows.toSpliced(i, 1), 3)).estimate ?? 9);
    const mean = without.reduce((sum, one) => sum + one, 0) / rows.length;
    const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    const jackknife = Math.sqrt(((rows.length - 1) / rows.length) * squares);
    expect((standardError ?? 9) / jackknife).toBeCloseTo(1, 1);
  });

  it('says where it is undefined, and is 1 where one of several categories was chosen throughout', () => {
    expect(gwetAc1(ratingsOf([[2, -1]]))).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-pairs',
      standardError: null,
      leftOut: 1,
    });
    expect(gwetAc1(ratingsOf([[0, 0]], 1))).toMatchObject({
      estimate: null,
      undefinedBecause: 'no-variation',
    });
    expect(gwetAc1(ratingsOf([[1, 1]], 2))).toMatchObject({ estimate: 1, standardError: null });
    expect(() => gwetAc1(ratingsOf([[4, 0]], 4))).toThrow(
      expect.objectContaining({ code: 'unknown-category' }),
    );
  });
});
