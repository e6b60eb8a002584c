import { describe, expect, it } from 'vitest';
import { normalProbability } from '../distributions/normal.ts';
import { seededGenerator } from './generator.ts';
import { fillNormals } from './normals.ts';

describe('fillNormals', () => {
  it('follows the normal distribution, tails included', () => {
    const draws = 400_000;
    const numbers = new Float64Array(draws);
    fillNormals(numbers, seededGenerator(11));
    // The layers end between 0.27 and 3.44, so that the tail of the method has classes of its own.
    const ends = [-4, -3.6, -3.4426, -3, -2, -1.2, -0.6, -0.2, 0, 0.2, 0.6, 1.2, 2, 3, 3.4426, 3.6, 4];
    const counts = ends.map(() => 0).concat(0);
    for (const x of numbers) {
      const at = ends.findIndex((end) => x < end);
      counts[at < 0 ? ends.length : at]++;
    }
    const upTo = [0, ...ends.map(normalProbability), 1];
    const chiSquare = counts.reduce((sum, count, i) => {
      const expected = draws * (upTo[i + 1] - upTo[i]);
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // The chi-square with 17 degrees of freedom exceeds 40.79 once in a thousand times.
    expect(chiSquare).toBeLessThan(40.79);
  });

  it('gives numbers that do not hang on those before', () => {
    const numbers = new Float64Array(200_000);
    fillNormals(numbers, seededGenerator(12));
    for (const lag of [1, 2, 3]) {
      let sum = 0;
      for (let i = lag; i < numbers.length; i++) sum += numbers[i] * numbers[i - lag];
      // Five standard errors of a mean of products of independent numbers.
      expect(Math.abs(sum / numbers.length)).toBeLessThan(5 / Math.sqrt(numbers.length));
    }
  });

  it('repeats itself for the same seed, however many are asked for at once', () => {
    const whole = new Float64Array(1000);
    fillNormals(whole, seededGenerator(5));
    const parts = new Float64Array(1000);
    const generator = seededGenerator(5);
    fillNormals(parts.subarray(0, 300), generator);
    fillNormals(parts.subarray(300), generator);
    expect(parts).toEqual(whole);
  });
});
