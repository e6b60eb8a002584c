import { describe, expect, it } from 'vitest';
import { seededGenerator, splitmix64, xoshiro128 } from './generator.ts';

describe('seededGenerator', () => {
  it('is xoshiro128**: the numbers that the authors’ C program prints', () => {
    const counted = xoshiro128([1, 2, 3, 4]);
    expect([1, 2, 3, 4].map(() => counted.bits())).toEqual([11520, 0, 5927040, 70819200]);
    const mixed = xoshiro128([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]);
    expect([1, 2, 3, 4].map(() => mixed.bits())).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
  });

  it('is seeded by splitmix64: the numbers that its C program prints', () => {
    expect(splitmix64(1234567n, 3)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
    ]);
  });

  it('repeats itself for the same seed and stream and for no other', () => {
    const first = (seed: number, stream?: string) => {
      const { bits } = seededGenerator(seed, stream);
      return [bits(), bits(), bits()];
    };
    expect(first(7)).toEqual(first(7));
    const all = [first(7), first(8), first(7, 'north'), first(7, 'south'), first(8, 'north')];
    expect(new Set(all.map(String)).size).toBe(all.length);
  });

  it('gives uniform numbers in [0, 1) with the right mean and variance', () => {
    const { uniform } = seededGenerator(1);
    const draws = Array.from({ length: 100_000 }, uniform);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    // Five standard errors: √(1/12 / n) for the mean, √(1/180 / n) for the mean square about 1/2.
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / draws.length));
    const spread = draws.reduce((sum, draw) => sum + (draw - 1 / 2) ** 2, 0) / draws.length;
    expect(Math.abs(spread - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / draws.length));
  });

  it('favours no remainder, even where 2³² is far from a multiple', () => {
    // Taking the remainder of all draws would give the lower third of 3 · 2³⁰ twice the chance of the rest.
    const bound = 3 * 2 ** 30;
    const { below } = seededGenerator(3);
    const draws = Array.from({ length: 30_000 }, () => below(bound));
    const lowest = draws.filter((draw) => draw < 2 ** 30).length;
    // Five standard deviations of a binomial with p = 1/3.
    expect(Math.abs(lowest - 10_000)).toBeLessThan(5 * Math.sqrt((30_000 * 2) / 9));
  });

  it('fills with the very bits that it would give one by one, and goes on behind them', () => {
    const [one, other] = [seededGenerator(11), seededGenerator(11)];
    const filled = new Uint32Array(1000);
    one.fill(filled);
    expect([...filled]).toEqual(Array.from({ length: 1000 }, () => other.bits()));
    expect(one.bits()).toBe(other.bits());
  });

  it('refuses seeds and bounds that are not whole numbers in range', () => {
    for (const seed of [-1, 0.5, NaN, 2 ** 53]) {
      expect(() => seededGenerator(seed)).toThrow(expect.objectContaining({ code: 'invalid-seed' }));
    }
    for (const bound of [0, 1.5, 2 ** 32 + 1]) {
      expect(() => seededGenerator(1).below(bound)).toThrow(
        expect.objectContaining({ code: 'invalid-bound' }),
      );
    }
  });
});
