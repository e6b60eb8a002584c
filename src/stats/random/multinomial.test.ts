import { describe, expect, it } from 'vitest';
import { binomialProbabilities } from '../distributions/binomial.ts';
import { seededGenerator } from './generator.ts';
import { drawBinomial, multinomialOf } from './multinomial.ts';

describe('binomial numbers', () => {
  it.each([
    [1, 0.3],
    [12, 0.02],
    [30, 0.3],
    [40, 0.25],
    [100, 0.5],
    [1000, 0.015],
    [5000, 0.04],
    [300, 0.93],
  ])('of %i with %f come as often as they should', (n, p) => {
    const generator = seededGenerator(41, `${n} ${p}`);
    const draws = 100_000;
    const seen = new Float64Array(n + 1);
    for (let i = 0; i < draws; i++) seen[drawBinomial(n, p, generator)] += 1;
    // Chi squared over numbers expected ten times at least; the others together as one.
    let [chi, kinds, restSeen, rest] = [0, 0, 0, 0];
    binomialProbabilities(n, p).probabilities.forEach((probability, k) => {
      const due = draws * probability;
      if (due < 10) {
        restSeen += seen[k];
        rest += due;
      } else {
        chi += (seen[k] - due) ** 2 / due;
        kinds += 1;
      }
    });
    if (rest > 10) chi += (restSeen - rest) ** 2 / rest;
    // Five standard deviations beyond its mean: not by chance.
    expect(chi).toBeLessThan(kinds + 5 * Math.sqrt(2 * kinds) + 5);
  });

  it('are none of none, and none without a chance', () => {
    const generator = seededGenerator(1);
    expect(drawBinomial(0, 0.4, generator)).toBe(0);
    expect(drawBinomial(50, 0, generator)).toBe(0);
  });
});

describe('multinomial numbers', () => {
  it.each([
    ['frequent kinds alone', [400, 100, 35]],
    ['rare kinds alone', [5, 3, 1, 0]],
    ['both', [300, 60, 30, 29, 7, 1, 1, 0]],
  ])('add up to the draws and vary as they should (%s)', (_, list) => {
    const weights = Float64Array.from(list);
    const units = weights.reduce((sum, weight) => sum + weight, 0);
    const [generator, draw, into] = [
      seededGenerator(9),
      multinomialOf(weights),
      new Float64Array(list.length),
    ];
    const rounds = 20_000;
    const products = list.map(() => new Float64Array(list.length));
    const sums = new Float64Array(list.length);
    for (let i = 0; i < rounds; i++) {
      draw(generator, into);
      expect(into.reduce((sum, one) => sum + one, 0)).toBe(units);
      for (let a = 0; a < list.length; a++) {
        sums[a] += into[a];
        for (let b = 0; b < list.length; b++) products[a][b] += (into[a] - list[a]) * (into[b] - list[b]);
      }
    }
    const variance = (a: number) => list[a] * (1 - list[a] / units);
    for (let a = 0; a < list.length; a++) {
      // Five standard errors: of a mean, and of a covariance as if the numbers were normal.
      expect(Math.abs(sums[a] / rounds - list[a])).toBeLessThanOrEqual(5 * Math.sqrt(variance(a) / rounds));
      for (let b = 0; b < list.length; b++) {
        const due = a === b ? variance(a) : (-list[a] * list[b]) / units;
        const error = Math.sqrt((variance(a) * variance(b) + due ** 2) / rounds);
        expect(Math.abs(products[a][b] / rounds - due)).toBeLessThanOrEqual(6 * error);
      }
    }
  });

  it('draw nothing of nothing', () => {
    const into = Float64Array.from([7, 7]);
    multinomialOf(new Float64Array(2))(seededGenerator(1), into);
    expect([...into]).toEqual([0, 0]);
  });
});
