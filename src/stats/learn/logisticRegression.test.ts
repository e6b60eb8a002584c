import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparseOf } from '../../../test/support/sparse.ts';
import { logisticRegression } from '../index.ts';

/** Motor Trend 1974, as R has it in `mtcars`: weight, power, quarter mile, and whether the gears are changed by hand. */
const cars = {
  wt: [
    2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345,
    2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
  ],
  hp: [
    110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230, 66, 52, 65, 97, 150,
    150, 245, 175, 66, 91, 113, 264, 175, 335, 109,
  ],
  qsec: [
    16.46, 17.02, 18.61, 19.44, 17.02, 20.22, 15.84, 20, 22.9, 18.3, 18.9, 17.4, 17.6, 18, 17.98, 17.82,
    17.42, 19.47, 18.52, 19.9, 20.01, 16.87, 17.3, 15.41, 17.05, 18.9, 16.7, 16.9, 14.5, 15.5, 14.6, 18.6,
  ],
};
const am = Uint8Array.from([
  1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1,
]);
const exact = { tolerance: 1e-12 };

function scaled(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const square = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
  return values.map((one) => (one - mean) / Math.sqrt(square));
}
const rowsOf = (columns: readonly (readonly number[])[]) =>
  sparseOf(columns[0].map((_, i) => columns.map((column) => column[i])));

const points = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), fc.boolean()), {
    minLength: 4,
    maxLength: 20,
  })
  .filter((rows) => new Set(rows.map(([, , kind]) => kind)).size === 2);
const asked = (rows: readonly (readonly [number, number, boolean])[]) =>
  [sparseOf(rows.map(([a, b]) => [a, b])), Uint8Array.from(rows, ([, , kind]) => (kind ? 1 : 0))] as const;

describe('logistic regression', () => {
  it('without a penalty is what glm of R gives', () => {
    // coef(glm(am ~ wt, binomial, mtcars)) and of wt + hp, R 4.2.2, epsilon 1e-14.
    const one = logisticRegression(rowsOf([cars.wt]), am, { penalty: 0, ...exact });
    expect(one.intercept).toBeCloseTo(12.04036972866, 8);
    expect(one.weights[0]).toBeCloseTo(-4.02396996217, 8);
    const two = logisticRegression(rowsOf([cars.wt, cars.hp]), am, { penalty: 0, ...exact });
    expect(two.intercept).toBeCloseTo(18.8662987172041, 7);
    expect(two.weights[0]).toBeCloseTo(-8.0834751824446, 7);
    expect(two.weights[1]).toBeCloseTo(0.0362555960822, 8);
    expect(two.converged).toBe(true);
  });

  it('with a penalty of 1 is what Newton’s method in R gives', () => {
    const x = rowsOf([scaled(cars.wt), scaled(cars.hp), scaled(cars.qsec)]);
    const { intercept, weights } = logisticRegression(x, am, { penalty: 1, ...exact });
    expect(intercept).toBeCloseTo(-0.762185420606, 10);
    [-2.211301475572, -0.190677908292, -1.058540449652].forEach((one, j) =>
      expect(weights[j]).toBeCloseTo(one, 10),
    );
  });

  it('lies where the slope is nought', () => {
    fc.assert(
      fc.property(points, (rows) => {
        const [x, positive] = asked(rows);
        const { intercept, weights, converged } = logisticRegression(x, positive, { penalty: 1, ...exact });
        expect(converged).toBe(true);
        const off = rows.map(([a, b, kind]) => {
          const score = a * weights[0] + b * weights[1] + intercept;
          return 1 / (1 + Math.exp(-score)) - (kind ? 1 : 0);
        });
        const slope = [
          weights[0] + rows.reduce((sum, [a], i) => sum + a * off[i], 0),
          weights[1] + rows.reduce((sum, [, b], i) => sum + b * off[i], 0),
          off.reduce((sum, one) => sum + one, 0),
        ];
        for (const one of slope) expect(Math.abs(one)).toBeLessThan(1e-9);
      }),
    );
  });

  it('turns round with the kinds, and does not hang on the order of rows or where it begins', () => {
    fc.assert(
      fc.property(points, (rows) => {
        const [x, positive] = asked(rows);
        const found = logisticRegression(x, positive, { penalty: 1, ...exact });
        const turned = logisticRegression(
          x,
          positive.map((one) => 1 - one),
          { penalty: 1, ...exact },
        );
        const [back, backwards] = asked(rows.toReversed());
        const reversed = logisticRegression(back, backwards, { penalty: 1, ...exact });
        const from = { intercept: 2, weights: Float64Array.of(-1, 3) };
        const elsewhere = logisticRegression(x, positive, { penalty: 1, from, ...exact });
        for (const j of [0, 1]) {
          expect(turned.weights[j]).toBeCloseTo(-found.weights[j], 8);
          expect(reversed.weights[j]).toBeCloseTo(found.weights[j], 8);
          expect(elsewhere.weights[j]).toBeCloseTo(found.weights[j], 8);
        }
        expect(turned.intercept).toBeCloseTo(-found.intercept, 8);
      }),
    );
  });

  it('says the base rate and nothing else where the penalty is beyond measure', () => {
    const { weights, intercept } = logisticRegression(rowsOf([cars.wt]), am, { penalty: 1e12, ...exact });
    expect(Math.abs(weights[0])).toBeLessThan(1e-9);
    expect(intercept).toBeCloseTo(Math.log(13 / 19), 6);
  });

  it('learns from the rows it is given alone', () => {
    const x = rowsOf([cars.wt]);
    const rows = Int32Array.from({ length: 20 }, (_, i) => i);
    const some = logisticRegression(x, am, { penalty: 1, rows, ...exact });
    const alone = logisticRegression(rowsOf([cars.wt.slice(0, 20)]), am.slice(0, 20), {
      penalty: 1,
      ...exact,
    });
    expect(some.weights[0]).toBeCloseTo(alone.weights[0], 12);
    const whole = logisticRegression(x, am, { penalty: 1, ...exact });
    expect(Math.abs(some.weights[0] - whole.weights[0])).toBeGreaterThan(1e-3);
  });

  it('says that it came to no end where kinds can be told apart wholly, and refuses one kind', () => {
    const x = sparseOf([[-1], [-2], [1], [2]]);
    expect(
      logisticRegression(x, Uint8Array.of(0, 0, 1, 1), { penalty: 0, ...exact }).weights[0],
    ).toBeGreaterThan(10);
    const refused = (code: string) => expect.objectContaining({ code });
    expect(() => logisticRegression(x, Uint8Array.of(1, 1, 1, 1), { penalty: 1 })).toThrow(
      refused('one-kind'),
    );
    expect(() => logisticRegression(x, Uint8Array.of(0, 0, 1, 1), { penalty: -1 })).toThrow(
      refused('invalid-penalty'),
    );
    expect(() => logisticRegression(x, Uint8Array.of(0, 0, 1, 1), { penalty: NaN })).toThrow(
      refused('invalid-penalty'),
    );
  });
});
