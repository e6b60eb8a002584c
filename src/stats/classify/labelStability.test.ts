import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelStability } from './labelStability.ts';

/** Labels by school as digits, one string a year: 0 neither, 1 resilient, 2 struggling, - not classified. */
const year = (labels: string) => ({
  kind: Uint8Array.from(labels, (label) => (label === '-' ? 0 : Number(label))),
  contextQuartile: Uint8Array.from(labels, (label) => (label === '-' ? 0 : 1)),
});

const label = fc.constantFrom('0', '0', '1', '2', '-');
const histories = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 60 }))
  .chain(([years, schools]) =>
    fc.array(fc.string({ unit: label, minLength: schools, maxLength: schools }), {
      minLength: years,
      maxLength: years,
    }),
  );

describe('labelStability', () => {
  it('counts years and says which labels were held in each of the latest', () => {
    const found = labelStability({ years: ['1121-2-0', '11210-11', '1011012-'].map(year) });
    expect([...found.told]).toEqual([3, 3, 3, 3, 2, 2, 2, 2]);
    expect([...found.resilient]).toEqual([3, 2, 1, 3, 0, 1, 1, 1]);
    expect([...found.struggling]).toEqual([0, 0, 2, 0, 0, 1, 1, 0]);
    expect([...found.steady]).toEqual([1, 0, 0, 1, 0, 0, 0, 0]);
    const two = labelStability({ years: ['0121-2-0', '11210-11', '1021012-'].map(year), latest: 2 });
    expect([...two.steady]).toEqual([1, 0, 2, 1, 0, -1, 0, -1]);
    expect(two.counts).toEqual({ resilient: 2, struggling: 1, neither: 3, unknown: 2 });
  });

  it('has the textbook’s kappa and error', () => {
    // Fleiss, Cohen & Everitt (1969): proportions of 200 cases in three categories, kappa .429, error .0539.
    const counts = [
      [106, 10, 4],
      [22, 28, 10],
      [2, 12, 6],
    ];
    const pairs = counts.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j])));
    const years = [0, 1].map((place) => year(pairs.map((pair) => pair[place]).join('')));
    const { agreement, table } = labelStability({ years }).transitions[0];
    expect(table.slice(0, 3).map((row) => row.slice(0, 3))).toEqual(counts);
    expect(agreement.n).toBe(200);
    expect(agreement.observed).toBeCloseTo(0.7, 12);
    expect(agreement.expected).toBeCloseTo(0.475, 12);
    expect(agreement.kappa).toBeCloseTo(0.429, 3);
    expect(agreement.standardError).toBeCloseTo(0.054, 3);
  });

  it('has the error that the delta method gives by differences', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 9, maxLength: 9 }), (cells) => {
        const pairs = cells.flatMap((n, at) => Array.from({ length: n }, () => [Math.floor(at / 3), at % 3]));
        const years = [0, 1].map((place) => year(pairs.map((pair) => pair[place]).join('')));
        const { agreement } = labelStability({ years }).transitions[0];
        const n = pairs.length;
        const kappa = (p: number[]) => {
          const total = p.reduce((sum, value) => sum + value, 0);
          const q = p.map((value) => value / total);
          const of = [0, 1, 2];
          const observed = of.reduce((sum, i) => sum + q[4 * i], 0);
          const chance = of.reduce(
            (sum, i) => sum + (q[3 * i] + q[3 * i + 1] + q[3 * i + 2]) * (q[i] + q[i + 3] + q[i + 6]),
            0,
          );
          return (observed - chance) / (1 - chance);
        };
        const p = cells.map((count) => count / n);
        const step = 1e-5;
        const slopes = p.map(
          (_, at) =>
            (kappa(p.map((v, i) => v + (i === at ? step : 0))) -
              kappa(p.map((v, i) => v - (i === at ? step : 0)))) /
            (2 * step),
        );
        const mean = slopes.reduce((sum, slope, at) => sum + slope * p[at], 0);
        const variance = slopes.reduce((sum, slope, at) => sum + p[at] * (slope - mean) ** 2, 0) / n;
        expect(agreement.kappa).toBeCloseTo(kappa(p), 10);
        expect(agreement.standardError).toBeCloseTo(Math.sqrt(variance), 6);
      }),
      { numRuns: 30 },
    );
  });

  it('has tables that add up, and nothing that is not a number', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const found = labelStability({ years: history.map(year) });
        const schools = history[0].length;
        expect(found.transitions).toHaveLength(history.length - 1);
        for (const { table, kept, agreement } of found.transitions) {
          expect(table.flat().reduce((sum, count) => sum + count, 0)).toBe(schools);
          expect(kept.neither.schools + kept.resilient.schools + kept.struggling.schools).toBe(agreement.n);
          for (const value of [agreement.kappa, agreement.standardError, kept.resilient.share]) {
            if (value !== null) expect(value).not.toBeNaN();
          }
        }
        const { resilient, struggling, neither, unknown } = found.counts;
        expect(resilient + struggling + neither + unknown).toBe(schools);
        found.steady.forEach((steady, i) => {
          const held = history.map((labels) => labels[i]);
          if (steady > 0) expect(held.every((one) => one === String(steady))).toBe(true);
          if (held.every((one) => one === '1')) expect(steady).toBe(1);
          if (steady === -1) expect(held).toContain('-');
        });
      }),
    );
  });

  it('has kappa 1 where labels stay, and none where all schools have one', () => {
    const stay = labelStability({ years: ['0120', '0120'].map(year) }).transitions[0].agreement;
    expect([stay.kappa, stay.standardError]).toEqual([1, 0]);
    const one = labelStability({ years: ['0000', '0000'].map(year) }).transitions[0].agreement;
    expect(one).toEqual({ n: 4, observed: 1, expected: 1, kappa: null, standardError: null });
    const none = labelStability({ years: ['--', '01'].map(year) }).transitions[0];
    expect(none.agreement).toMatchObject({ n: 0, kappa: null });
    expect(none.kept.resilient).toEqual({ schools: 0, kept: 0, share: null, expected: null });
  });

  it('refuses one year, years of other schools and more years than there are', () => {
    const refusal = (years: string[], code: string, latest?: number) =>
      expect(() =>
        labelStability({ years: years.map(year), ...(latest === undefined ? {} : { latest }) }),
      ).toThrow(expect.objectContaining({ code }));
    refusal(['01'], 'too-few-years');
    refusal(['01', '012'], 'length-mismatch');
    refusal(['01', '01'], 'invalid-count', 3);
  });
});
