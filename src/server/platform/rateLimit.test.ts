import { describe, expect, it } from 'vitest';
import { RateLimit } from './rateLimit.ts';

describe('a rate limit', () => {
  it('lets so many through at once, and then as time goes by', () => {
    const limit = new RateLimit(3, 60);
    for (let i = 0; i < 3; i++) limit.take('a', 0);
    expect(() => limit.take('a', 0)).toThrow(/Wait a minute/);
    expect(() => limit.take('a', 0)).toThrow(expect.objectContaining({ retryAfter: 20 }));
    expect(() => limit.take('a', 19_000)).toThrow(expect.objectContaining({ retryAfter: 1 }));
    limit.take('a', 20_000);
    expect(() => limit.take('a', 20_000)).toThrow();
  });

  it('keeps people apart', () => {
    const limit = new RateLimit(1, 60);
    limit.take('a', 0);
    expect(() => limit.take('a', 0)).toThrow();
    limit.take('b', 0);
  });

  it('never fills beyond its size', () => {
    const limit = new RateLimit(2, 1);
    limit.take('a', 0);
    for (let i = 0; i < 2; i++) limit.take('a', 1_000_000);
    expect(() => limit.take('a', 1_000_000)).toThrow();
  });
});
