import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa, fleissKappa, krippendorffAlpha, percentAgreement, seededGenerator } from '../index.ts';
import { full, ratingsOf } from '../../../test/support/plainAlpha.ts';

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

  it('of Cohen has the standard error that slopes of kappa at each cell give', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 9, maxLength: 9 }), (cells) => {
        const rows = cells.flatMap((count, cell) =>
          Array.from({ length: count }, () => [Math.floor(cell / 3), cell % 3]),
        );
        const { standardError } = cohenKappa(ratingsOf(rows, 3));
        expect(standardError).toBeCloseTo(slopeError(cells), 6);
      }),
    );
  });

  it('of Fleiss has a standard error that coders who guess bear out', () => {
    const { uniform } = seededGenerator(12);
    const guess = () => (uniform() < 0.6 ? 0 : uniform() < 0.7 ? 1 : 2);
    const [rounds, units, coders] = [2000, 60, 4];
    let [squares, said] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      const codes = Int32Array.from({ length: units * coders }, guess);
      const { estimate, standardError } = fleissKappa({ codes, coders, categories: 3 });
      squares += (estimate ?? 9) ** 2 / rounds;
      said += (standardError ?? 9) / rounds;
    }
    expect(Math.sqrt(squares) / said).toBeGreaterThan(0.93);
    expect(Math.sqrt(squares) / said).toBeLessThan(1.07);
  });
});

/** The standard error of Cohen's kappa by the delta method, with slopes measured and not derived. */
function slopeError(cells: readonly number[]): number {
  const units = cells.reduce((sum, count) => sum + count, 0);
  const shares = cells.map((count) => count / units);
  const kappa = (list: readonly number[]) => {
    const sum = (keep: (row: number, column: number) => boolean) =>
      list.reduce((part, share, i) => part + (keep(Math.floor(i / 3), i % 3) ? share : 0), 0);
    const expected = [0, 1, 2].reduce(
      (part, c) => part + sum((row) => row === c) * sum((_, col) => col === c),
      0,
    );
    return (sum((row, column) => row === column) - expected) / (1 - expected);
  };
  const step = 1e-5;
  const slopes = shares.map((_, i) => {
    const [more, less] = [step, -step].map((by) =>
      kappa(shares.map((share, j) => (i === j ? share + by : share))),
    );
    return (more - less) / (2 * step);
  });
  const mean = slopes.reduce((sum, slope, i) => sum + slope * shares[i], 0);
  const square = slopes.reduce((sum, slope, i) => sum + slope ** 2 * shares[i], 0);
  return Math.sqrt((square - mean ** 2) / units);
}
