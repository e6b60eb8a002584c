import { describe, expect, it } from 'vitest';
import { alphaIntervals, krippendorffAlpha, type Ratings } from '../index.ts';
import { patternsOf } from './ratings.ts';
import { eachResample } from './resamples.ts';
import { metrics, plainAlpha, plainDistance, ratingsOf, values } from '../../../test/support/plainAlpha.ts';

describe('intervals of alpha', () => {
  const ratings = ratingsOf(
    Array.from({ length: 60 }, (_, i) => [i % 4, i % 4, (i + Number(i % 5 === 0)) % 4]),
  );

  it('are the same for the same seed, others for another, and hold the estimate', () => {
    const ask = (seed: number) => alphaIntervals(ratings, { metrics, values, seed, resamples: 400 });
    expect(ask(1)).toEqual(ask(1));
    expect(ask(1)).not.toEqual(ask(2));
    ask(1).forEach(({ metric, lower, upper, undefinedResamples }) => {
      const estimate = krippendorffAlpha(ratings, { metric, values }).estimate ?? 2;
      expect(lower).toBeLessThan(estimate);
      expect(upper).toBeGreaterThan(estimate);
      expect(undefinedResamples).toBe(0);
    });
  });

  it('do not depend on which metrics are asked for beside it', () => {
    const [alone] = alphaIntervals(ratings, { metrics: ['ordinal'], seed: 7, resamples: 50 });
    const [, beside] = alphaIntervals(ratings, { metrics, values, seed: 7, resamples: 50 });
    expect(beside).toEqual(alone);
  });

  it('are the same however the resamples are divided, and in whatever order units and coders stand', () => {
    const { times } = patternsOf(ratings);
    const drawn = (from: number, to: number) => {
      const seen: [number, number[]][] = [];
      eachResample(times, { seed: 7, from, to }, (one, i) => seen.push([i, [...one]]));
      return seen;
    };
    expect([...drawn(0, 13), ...drawn(13, 40)]).toEqual(drawn(0, 40));
    expect([39, 13, 0].flatMap((i) => drawn(i, i + 1)).toReversed()).toEqual(
      [0, 13, 39].map((i) => drawn(0, 40)[i]),
    );
    const turned = { ...ratings, codes: ratings.codes.toReversed() };
    const ask = (one: Ratings) => alphaIntervals(one, { metrics, values, seed: 7, resamples: 50 });
    expect(ask(turned)).toEqual(ask(ratings));
  });

  it('are as wide as the bootstrap of plain code finds, within chance', () => {
    const [{ lower, upper }] = alphaIntervals(ratings, { metrics: ['nominal'], seed: 3, resamples: 2000 });
    const rows = Array.from({ length: 60 }, (_, i) => [...ratings.codes.subarray(3 * i, 3 * i + 3)]);
    let state = 12345;
    const next = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
    const plain = Array.from({ length: 600 }, () => {
      const drawn = rows.map(() => rows[Math.floor(next() * rows.length)]);
      return plainAlpha(drawn, plainDistance.nominal) ?? 2;
    }).sort((a, b) => a - b);
    expect(lower).toBeCloseTo(plain[15], 1);
    expect(upper).toBeCloseTo(plain[585], 1);
  });

  it('count resamples in which alpha is undefined, and can be stopped', () => {
    const few = ratingsOf([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    const [interval] = alphaIntervals(few, { metrics: ['nominal'], seed: 1, resamples: 500 });
    // Three units of which one differs: all alike in (1/3)³ + (2/3)³ = 1/3 of resamples.
    expect(interval.undefinedResamples / 500).toBeGreaterThan(0.26);
    expect(interval.undefinedResamples / 500).toBeLessThan(0.41);
    expect([interval.lower, interval.upper]).toEqual([1, 1]);
    expect(
      alphaIntervals(ratingsOf([[0, 1]]), { metrics: ['nominal'], seed: 1, resamples: 5 }),
    ).toMatchObject([{ lower: null, upper: null, undefinedBecause: 'too-few-units' }]);
    expect(() => alphaIntervals(few, { metrics: ['nominal'], seed: 1, progress: () => false })).toThrow(
      'Somebody stopped the work.',
    );
  });
});
