import { describe, expect, it } from 'vitest';
import reference from '../../../test/reference/stats/normal.json' with { type: 'json' };
import { normalMultiplier, normalProbability, normalQuantile } from './normal.ts';

const close = (found: number, expected: number, share: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(share * Math.abs(expected) + 1e-17);

describe('the normal distribution', () => {
  it.each(reference.probability)('has the probability below %d', (x, probability) => {
    close(normalProbability(x), probability, 2e-14);
  });

  it.each(reference.quantile)('has the quantile of %d', (p, quantile) => {
    close(normalQuantile(p), quantile, p > 0.99 ? 1e-13 : 2e-15);
  });

  it('says how wide an interval is', () => {
    close(normalMultiplier(0.95), 1.959963984540054, 1e-15);
    expect(() => normalMultiplier(1)).toThrow('between 0 and 1');
    expect(() => normalQuantile(0)).toThrow('between 0 and 1');
  });
});
