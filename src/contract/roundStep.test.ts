import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundStep } from './roundStep.ts';

it('is the next of 1, 2 and 5 times a power of ten', () => {
  expect([0.03, 0.1, 1, 1.01, 3, 5, 7, 240].map(roundStep)).toEqual([0.05, 0.1, 1, 2, 5, 5, 10, 500]);
});

it('is never below what is wanted, nor far above', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (wanted) => {
      const step = roundStep(wanted);
      expect(step).toBeGreaterThanOrEqual(wanted * (1 - 1e-12));
      expect(step).toBeLessThanOrEqual(wanted * 2.5 * (1 + 1e-12));
    }),
  );
});

it('is one where nothing is wanted', () => {
  expect([0, -3, NaN, Infinity].map(roundStep)).toEqual([1, 1, 1, 1]);
});
