import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tickLabel, ticks } from './ticks.ts';

describe('ticks', () => {
  it('are round numbers inside the range', () => {
    expect(ticks(328, 966, 5)).toEqual([400, 500, 600, 700, 800, 900]);
    expect(ticks(-3.2, 4.4, 6)).toEqual([-3, -2, -1, 0, 1, 2, 3, 4]);
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(0.31, 0.34, 3)).toEqual([0.31, 0.32, 0.33, 0.34]);
  });

  it('are none for a range without length', () => {
    expect(ticks(5, 5, 4)).toEqual([]);
    expect(ticks(NaN, 5, 4)).toEqual([]);
    expect(ticks(-Infinity, Infinity, 4)).toEqual([]);
  });

  it('rise, stay inside, and are about as many as asked for', () => {
    const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        finite,
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 2, max: 8 }),
        (low, span, count) => {
          const high = low + span;
          const values = ticks(low, high, count);
          const slack = span * 1e-6;
          expect(values.length).toBeGreaterThan(0);
          expect(values.length).toBeLessThanOrEqual(2 * count + 1);
          for (const [i, value] of values.entries()) {
            expect(value).toBeGreaterThanOrEqual(low - slack);
            expect(value).toBeLessThanOrEqual(high + slack);
            if (i > 0) expect(value).toBeGreaterThan(values[i - 1]!);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('writes a tick as people do', () => {
  expect([1200, -3, 0.2, 0, -0.5].map(tickLabel)).toEqual(['1,200', '−3', '0.2', '0', '−0.5']);
});
