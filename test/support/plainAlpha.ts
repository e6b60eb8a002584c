import fc from 'fast-check';
import type { AlphaMetric, Ratings } from '#stats';

/** For tests: tables made by chance, and alpha from its definition, pair by pair. */
export const metrics: AlphaMetric[] = ['nominal', 'ordinal', 'interval', 'ratio'];
export const values = [1, 2, 3, 5];
export const ratingsOf = (rows: readonly (readonly number[])[], categories = 4): Ratings => ({
  codes: Int32Array.from(rows.flat()),
  coders: rows[0]?.length ?? 2,
  categories,
});
export const table = (coders: number, least = 0) =>
  fc.array(fc.array(fc.integer({ min: least - 1, max: 3 }), { minLength: coders, maxLength: coders }), {
    minLength: 2,
    maxLength: 14,
  });
export const full = (coders: number) => table(coders, 1);

/** From the definition: every pair of ratings within a unit against every pair of all ratings. */
export function plainAlpha(
  rows: readonly (readonly number[])[],
  distance: (a: number, b: number, all: number[]) => number,
) {
  const units = rows.map((row) => row.filter((code) => code !== -1)).filter((row) => row.length > 1);
  const all = units.flat();
  const apart = (list: readonly number[]) =>
    list.reduce(
      (sum, a, i) => sum + list.reduce((part, b, j) => part + (i === j ? 0 : distance(a, b, all)), 0),
      0,
    );
  const observed = units.reduce((sum, unit) => sum + apart(unit) / (unit.length - 1), 0) / all.length;
  const expected = apart(all) / (all.length * (all.length - 1));
  return expected === 0 || all.length === 0 ? null : 1 - observed / expected;
}
export const plainDistance: Record<AlphaMetric, (a: number, b: number, all: number[]) => number> = {
  nominal: (a, b) => Number(a !== b),
  ordinal: (a, b, all) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const count = (c: number) => all.filter((one) => one === c).length;
    let between = -(count(low) + count(high)) / 2;
    for (let c = low; c <= high; c++) between += count(c);
    return a === b ? 0 : between ** 2;
  },
  interval: (a, b) => (values[a] - values[b]) ** 2,
  ratio: (a, b) => ((values[a] - values[b]) / (values[a] + values[b])) ** 2,
};
